"""How a solo quiz went, for the person who took it and, if they share it, for their channel."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.cards import Block, Button, Card, Facts, Heading, Look, Prose, Tone
from bot.domain.ids import QuizId, TopicId, workspace_of
from bot.domain.quiz import Progress, Turn
from bot.domain.round import Round
from bot.domain.schedule_text import describe_duration
from bot.presses.questions import ReadAnswer
from bot.presses.quizzes import ShareQuiz
from bot.richtext.parse import parse
from bot.wording.phrases import counted, line, subject
from bot.wording.replies import refused
from bot.wording.reviews import review_button

MOST_AGAIN = 5
"""Buttons that lead back to an answer; more would bury the others."""


def summary_card(progress: Progress, title_of: Callable[[TopicId], str], shared: bool = False) -> Card:
    """`shared` is True for somebody who has just shared it."""
    time, points = _time(progress), f"{progress.points:,}"
    return Card(
        title=f"Quiz finished: {_of(progress.right, progress.total)} right",
        blocks=(
            *((line("Shared: your channel sees one line, without answers."),) if shared else ()),
            Facts((("Time", time), ("Points for the board", points))),
            *_by_topic(progress, title_of),
            *_missed(progress.missed),
        ),
        buttons=(*(() if shared else (_share_button(progress.quiz.id),)), *_again(progress)),
        note="A question earns points only the first time you are scored on it.",
        tone=Tone.INFO,
    )


def _time(progress: Progress) -> str:
    return describe_duration(max(progress.took, timedelta(seconds=1)))


def _share_button(quiz: QuizId) -> Button:
    return Button("Share the result", ShareQuiz(quiz), Look.MAIN)


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


def _again(progress: Progress) -> tuple[Button, ...]:
    """One for each question of the list above, by its number there, and the way to repeat them."""
    answers = tuple(
        Button(f"Answer {number}", ReadAnswer(round_.id, 0))
        for number, round_ in enumerate(progress.missed[:MOST_AGAIN], 1)
    )
    return (*answers, *((review_button(workspace_of(progress.quiz.channel)),) if answers else ()))


def _first_line(prompt: str) -> str:
    return prompt.strip().split("\n\n")[0].replace("\n", " ")


def shared_card(name: str, progress: Progress) -> Card:
    """What a channel sees: one line that reads well aloud and tells nothing about the questions."""
    score = f"{name}: quiz on {subject(progress.topics)}, {_of(progress.right, len(progress.turns))} right"
    return Card(
        title=" · ".join((score, _marks(progress.turns), _time(progress))),
        tone=Tone.INFO,
    )


def _marks(turns: Sequence[Turn]) -> str:
    """`✓✓✗✓✓ ✓✗`: signs instead of colours, five by five so that a long row can be counted."""
    signs = "".join("✓" if turn.right else "✗" for turn in turns)
    return " ".join(signs[start : start + 5] for start in range(0, len(signs), 5))


def shared_before_card() -> Card:
    return Card(
        title="You have shared this one already", blocks=(line("A quiz is shared once. Play another!"),)
    )


def not_shared_card(trouble: str) -> Card:
    """`trouble` is why the line does not stand in the channel."""
    return refused("Your result is not in the channel", trouble)
