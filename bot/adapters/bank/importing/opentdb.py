"""Questions of the Open Trivia Database as its API gives them: JSON with HTML entities in every text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.adapters.bank.importing.bounds import head_of
from bot.adapters.bank.importing.found import CannotImport, Found, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose, joined
from bot.adapters.bank.importing.hypertext import unescaped
from bot.adapters.bank.importing.json_values import has, lines_of, parsed, text_in, texts_of
from bot.adapters.bank.importing.markdown_writer import escaped
from bot.domain.question import Level

FORMAT = "opentdb"
MARKDOWN = "markdown"
"""What our own export says of its texts under the key `text`; those of others are plain."""
LEVELS = {"easy": Level.BEGINNER, "medium": Level.INTERMEDIATE, "hard": Level.ADVANCED}
NO_MORE = {1, 2, 3, 4, 5}
"""Response codes of the API that come without questions."""


def looks_like(data: bytes) -> bool:
    head = head_of(data)
    return head.lstrip()[:1] in ("{", "[") and '"correct_answer"' in head and '"question"' in head


def read(data: bytes) -> Found:
    """CannotImport: it is no JSON, or holds no list of questions."""
    text, value = parsed(data)
    entries = value.get("results") if isinstance(value, dict) else value
    if not isinstance(entries, list):
        raise CannotImport("has no list of `results`")
    if not entries and isinstance(value, dict) and value.get("response_code") in NO_MORE:
        raise CannotImport(f"is an answer without questions: response code {value['response_code']}")
    is_markdown = isinstance(value, dict) and value.get("text") == MARKDOWN
    gathering = Gathering(FORMAT)
    for entry, line in zip(entries, lines_of(text, "question", len(entries)), strict=False):
        if has(entry, "question", "correct_answer"):
            gathering.take(_question(gathering, entry, line, is_markdown))
        else:
            gathering.note(
                line, "no-question", "an entry without `question` and `correct_answer` is left out"
            )
    return gathering.found()


def _question(gathering: Gathering, entry: Mapping[str, Any], line: int, is_markdown: bool) -> FoundQuestion:
    def text(value: Any) -> str:
        plain = unescaped(text_in(value)).strip()
        return plain if is_markdown else escaped(plain)

    right = text(entry["correct_answer"])
    wrong = [text(each) for each in texts_of(entry.get("incorrect_answers"))]
    options = [FoundOption(text=each, right=False) for each in wrong] + [FoundOption(text=right, right=True)]
    kept, answer, listed = choose(gathering, line, _ordered(options)) if wrong else ((), right, "")
    return FoundQuestion(
        line=line,
        prompt=joined(text(entry["question"]), listed),
        options=kept,
        answer=answer,
        level=LEVELS.get(text_in(entry.get("difficulty")).lower()),
        topic=unescaped(text_in(entry.get("category"))).strip(),
    )


def _ordered(options: Sequence[FoundOption]) -> list[FoundOption]:
    """By their texts, numbers by their values: the file names the right one apart, and so gives no order.

    True stands before False, as everybody expects.
    """
    if {option.text for option in options} == {"True", "False"}:
        return sorted(options, key=lambda option: option.text, reverse=True)
    return sorted(options, key=lambda option: list(_parts(option.text)))


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    for part in re.findall(r"[0-9]{1,15}|[^0-9]+", text.casefold()):
        number = part.isascii() and part.isdigit()
        yield (0, int(part), "") if number else (1, 0, part)
