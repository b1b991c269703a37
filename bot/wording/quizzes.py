"""A solo quiz while it runs: its questions, the ways on, and an offer to take it up again."""

from bot.cards import Button, Card, Look, Tone
from bot.domain.ids import QuizId
from bot.domain.quiz import Progress
from bot.domain.round import Round
from bot.presses.questions import ReadPrompt, ShowAnswer
from bot.presses.quizzes import NextQuestion, StartAnew
from bot.wording.answers import report_button
from bot.wording.phrases import counted, line, strong, subject
from bot.wording.rounds import choice_buttons, question_blocks, worth


def quiz_card(round_: Round, number: int, total: int, topic: str) -> Card:
    """Question `number` (from 1), put to one person."""
    return Card(
        title=f"Question {number} of {total}: {topic}",
        tone=Tone.QUESTION,
        blocks=question_blocks(round_.question),
        buttons=(
            *choice_buttons(round_),
            Button("Show answer", ShowAnswer(round_.id)),
            report_button(round_),
        ),
        note=f"{worth(round_.question)} · only you can see this",
        more=ReadPrompt(round_.id, 0),
    )


def next_button(progress: Progress) -> Button:
    label = "How did I do?" if progress.is_finished else "Next question"
    return Button(label, NextQuestion(progress.quiz.id), Look.MAIN)


def back_button(quiz: QuizId) -> Button:
    """For somebody who was asked whether to look at the answer and thinks better of it."""
    return Button("Back to the question", NextQuestion(quiz))


def unfinished_card(progress: Progress, anew: StartAnew, filters: str) -> Card:
    """`anew` is what was asked for just now; `filters` says the same in words."""
    asked = f"{counted(anew.count, 'question')} ({filters})"
    return Card(
        title="You have an unfinished quiz",
        blocks=(
            line(strong(f"{progress.done} of {progress.total} done"), f", {subject(progress.topics)}."),
            line(f"Resume it, or start anew with {asked}."),
        ),
        buttons=(
            Button("Resume", NextQuestion(progress.quiz.id), Look.MAIN),
            Button("Start anew", anew),
        ),
        note="What you have answered counts either way.",
    )


def no_questions_card(filters: str) -> Card:
    return Card(
        title="No question fits",
        tone=Tone.REFUSAL,
        blocks=(
            line(f"There is none for {filters} beside what channels are being asked now. Try another topic."),
        ),
    )


def lost_card() -> Card:
    return Card(
        title="This quiz is no longer here",
        tone=Tone.REFUSAL,
        blocks=(line("Start a new one with /quiz."),),
    )
