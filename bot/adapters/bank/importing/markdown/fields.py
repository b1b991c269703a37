"""The parts of one question: its prompt, options, answer, and what other labels it has."""

import re
from collections.abc import Iterator, Sequence

from bot.adapters.bank.importing.found import FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose, joined
from bot.adapters.bank.importing.markdown.asking import asks_plainly
from bot.adapters.bank.importing.markdown.body import title_of
from bot.adapters.bank.importing.markdown.items import Item
from bot.adapters.bank.importing.markdown.labels import (
    KINDS,
    LEVEL_TAG,
    Field,
    level_in_heading,
    level_of,
)
from bot.adapters.bank.importing.markdown.options import keyed, listed, option_run
from bot.adapters.bank.importing.markdown.parts import Part, Parts
from bot.adapters.bank.importing.markdown.units import Form, Sheet, Unit
from bot.domain.question import Level

INSIDE = re.compile(r"\s(?:\*\*|__)(?:A|Ans|Answer)\s?:?(?:\*\*|__)\s?:?\s+", re.IGNORECASE)
COUNTED = re.compile(r"\(\d+\+? questions?\)", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"[\W_]{0,9}(?:todo|tbd|wip|coming soon|to be (?:added|answered|continued|done|written))[\W_]{0,9}"
    r"|[.…_?-]{1,9}",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
LEFT = frozenset((Field.LEVEL, Field.TOPIC, Field.TAGS, Field.QUESTION))


def question_of(sheet: Sheet, item: Item, gathering: Gathering) -> FoundQuestion:
    parts = Parts(sheet, item)
    title, inside = _split(item.start.title)
    word, title = _tagged(title)
    answer = "\n\n".join(filter(None, (inside, *parts.all(Field.ANSWER))))
    prompt, options, answer = _asked(parts, title, answer)
    choices, answer, inside_prompt = _keyed(gathering, item, options, answer)
    answer = "\n\n".join(filter(None, (answer, *parts.all(Field.EXPLANATION))))
    if PLACEHOLDER.fullmatch(answer.strip()):
        answer = ""
    level_word = word or title_of(parts.one(Field.LEVEL))
    level, topic = level_of(level_word), title_of(parts.one(Field.TOPIC))
    if level is None:
        level, level_word = _level_above(item, level_word)
    return FoundQuestion(
        line=item.line + 1,
        prompt=joined(prompt, inside_prompt),
        answer=answer,
        options=choices,
        key_points=tuple(_several(parts, Field.KEY_POINTS)),
        follow_ups=tuple(map(_unquoted, _several(parts, Field.FOLLOW_UP))),
        red_flags=tuple(map(_unquoted, _several(parts, Field.RED_FLAG))),
        level=level,
        level_word=level_word,
        kind=KINDS.get(word.lower()),
        topic=topic or _topic_above(item),
        tags=tuple(tag.strip(" #`") for tag in re.split(r"[,;]", parts.one(Field.TAGS)) if tag.strip(" #`")),
    )


def _split(title: str) -> tuple[str, str]:
    """A title and the answer that a label inside its line begins."""
    match = INSIDE.search(title)
    return (title[: match.start()], title[match.end() :]) if match else (title, "")


def _tagged(title: str) -> tuple[str, str]:
    """The level in brackets before a question, and the question."""
    match = LEVEL_TAG.match(title)
    if match and level_of(match["word"]) and title[match.end() :].strip():
        return match["word"], title[match.end() :]
    return "", title


def _asked(parts: Parts, title: str, answer: str) -> tuple[str, list[FoundOption], str]:
    """The prompt, the options and the answer; without a label what follows the title is the answer."""
    head = parts.head
    begin, end, options = option_run(head.units)
    if not options and answer and (found := listed(head.units))[2] and keyed(found[2], answer):
        begin, end, options = found
    if options:
        before = parts.before(head, head.units[begin:])
        rest = parts.text(head, head.units[end].line) if end < len(head.units) else ""
        return _joined(title, before), options, answer or rest
    if answer:
        return _joined(title, parts.text(head)), [], answer
    lines = _wrapped(title, head)
    for line in lines:
        title = f"{title} {line.text}"
    below = lines[-1].end if lines else 0
    return title_of(title), [], parts.text(head, below)


def _wrapped(title: str, head: Part) -> list[Unit]:
    """The lines over which an unlabelled question goes on: up to its question mark, in its own paragraph."""
    if head.first is not None or asks_plainly(title) or title.rstrip(" *_")[-1:] in ".:!":
        return []
    lines: list[Unit] = []
    for unit in head.units:
        if unit.begins or unit.form is not Form.TEXT:
            break
        lines.append(unit)
        if asks_plainly(unit.text):
            return lines
    return []


def _joined(title: str, before: str) -> str:
    """A title with what follows it before the answer; lines of prose go on, other blocks stand below."""
    plain = title_of(title)
    if not before:
        return plain
    ends = plain[-1:] in "?.:!" or before.startswith(("```", "|", "#", "-", "*", "$$", ">", "1."))
    return (
        f"{plain}\n\n{before}"
        if ends or "\n\n" in before
        else title_of(f"{plain} {' '.join(before.split())}")
    )


def _keyed(
    gathering: Gathering, item: Item, options: Sequence[FoundOption], answer: str
) -> tuple[tuple[FoundOption, ...], str, str]:
    """The options with the right one, the answer, and what to add to the prompt where they are no choice."""
    if not options:
        return (), answer, ""
    found = keyed(options, answer) if answer else None
    if found and not any(option.right for option in options):
        options = found[0]
    return choose(gathering, item.line + 1, options, found[1] if found else answer)


def _several(parts: Parts, field: Field) -> Iterator[str]:
    """A field's list items, or all of its text where it is no list."""
    for text in parts.all(field):
        lines = text.split("\n")
        if sum(bool(BULLET.match(line)) for line in lines) == sum(bool(line.strip()) for line in lines):
            yield from (BULLET.sub("", line).strip() for line in lines if line.strip())
        else:
            yield text


def _unquoted(text: str) -> str:
    for opening, closing in ('""', "“”"):
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and text.count(closing) == 1 + (opening == closing)
        ):
            return text[1:-1].strip()
    return text


def _level_above(item: Item, word: str) -> tuple[Level | None, str]:
    for heading in reversed(item.headings):
        if found := level_in_heading(heading):
            return found
    return None, word


def _topic_above(item: Item) -> str:
    """The nearest heading that is more than a level, but never the file's own title."""
    for heading in reversed(item.headings):
        if not level_in_heading(heading):
            return COUNTED.sub("", title_of(heading)).strip()
    return ""
