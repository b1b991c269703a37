"""Every place where a question might begin, by the shape that it has there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.adapters.bank.importing.markdown.asking import asks
from bot.adapters.bank.importing.markdown.body import LONGEST_TITLE, SOURCE
from bot.adapters.bank.importing.markdown.labels import Field, field_of, start_of, tidy, title_field
from bot.adapters.bank.importing.markdown.units import DETAILS, SIGNS, Form, Unit

LABEL_SIGNS = frozenset("qQ*_([<#0123456789ｑＱ（【［") | frozenset("０１２３４５６７８９")
LINKED = re.compile(
    r"^[\s*_~`]*!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?P<to>[^()\s]*(?:\([^()]*\))?[^()]*)\)[\s*_~.]*$"
)
LEAD = re.compile(r"^(?P<sign>\*\*|__)(?P<title>[^*_]{3,400}?\?)(?P=sign)[:\s–—-]*(?P<rest>\S.*)$")
ASKING_FOLDS = frozenset(("question", "faq", "help", "quiz", "exercise"))
ANSWER_FOLDS = frozenset(
    ("answer", "solution", "success", "check", "done", "hint", "tip", "note", "info", "example")
)
WRAPPED = 6  # lines over which a bold question may run


class Shape(NamedTuple):
    """What all questions of one pattern have in common; headings and folds count at any depth."""

    where: str
    label: str
    depth: int = 0
    level: int = 0

    def __str__(self) -> str:
        label = {"Qn": "Q1", "Q": "Q:", "n": "1.", "": "?"}[self.label]
        where = f"{'#' * self.level} " if self.where == "heading" else ""
        return f"{self.where} “{where}{label}”"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`at` is the place of its unit, `taken` how many units its title spans, `rest` what follows it there."""

    at: int
    taken: int
    shape: Shape
    number: int | None
    title: str
    rest: str = ""


def candidates(units: Sequence[Unit]) -> Iterator[Candidate]:
    for at, unit in enumerate(units):
        found: Candidate | None = None
        match unit.form:
            case Form.HEADING:
                found = _heading(at, unit)
            case Form.FOLD:
                found = _fold(at, unit)
            case Form.TEXT:
                found = _text(at, units)
            case _:
                pass
        if found is not None:
            yield found if found.title else _named_below(found, units)


def _heading(at: int, unit: Unit) -> Candidate | None:
    if title_field(unit.text) not in (None, Field.QUESTION):
        return None
    start = start_of(unlinked(unit.text))
    number = start.number if start.number is not None else _count(unit.marker)
    label = _label(start.says_question, number)
    return Candidate(at, 1, Shape("heading", label, level=unit.level), number, start.rest)


def _named_below(found: Candidate, units: Sequence[Unit]) -> Candidate:
    """`### Question 1` says nothing yet: the question is the line below."""
    after = found.at + found.taken
    if after >= len(units) or units[after].form is not Form.TEXT or is_answer(units, after):
        return found
    if units[after].depth < units[found.at].depth or start_of(units[after].text).number is not None:
        return found  # it stands outside, or is the next question
    return replace(found, taken=found.taken + 1, title=units[after].text)


def _fold(at: int, unit: Unit) -> Candidate | None:
    if not unit.text or title_field(unit.text) is not None:
        return None
    start = start_of(unlinked(unit.text))
    if unit.word in ANSWER_FOLDS or not (
        unit.word in ASKING_FOLDS or unit.word == DETAILS or start.says_question or asks(start.rest)
    ):
        return None
    return Candidate(at, 1, Shape("fold", ""), start.number, start.rest)


