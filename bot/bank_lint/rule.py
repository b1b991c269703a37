"""What a rule is, and the two sides every rule about a choice looks at."""

from collections.abc import Callable, Iterator

from bot.domain.question import Question

Rule = Callable[[Question], Iterator[str]]
"""A sentence for each flaw of one question: what is wrong and what to do about it."""


def key_text(question: Question) -> str:
    return question.options[question.key].text


def distractor_texts(question: Question) -> tuple[str, ...]:
    return tuple(option.text for option in question.options if not option.right)
