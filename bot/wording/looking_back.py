"""What the results of solo and live quizzes have in common: right by topic, and ways back to the missed."""

from collections.abc import Callable, Mapping, Sequence

from bot.cards import Block, Button, Facts, Heading
from bot.domain.ids import RoundId, TopicId, WorkspaceId
from bot.presses.questions import ReadAnswer
from bot.wording.phrases import line
from bot.wording.reviews import review_button

MOST_AGAIN = 5
"""Buttons that lead back to an answer; more would bury the others."""


def out_of(right: int, asked: int) -> str:
    return f"{right} of {asked}"


def by_topic(
    tally: Mapping[TopicId, tuple[int, int]], title_of: Callable[[TopicId], str]
) -> tuple[Block, ...]:
    rows = tuple((title_of(topic), out_of(*counts)) for topic, counts in tally.items())
    return (Heading("Right by topic"), Facts(rows))


def again(
    missed: Sequence[tuple[int, RoundId]], workspace: WorkspaceId, repeated: bool
) -> tuple[Button, ...]:
    """A button for each of the first that were missed, by its number on the card.

    With `repeated` some of them come back in the review, and a button leads there.
    """
    answers = tuple(Button(f"Answer {number}", ReadAnswer(id_, 0)) for number, id_ in missed[:MOST_AGAIN])
    return (*answers, *((review_button(workspace),) if repeated else ()))


def beyond_buttons(missed: int) -> tuple[Block, ...]:
    """Says that there are fewer buttons than questions missed, if so."""
    return (line(f"The buttons show the first {MOST_AGAIN} again."),) if missed > MOST_AGAIN else ()
