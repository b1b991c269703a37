"""What the answers to a question say about it."""

from collections.abc import Collection, Sequence

from bot.cards import Bar, Block, Card, Facts, Tally
from bot.domain.ids import QuestionId
from bot.domain.item_statistics import LEAST_FOR_DISCRIMINATION, LEAST_ON_HARD, ItemStatistics
from bot.domain.question import LETTERS, Question
from bot.ports.fairness import Difficulty
from bot.richtext.parse import parse
from bot.wording.phrases import counted, line, strong

LOOKS_WRONG = "Looks wrong:"


def item_card(
    id_: QuestionId, question: Question | None, accepted: Collection[str], found: ItemStatistics
) -> Card:
    """`question` is as the bank has it now, None where it has it no more.

    `accepted` are the texts of options that count as right beside the key.
    """
    if not found.people:
        return Card(
            title=f"How {id_} went", blocks=(line("Nobody has been scored on it in a closed round here."),)
        )
    return Card(
        title=f"How {id_} went",
        blocks=(*_odd(found), _tally(question, accepted, found), Facts(_facts(found))),
        note="First choices in closed rounds, each person once. /question show has the key and the reasons.",
    )


def _odd(found: ItemStatistics) -> tuple[Block, ...]:
    if not found.preferred:
        return ()
    says = f" more of the strongest quarter chose “{found.preferred}” than the key. Is the key right?"
    return (line(strong(LOOKS_WRONG), says),)


def _tally(question: Question | None, accepted: Collection[str], found: ItemStatistics) -> Tally:
    keys = {option.text: option.right for option in question.options} if question else {}
    texts = [*keys, *(text for text in found.chosen if text not in keys)]
    return Tally(
        tuple(
            Bar(
                LETTERS[n] if n < len(LETTERS) else "-",
                parse(text),
                found.chosen.get(text, 0),
                found.chosen.get(text, 0) / found.people,
                keys.get(text, False) or text in accepted,
            )
            for n, text in enumerate(texts)
        )
    )


def _facts(found: ItemStatistics) -> tuple[tuple[str, str], ...]:
    return (
        ("Right", f"{found.right:,} of {found.people:,} ({found.share:.0%})"),
        ("Discrimination", _discrimination(found.discrimination)),
    )


def _discrimination(value: float | None) -> str:
    if value is None:
        return f"not known yet; it takes {LEAST_FOR_DISCRIMINATION} people who differ elsewhere"
    if value < 0:
        return f"{value:.2f}: who is strong elsewhere gets it wrong more often"
    return (
        f"{value:.2f}: {'tells strong from weak well' if value >= 0.2 else 'tells strong from weak hardly'}"
    )


def hard_card(hardest: Sequence[tuple[Difficulty, Question | None]], odd: Sequence[QuestionId]) -> Card:
    """The hardest first; `odd` are those that look wrong, which only managers are told."""
    if not hardest:
        text = f"A question is listed once {LEAST_ON_HARD} answers to it are in and its round is closed."
        return Card(title="No hardest questions yet", blocks=(line(text),))
    rows = tuple(
        (
            one.question,
            f"{one.right / one.answered:.0%} right of {counted(one.answered, 'answer')}{_topic(question)}",
        )
        for one, question in hardest
    )
    hints = (line(strong(LOOKS_WRONG), f" {', '.join(odd)}; see /question stats."),) if odd else ()
    return Card(
        title="The hardest questions here", blocks=(Facts(rows), *hints), note="In rounds that are closed."
    )


def _topic(question: Question | None) -> str:
    return f", {question.topic}" if question else ""
