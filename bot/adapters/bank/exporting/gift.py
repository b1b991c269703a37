"""Moodle's GIFT: choices, and open questions as essays whose answer is the feedback for everybody."""

import re
from collections.abc import Iterator

from bot.adapters.bank.exporting.exported import Exported, Losses, Selection
from bot.adapters.bank.importing.gift.signs import written
from bot.domain.question import Option, Question

FORMAT = "gift"
AMBIGUOUS = re.compile(r"^\s*[%\[]")
"""What a weight or a format begins with."""


def export(selection: Selection) -> Exported:
    losses = Losses()
    losses.parts(
        selection.questions, "kind", "key_points", "follow_ups", "red_flags", "references", "formula"
    )
    losses.parts(selection.questions, "code", "output")
    return Exported("".join(_blocks(selection)).encode(), len(selection.questions), losses.counted())


def _blocks(selection: Selection) -> Iterator[str]:
    topic = None
    for question in selection.questions:
        if question.topic != topic:
            topic = question.topic
            yield f"$CATEGORY: {written(str(topic)).replace('/', '//')}\n\n"
        yield f"{_tags(question)}::{written(question.id)}::[markdown]{written(question.prompt)} {{\n"
        for option in question.options:
            yield f"{_option(option)}\n"
        yield f"####{_text(question.answer)}\n}}\n\n" if question.answer.strip() else "}\n\n"


def _tags(question: Question) -> str:
    tags = "".join(f" [tag:{_tag(tag)}]" for tag in (question.level, *question.tags))
    return f"//{tags}\n"


def _tag(tag: str) -> str:
    return re.sub(r"[\\\]]", r"\\\g<0>", " ".join(tag.split()))


def _option(option: Option) -> str:
    why = f"#{_text(option.why)}" if option.why.strip() else ""
    return f"{'=' if option.right else '~'}{_text(option.text)}{why}"


def _text(text: str) -> str:
    return f"[markdown]{written(text)}" if AMBIGUOUS.match(text) else written(text)
