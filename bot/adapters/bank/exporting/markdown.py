"""Markdown to read, print and keep beside code: a heading for each question, labels in bold."""

from collections.abc import Iterator, Sequence

from bot.adapters.bank.exporting.exported import Exported, Losses, Selection
from bot.domain.question import LETTERS, Question
from bot.wording.phrases import references

FORMAT = "markdown"


def export(selection: Selection) -> Exported:
    losses = Losses()
    losses.parts(selection.questions, "id", "kind")
    content = "\n\n".join(_blocks(selection))
    return Exported(f"{content}\n".encode(), len(selection.questions), losses.counted())


def _blocks(selection: Selection) -> Iterator[str]:
    yield "# Questions"
    topic = None
    for number, question in enumerate(selection.questions, 1):
        if question.topic != topic:
            topic = question.topic
            yield f"## {selection.title_of(topic)}"
        yield from filter(None, _question(number, question))


def _question(number: int, question: Question) -> Iterator[str]:
    # a heading is one line; what follows the first stands below it
    first, _, rest = question.prompt.strip().partition("\n")
    yield f"### Q{number}: {first}"
    yield rest.strip()
    yield "\n".join(
        f"- {letter}) {_indented(option.text)}"
        for letter, option in zip(_letters(question), question.options, strict=False)
    )
    if question.is_open:
        yield f"**Answer:** {question.answer}"
    else:
        yield f"**Answer:** {_letters(question)[question.key]}"
        yield f"**Explanation:** {question.answer}"
    yield f"$$\n{question.formula}\n$$" if question.formula else ""
    yield f"**Try it:**\n\n```python\n{question.code}\n```" if question.code else ""
    yield f"**It prints:**\n\n```\n{question.output}\n```" if question.output else ""
    yield f"**Sources:**\n\n{references(question)}" if question.references else ""
    yield _why(question)
    yield _listed("Key points", question.key_points)
    # each with its label, so that nobody takes a list of questions for questions of their own
    yield from (f"**Follow-up:** {text}" for text in question.follow_ups)
    yield from (f"**Red flag:** {text}" for text in question.red_flags)
    yield f"**Level:** {question.level.value}"
    yield f"**Tags:** {', '.join(question.tags)}" if question.tags else ""


def _why(question: Question) -> str:
    reasons = zip(_letters(question), question.options, strict=False)
    return _listed("Why", [f"{letter}) {option.why}" for letter, option in reasons if option.why])


def _listed(label: str, texts: Sequence[str]) -> str:
    return "\n".join([f"**{label}:**\n", *(f"- {_indented(text)}" for text in texts)]) if texts else ""


def _indented(text: str) -> str:
    return text.strip().replace("\n", "\n  ")


def _letters(question: Question) -> str:
    return LETTERS[: len(question.options)]