def _text(at: int, units: Sequence[Unit]) -> Candidate | None:
    unit = units[at]
    if not unit.marker and unit.text[:1] not in LABEL_SIGNS and unit.text[:1].isascii():
        return None
    text, taken = _whole(at, units)
    if not unit.marker and text[:2] in ("**", "__") and len(text) <= LONGEST_TITLE:
        text = SOURCE.sub("", text) or text  # a link behind a question is no answer that begins there
    if lead := LEAD.match(text):
        return _lead(at, unit, lead, taken)
    start = start_of(text)
    number = start.number if start.number is not None else _count(unit.marker)
    label = _label(start.says_question, number)
    where = _where(unit, start.bold)
    if linked := LINKED.match(tidy(text)):
        if linked["to"].startswith("#"):
            return None  # a table of contents
        where = "link"
    if not label and (where == "line" or unit.marker in SIGNS or not asks(start.rest)):
        return None  # bullets of other programs make up outlines
    if where == "line" and label == "n" and not (unit.begins or _answers(units, at + 1)):
        return None
    title = unlinked(start.rest) if where == "link" else start.rest
    return Candidate(at, taken, Shape(where, label, unit.depth), number, title)


def _lead(at: int, unit: Unit, lead: re.Match[str], taken: int) -> Candidate:
    """`**What is it?** It is …`: the answer begins in the line of the question."""
    start = start_of(lead["title"])
    number = start.number if start.number is not None else _count(unit.marker)
    shape = Shape("lead", _label(start.says_question, number), unit.depth)
    labelled = field_of(lead["rest"])
    rest = labelled[1] if labelled and labelled[0] is Field.ANSWER else lead["rest"]
    return Candidate(at, taken, shape, number, start.rest, rest)


def _whole(at: int, units: Sequence[Unit]) -> tuple[str, int]:
    """A line, or so many of its paragraph's lines as emphasis that begins it needs to end."""
    text, taken = units[at].text, 1
    sign = next((sign for sign in ("**", "__") if text.startswith(sign)), "")
    while sign and text.count(sign) % 2 and taken < WRAPPED and at + taken < len(units):
        following = units[at + taken]
        if following.begins or following.form is not Form.TEXT:
            break
        text, taken = f"{text} {following.text}", taken + 1
    return (text, taken) if not sign or text.count(sign) % 2 == 0 else (units[at].text, 1)


def _where(unit: Unit, bold: bool) -> str:
    if unit.marker[:-1].isdigit():
        return "item"
    if unit.marker:
        return "bullet"
    return "bold" if bold else "line"


def _label(says_question: bool, number: int | None) -> str:
    if says_question:
        return "Q" if number is None else "Qn"
    return "" if number is None else "n"


def _count(marker: str) -> int | None:
    return int(marker[:-1]) if marker[:-1].isdigit() else None


def _answers(units: Sequence[Unit], at: int) -> bool:
    return at < len(units) and is_answer(units, at)


def is_answer(units: Sequence[Unit], at: int) -> bool:
    """True for a label such as `Answer:`, and for a heading or a fold with such a title."""
    unit = units[at]
    if unit.form is Form.FOLD and unit.word in ("answer", "solution"):
        return True
    if unit.form in (Form.HEADING, Form.FOLD) and title_field(unit.text) is Field.ANSWER:
        return True
    found = labelled(units, at)
    return found is not None and found[0] is Field.ANSWER


def labelled(units: Sequence[Unit], at: int) -> tuple[Field, str] | None:
    """The field that a line or a heading labels, and the text behind the label.

    `A: …` is an option, not an answer, where `B: …` follows.
    """
    text = units[at].text
    if units[at].form not in (Form.TEXT, Form.HEADING) or not (":" in text[:60] or "：" in text[:60]):
        return None
    found = field_of(text)
    if (
        found
        and found[0] is Field.ANSWER
        and text.lstrip("*_( ")[:1] in "aA"
        and text.lstrip("*_( ")[1:2] == ":"
    ):
        following = (unit.text.lstrip("*_( ")[:2].upper() for unit in units[at + 1 : at + 4])
        return None if "B:" in following else found
    return found


def unlinked(text: str) -> str:
    """The words of a line that is one link."""
    match = LINKED.match(text)
    return match["text"] if match else text
