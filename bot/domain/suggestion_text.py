"""Reads a question that somebody has typed into a form.

Wrong answers stand one to a line, each as `text | why it is wrong`. In the model answer, lines that begin
with `-` are key points, with `?` follow-ups and with `!` what a weak answer says; all else is the answer.
A source is `title; authors; year; where to find it`, one to a line.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.ids import QuestionId
from bot.domain.own_questions import Written
from bot.domain.question import CHOICES, Kind, Option, Question, Reference

LONGEST_ID = 48  # room for a number behind it, and for a button's token around it
LONGEST_TAG = 64
FENCE = "```"
DIVIDER = "|"
YEARS = range(1600, 2201)
GENERAL_FOLLOW_UP = "When would one of the other answers be right?"
OPEN_FOLLOW_UP = "On which assumption does your answer rest most?"

_POINT = re.compile(r"\s*([-?!])\s+(.+)")
_YEAR = re.compile(r"\b(\d{4})\b")


class Unreadable(Exception):
    """A question cannot be made of a text; `sentences` says what to do, one for each problem."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def read(written: Written, id_: QuestionId) -> Question:
    """The question that a text describes; what an author may leave open stays empty. Unreadable."""
    wrong = tuple(_wrong_answers(written.wrong))
    notes = _Notes(written.answer)
    if problems := tuple(_problems(written, wrong, notes)):
        raise Unreadable(problems)
    right = Option(text=_one_line(written.right), why=_first_paragraph(notes.text), right=True)
    return Question(
        id=id_,
        topic=written.topic,
        level=written.level,
        kind=Kind.CONCEPT,
        prompt=written.prompt.strip(),
        options=(right, *wrong) if wrong else (),
        answer=notes.text if wrong else _with_short_answer(written.right, notes.text),
        key_points=notes.points["-"],
        follow_ups=notes.points["?"] or (GENERAL_FOLLOW_UP if wrong else OPEN_FOLLOW_UP,),
        red_flags=notes.points["!"] or tuple(f"Says: {option.text}" for option in wrong),
        tags=(written.topic,),
        references=tuple(_references(written.source)),
    )


def _problems(written: Written, wrong: tuple[Option, ...], notes: "_Notes") -> Iterator[str]:
    if not written.prompt.strip():
        yield "Write the question."
    if not written.right.strip():
        yield "Write the right answer."
    if wrong and len(wrong) != CHOICES - 1:
        yield (
            f"Give {CHOICES - 1} wrong answers, a line each, or none for an open question; "
            f"there {'is' if len(wrong) == 1 else 'are'} {len(wrong)}."
        )
    texts = [_one_line(written.right).casefold(), *(option.text.casefold() for option in wrong)]
    if len(set(texts)) < len(texts):
        yield "Two of the answers are the same; change one of them."
    if not notes.text:
        yield "Write the model answer, which says why the right answer is right."
    if not notes.points["-"]:
        yield "Add at least one key point: a line of the model answer that begins with “- ”."
    for line in _lines(written.source):
        if not _reference(line):
            yield f"I cannot read the source “{line}”. Write: title; authors; year; where to find it."


def missing(question: Question) -> Iterator[str]:
    """What an author may leave open, and a question of a pack needs."""
    for option in question.options:
        if not option.why:
            yield f"Say why “{option.text}” is wrong: write it behind a “{DIVIDER}” on the same line."
    if not question.references:
        yield "Name a source: title; authors; year; where to find it."
    if not question.red_flags:
        yield "Add what a weak answer says: a line of the model answer that begins with “! ”."


def id_for(prompt: str) -> QuestionId:
    """An id made from the first words of a prompt, such as `own-why-does-attention-divide`."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    id_ = "own"
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(id_) + 1 + len(word) > LONGEST_ID:
            break
        id_ += f"-{word}"
    return QuestionId(id_ if id_ != "own" else "own-question")


def _wrong_answers(text: str) -> Iterator[Option]:
    for line in _lines(text):
        at = _divider(line)
        yield Option(text=_one_line(line[:at]), why=_one_line(line[at + 1 :]))


def _divider(line: str) -> int:
    """Where the first divider stands, which in a formula or a piece of code means something else."""
    marked = ""
    for at, sign in enumerate(line):
        if sign in "$`":
            marked = "" if marked == sign else marked or sign
        elif sign == DIVIDER and not marked:
            return at
    # a sign that is never closed, as in `$5`, was none of Markdown's
    return line.index(DIVIDER) if marked and DIVIDER in line else len(line)


class _Notes:
    """A model answer apart from the lines that say something else."""

    def __init__(self, text: str) -> None:
        found: dict[str, list[str]] = {"-": [], "?": [], "!": []}
        rest: list[str] = []
        in_code = False
        for line in text.splitlines():
            in_code ^= line.lstrip().startswith(FENCE)
            point = None if in_code else _POINT.fullmatch(line)
            if point:
                found[point[1]].append(point[2].strip())
            else:
                rest.append(line.rstrip())
        self.points = {sign: tuple(lines) for sign, lines in found.items()}
        self.text = re.sub(r"\n{3,}", "\n\n", "\n".join(rest)).strip()


def _first_paragraph(text: str) -> str:
    return _one_line(text.partition("\n\n")[0])


def _with_short_answer(right: str, answer: str) -> str:
    return f"{right.strip()}\n\n{answer}"


def _references(text: str) -> Iterator[Reference]:
    for line in _lines(text):
        if found := _reference(line):
            yield found


def _reference(line: str) -> Reference | None:
    """None where the title, the authors or the year is missing."""
    title, authors, year, where = (*(part.strip() for part in line.split(";", 3)), "", "", "")[:4]
    number = _YEAR.fullmatch(year)
    if not title or not authors or not number or int(number[1]) not in YEARS:
        return None
    return Reference(title=title, authors=authors, year=int(number[1]), where=where)


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if bare := line.strip().removeprefix("- ").strip():
            yield bare


def _one_line(text: str) -> str:
    return " ".join(text.split())
