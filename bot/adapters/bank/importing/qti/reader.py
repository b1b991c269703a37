"""QTI's items as questions: single choices, and what can be asked openly with its answer."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.adapters.bank.importing.archive import Archive, is_archive
from bot.adapters.bank.importing.bounds import head_of, printable
from bot.adapters.bank.importing.found import CannotImport, Found, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, alternatives, choose, joined
from bot.adapters.bank.importing.hypertext import markdown_of
from bot.adapters.bank.importing.qti.tree import inner_html, tree_of

FORMAT = "qti"
BLANK = "_____"
ITEM = "assessmentitem"
ROOT = re.compile(r"<(?:\w{1,20}:)?(?:assessmentItem|qti-assessment-item)[\s>]")
OPEN_ENDED = {"textentryinteraction", "extendedtextinteraction"}
FEEDBACK = frozenset({"feedbackinline", "feedbackblock"})
PICTURES = {"img", "object", "audio", "video", "picture", "source"}


def looks_like(data: bytes) -> bool:
    if is_archive(data):
        try:
            names = list(Archive(data).names())
        except CannotImport:
            return False
        return any(name.endswith("imsmanifest.xml") for name in names) or (
            any(name.endswith(".xml") for name in names)
            and not any("collection.anki" in name for name in names)
        )
    return ROOT.search(head_of(data)) is not None


def read(data: bytes) -> Found:
    """CannotImport: it is no XML or archive of it, declares entities, or holds no item that can be asked."""
    gathering = Gathering(FORMAT)
    if is_archive(data):
        _read_package(gathering, Archive(data))
    else:
        _take_items(gathering, tree_of(data), 1)
    return gathering.found()


def _read_package(gathering: Gathering, archive: Archive) -> None:
    for name in dict.fromkeys(archive.names()):
        if not name.lower().endswith(".xml") or name.lower().endswith("imsmanifest.xml"):
            continue
        content = archive.read(name)
        try:
            _take_items(gathering, tree_of(content), 0)
        except CannotImport as error:
            gathering.enter("")
            gathering.note(0, "bad-file", f"`{printable(name)[-60:]}` in the package is left out: it {error}")


def _take_items(gathering: Gathering, root: Element, line: int) -> None:
    for item in root.iter(ITEM):
        _take(gathering, item, line)


def _take(gathering: Gathering, item: Element, line: int) -> None:
    title = printable(item.get("title") or item.get("identifier") or "")[:60]
    gathering.enter(title)
    body = item.find("itembody")
    if body is None:
        gathering.note(line, "no-body", "has no text; left out")
        return
    found = [element for element in body.iter() if element.tag.endswith("interaction")]
    kinds = {element.tag for element in found}
    if len(found) == 1 and kinds == {"choiceinteraction"}:
        question = _choice(gathering, item, body, found[0], line)
    elif len(found) == 1 and kinds <= OPEN_ENDED:
        answer = alternatives(_right_values(item, found[0]) or [""])
        question = FoundQuestion(
            line=line, prompt=_prompt(body, found[0]), answer=joined(answer, _explanation(item))
        )
    else:
        what = ", ".join(sorted(kinds)) or "nothing to answer"
        gathering.note(line, "interaction", f"asks in a way that we cannot ({what}); left out")
        return
    if any(element.tag in PICTURES for element in body.iter()):
        gathering.note(line, "media", "an item comes without its pictures and sounds")
    gathering.take(question)


def _choice(gathering: Gathering, item: Element, body: Element, choice: Element, line: int) -> FoundQuestion:
    right = set(_right_values(item, choice))
    options = [
        FoundOption(
            text=markdown_of(inner_html(each, FEEDBACK)),
            why=" ".join(markdown_of(inner_html(why)) for why in each.iter() if why.tag in FEEDBACK),
            right=each.get("identifier") in right,
        )
        for each in choice.iter("simplechoice")
    ]
    kept, answer, listed = choose(gathering, line, options, _explanation(item))
    return FoundQuestion(line=line, prompt=joined(_prompt(body, choice), listed), options=kept, answer=answer)


def _right_values(item: Element, interaction: Element) -> list[str]:
    """The values that are right by themselves, or those that earn the most where the item gives points."""
    name = interaction.get("responseidentifier")
    declared = [each for each in item.iter("responsedeclaration") if each.get("identifier") == name]
    values = [value.text or "" for each in declared for value in each.iterfind("correctresponse/value")]
    if not values:
        values = list(_best(declared))
    return [printable(value).strip() for value in values if value.strip()]


def _best(declared: list[Element]) -> Iterator[str]:
    points = {
        entry.get("mapkey", ""): _number(entry.get("mappedvalue", ""))
        for each in declared
        for entry in each.iter("mapentry")
    }
    most = max(points.values(), default=0.0)
    for key, value in points.items():
        if value == most > 0:
            yield key


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _prompt(body: Element, interaction: Element) -> str:
    """All that stands around the choices, and what stands above them inside their element."""
    without = {"rubricblock"} | FEEDBACK
    if interaction.tag == "textentryinteraction":
        interaction.text = BLANK
    else:
        without.add(interaction.tag)
    around = markdown_of(inner_html(body, frozenset(without)))
    own = interaction.find("prompt")
    return joined(around, markdown_of(inner_html(own)) if own is not None else "")


def _explanation(item: Element) -> str:
    """Feedback for everybody: that of the whole item, and blocks inside its text."""
    texts = [
        markdown_of(inner_html(each))
        for each in item.iter()
        if each.tag in ("modalfeedback", "feedbackblock")
    ]
    return joined(*dict.fromkeys(texts))
