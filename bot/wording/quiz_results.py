"""How a solo quiz went, for the person who took it."""

from collections.abc import Callable, Sequence

from bot.cards import Block, Button, Card, Facts, Heading, Prose, Tone
from bot.domain.ids import TopicId
from bot.domain.quiz import Progress
from bot.domain.round import Round
from bot.domain.schedule_text import describe_duration
from bot.presses import ReadAnswer
from bot.richtext.parse import parse
from bot.wording.phrases import counted, line

MOST_AGAIN = 5
"""Buttons that lead back to an answer; more would bury the others."""


def summary_card(progress: Progress, title_of: Callable[[TopicId], str]) -> Card:
    time, points = describe_duration(progress.took), f"{progress.points:,}"
    return Card(
        title=f"Quiz finished: {_of(progress.right, progress.total)} right",
        blocks=(
            Facts((("Time", time), ("Points for the board", points))),
            *_by_topic(progress, title_of),
            *_missed(progress.missed),
        ),
        buttons=_again(progress.missed),
        note="A question earns points only the first time you are scored on it.",
        tone=Tone.INFO,
    )


def _of(right: int, asked: int) -> str:
    return f"{right} of {asked}"


def _by_topic(progress: Progress, title_of: Callable[[TopicId], str]) -> tuple[Block, ...]:
    rows = tuple((title_of(topic), _of(*counts)) for topic, counts in progress.by_topic.items())
    return (Heading("Right by topic"), Facts(rows))


def _missed(missed: Sequence[Round]) -> tuple[Block, ...]:
    if not missed:
        return (line("Nothing missed. Try a harder level next."),)
    prompts = "\n".join(f"{n}. {_first_line(round_.question.prompt)}" for n, round_ in enumerate(missed, 1))
    more = (line(f"The buttons show the first {MOST_AGAIN} again."),) if len(missed) > MOST_AGAIN else ()
    return (Heading(f"Worth another look: {counted(len(missed), 'question')}"), Prose(parse(prompts)), *more)


def _again(missed: Sequence[Round]) -> tuple[Button, ...]:
    """One for each question of the list above, by its number there."""
    return tuple(
        Button(f"Answer {number}", ReadAnswer(round_.id, 0))
        for number, round_ in enumerate(missed[:MOST_AGAIN], 1)
    )


def _first_line(prompt: str) -> str:
    return prompt.strip().split("\n\n")[0].replace("\n", " ")
