"""How a solo quiz went, for the person who took it and, if they share it, for their channel."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.cards import Block, Button, Card, Facts, Heading, Look, Prose, Tone
from bot.domain.ids import QuizId, TopicId, workspace_of
from bot.domain.quiz import Progress, Turn
from bot.domain.round import Round
from bot.domain.schedule_text import describe_duration
from bot.presses.quizzes import ShareQuiz
from bot.richtext.parse import parse
from bot.wording.looking_back import again, beyond_buttons, by_topic, out_of
from bot.wording.phrases import counted, line, subject
from bot.wording.replies import refused


def summary_card(progress: Progress, title_of: Callable[[TopicId], str], shared: bool = False) -> Card:
    """`shared` is True for somebody who has just shared it."""
    time, points = _time(progress), f"{progress.points:,}"
    return Card(
        title=f"Quiz finished: {out_of(progress.right, progress.total)} right",
        blocks=(
            *((line("Shared: your channel sees one line, without answers."),) if shared else ()),
            Facts((("Time", time), ("Points for the board", points))),
            *by_topic(progress.by_topic, title_of),
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


def _missed(missed: Sequence[Round]) -> tuple[Block, ...]:
    if not missed:
        return (line("Nothing missed. Try a harder level next."),)
    prompts = "\n".join(f"{n}. {_first_line(round_.question.prompt)}" for n, round_ in enumerate(missed, 1))
    heading = Heading(f"Worth another look: {counted(len(missed), 'question')}")
    return (heading, Prose(parse(prompts)), *beyond_buttons(len(missed)))


def _again(progress: Progress) -> tuple[Button, ...]:
    numbered = [(number, round_.id) for number, round_ in enumerate(progress.missed, 1)]
    return again(numbered, workspace_of(progress.quiz.channel), repeated=bool(numbered))


def _first_line(prompt: str) -> str:
    return prompt.strip().split("\n\n")[0].replace("\n", " ")


def shared_card(name: str, progress: Progress) -> Card:
    """What a channel sees: one line that reads well aloud and tells nothing about the questions."""
    score = f"{name}: quiz on {subject(progress.topics)}, {out_of(progress.right, len(progress.turns))} right"
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
