"""The inside of GIFT's braces: which kind of question it makes, and its answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TRUE = {"T", "TRUE"}
FALSE = {"F", "FALSE"}
WEIGHT = re.compile(r"^\s*%(-?[0-9]{1,3}(?:\.[0-9]{0,9})?)%")
PART = re.compile(r"[=~][^=~]*+")
GENERAL = "####"
FULL = 100.0
NUMBER = r"[-+]?[0-9.]{1,30}(?:[eE][-+]?[0-9]{1,4})?"
SPAN = re.compile(rf"^({NUMBER})\s*\.\.\s*({NUMBER})$")
TOLERANCE = re.compile(rf"^({NUMBER})\s*:\s*({NUMBER})$")


@dataclass(frozen=True, slots=True)
class Answer:
    """`weight` is what it earns in per cent; texts still hold stand-ins and formats."""

    text: str
    weight: float
    feedback: str


@dataclass(frozen=True, slots=True)
class Essay:
    pass


@dataclass(frozen=True, slots=True)
class TrueFalse:
    right: bool
    if_wrong: str
    if_right: str


@dataclass(frozen=True, slots=True)
class Choice:
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """`numeric` answers are numbers and ranges of them."""

    answers: tuple[Answer, ...]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    pairs: tuple[tuple[str, str], ...]


Answers = Essay | TrueFalse | Choice | Short | Matching


def answers_of(inside: str) -> tuple[Answers | None, str]:
    """What stands between the braces, and the feedback for everybody; None for what is none of it."""
    body, _, general = inside.partition(GENERAL)
    body = body.strip()
    if body.startswith("#"):
        return _numeric(body[1:].strip()), general.strip()
    return _kind(body), general.strip()


def _kind(body: str) -> Answers | None:
    if not body:
        return Essay()
    word, *feedback = body.split("#")
    if word.strip().upper() in TRUE | FALSE:
        if_wrong, if_right, *_ = [*feedback, "", ""]
        return TrueFalse(word.strip().upper() in TRUE, if_wrong.strip(), if_right.strip())
    if not body.startswith(("=", "~")):
        return None
    answers = tuple(map(_answer, PART.findall(body)))
    if "~" in body:
        return Choice(answers)
    pairs = [answer.text.partition("->") for answer in answers]
    if any(arrow for _, arrow, _ in pairs):
        whole = all(arrow and right.strip() for _, arrow, right in pairs)
        return Matching(tuple((left.strip(), right.strip()) for left, _, right in pairs)) if whole else None
    return Short(answers)


def _answer(part: str) -> Answer:
    sign, text = part[0], part[1:]
    found = WEIGHT.match(text)
    if found:
        text = text[found.end() :]
    weight = float(found[1]) if found else (FULL if sign == "=" else 0.0)
    text, _, feedback = text.partition("#")
    return Answer(text.strip(), weight, feedback.strip())


def _numeric(body: str) -> Answers | None:
    answers = tuple(map(_answer, PART.findall(body if body.startswith(("=", "~")) else f"={body}")))
    return Short(answers, numeric=True) if any(answer.text for answer in answers) else None


def number_said(text: str) -> str:
    """`1..5` and `3:0.5` in words; anything else as it stands."""
    if span := SPAN.match(text):
        return f"from {span[1]} to {span[2]}"
    if tolerance := TOLERANCE.match(text):
        return f"{tolerance[1]} (± {tolerance[2]})" if _is_more_than_nothing(tolerance[2]) else tolerance[1]
    return text


def _is_more_than_nothing(number: str) -> bool:
    return any(digit in "123456789" for digit in number)


def full(answers: Sequence[Answer]) -> list[Answer]:
    """Those that earn everything."""
    return [answer for answer in answers if answer.weight >= FULL]
