"""A question without any flaw, of which a test spoils one thing."""

from dataclasses import replace

from bot.domain.bank import Bank
from bot.domain.ids import QuestionId
from bot.domain.question import Option, Question
from tests.builders import bank, question

REASON = "It mixes up two things, and would be true of the other one."
TEXTS = (
    "It keeps the variance of scores near one",
    "It makes the weights sum up to one again",
    "It brings the lengths of keys back to it",
    "It sets the largest logit down to a zero",
)
ANSWER = " ".join(["The product of two random vectors grows with their width."] * 8)


def choice(*texts: str, key: int = 0, prompt: str = "", reasons: tuple[str, ...] = ()) -> Question:
    """A clean question with its first options replaced by `texts`, or its first reasons by `reasons`."""
    shown = (*texts, *TEXTS[len(texts) :])
    whys = (*reasons, *[REASON] * (4 - len(reasons)))
    options = tuple(
        Option(text=text, why=why, right=at == key)
        for at, (text, why) in enumerate(zip(shown, whys, strict=True))
    )
    return replace(
        question(),
        prompt=prompt or "Why does attention divide its scores by $\\sqrt{d_k}$?",
        options=options,
        answer=ANSWER,
        key_points=("One.", "Two.", "Three."),
    )


def many(*questions: Question, times: int = 1) -> Bank:
    """A bank of copies that differ in their ids."""
    copies = [each for each in questions for _ in range(times)]
    return bank(*(replace(each, id=QuestionId(f"q{n}")) for n, each in enumerate(copies)))
