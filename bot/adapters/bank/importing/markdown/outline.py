"""Outlines of questions that nobody has answered yet: bullets under parts, numbers and letters."""

import re
from collections.abc import Sequence

from bot.adapters.bank.importing.found import FoundQuestion
from bot.adapters.bank.importing.markdown.asking import asks
from bot.adapters.bank.importing.markdown.body import title_of
from bot.adapters.bank.importing.markdown.units import SIGNS, Form, Unit

ROMAN = re.compile(r"^[IVXLC]{1,6}\.\s+(?P<name>\S.*)$")
LETTER = re.compile(r"^\(?[a-z][.)]\s+(?P<name>\S.*)$")
LEAST = 3
LEAST_ASKING = 0.5

Loose = Sequence[tuple[str, Unit]]


def outlined(loose: Loose) -> tuple[list[FoundQuestion], Loose]:
    """The questions of an outline among what belongs to no question, and what is left then.

    Every bullet is one, also those that make sense only together with the group that they stand in.
    """
    bullets = [unit for _, unit in loose if _is_bullet(unit)]
    if len(bullets) < LEAST or sum(asks(unit.text) for unit in bullets) < LEAST_ASKING * len(bullets):
        return [], loose
    questions: list[FoundQuestion] = []
    left: list[tuple[str, Unit]] = []
    part = group = letter = ""
    for heading, unit in loose:
        if _is_bullet(unit):
            tags = tuple(filter(None, (letter,)))
            questions.append(_question(unit, group or part or heading, tags))
        elif unit.form is not Form.TEXT:
            left.append((heading, unit))
        elif match := ROMAN.match(unit.text):
            part, group, letter = match["name"], "", ""
        elif unit.marker[:-1].isdigit():
            group, letter = unit.text, ""
        elif match := LETTER.match(unit.text):
            letter = match["name"]
        else:
            left.append((heading, unit))
    return questions, left


def _is_bullet(unit: Unit) -> bool:
    return unit.form is Form.TEXT and unit.marker in SIGNS


def _question(unit: Unit, topic: str, tags: tuple[str, ...]) -> FoundQuestion:
    return FoundQuestion(line=unit.line + 1, prompt=title_of(unit.text), topic=title_of(topic), tags=tags)
