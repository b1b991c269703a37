"""XML as a tree with plain names: without namespaces, prefixes and hyphens, by which QTI 3 differs from 2.1.

Entities and external references are refused, and so is what is nested deeper than anybody writes.
"""

from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.adapters.bank.importing.bounds import MEGABYTE, printable
from bot.adapters.bank.importing.found import CannotImport

LARGEST = 2 * MEGABYTE  # bytes of one file
DEEPEST = 60


class _Builder(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise CannotImport(f"is nested more than {DEEPEST} levels deep")
        return super().start(_plain(tag), {_plain(name): value for name, value in attrs.items()})

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(_plain(tag))


def tree_of(data: bytes) -> Element:
    """CannotImport: it is no XML, holds entities, is too large or too deep."""
    if len(data) > LARGEST:
        raise CannotImport(f"holds an XML file larger than {LARGEST // MEGABYTE} MB")
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        root = parser.close()
    except ParseError as error:
        raise CannotImport(f"line {error.position[0]}: is no XML; check the tag there") from None
    except DefusedXmlException:
        raise CannotImport("declares entities of its own, which we do not read; remove them") from None
    except (ValueError, LookupError, AssertionError):
        raise CannotImport("is no XML in an encoding that we know") from None
    if not isinstance(root, Element):
        raise CannotImport("is no XML")
    return root


def _plain(name: str) -> str:
    """`{…}qti-simple-choice` and `simpleChoice` are both `simplechoice`."""
    return name.rpartition("}")[2].rpartition(":")[2].lower().removeprefix("qti-").replace("-", "")


def inner_html(element: Element, without: frozenset[str] = frozenset()) -> str:
    """What stands inside an element, as HTML, without the elements of these names."""
    parts = [_escaped(element.text or "")]
    _append(parts, element, without)
    return "".join(parts)


def _append(parts: list[str], element: Element, without: frozenset[str]) -> None:
    for child in element:
        if child.tag not in without:
            attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in child.attrib.items())
            parts.append(f"<{child.tag}{attributes}>{_escaped(child.text or '')}")
            _append(parts, child, without)
            parts.append(f"</{child.tag}>")
        parts.append(_escaped(child.tail or ""))


def _escaped(text: str) -> str:
    return (
        printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
