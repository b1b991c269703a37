"""A solo quiz from its first question to its summary."""

from collections.abc import Sequence

from bot.cards import Block, Button, Card, Facts, Look, Prose, Tone
from bot.domain.quiz import Quiz
from bot.domain.round import Answer, Round
from bot.presses import NextQuestion, ReadPrompt, ShowAnswer
from bot.richtext.parse import parse
from bot.wording.phrases import counted, line
from bot.wording.rounds import choice_buttons, question_blocks, worth


def quiz_card(quiz: Quiz, round_: Round, position: int, topic: str) -> Card:
    """The question at `position` (from 0), put to one person."""
    return Card(
        title=f"Question {position + 1} of {len(quiz.questions)}: {topic}",
        tone=Tone.QUESTION,
        blocks=question_blocks(round_.question),
        buttons=(*choice_buttons(round_), Button("Show answer", ShowAnswer(round_.id))),
        note=f"{worth(round_.question)} · only you can see this",
        more=ReadPrompt(round_.id, 0),
    )


def next_button(quiz: Quiz, done: int) -> Button:
    label = "Next question" if done < len(quiz.questions) else "How did I do?"
    return Button(label, NextQuestion(quiz.id), Look.MAIN)


def summary_card(rounds: Sequence[tuple[Round, Answer | None]]) -> Card:
    right = sum(1 for _, answer in rounds if answer is not None and answer.right)
    points = sum(answer.points for _, answer in rounds if answer is not None)
    return Card(
        title=f"Quiz finished: {right} of {len(rounds)} right",
        tone=Tone.INFO,
        blocks=(
            Facts((("Right", f"{right} of {len(rounds)}"), ("Points for the board", f"{points:,}"))),
            *_missed(rounds),
        ),
        note="A question earns points only the first time you are scored on it.",
    )


def _missed(rounds: Sequence[tuple[Round, Answer | None]]) -> tuple[Block, ...]:
    missed = [round_ for round_, answer in rounds if answer is None or not answer.right]
    if not missed:
        return (line("Nothing missed. Try a harder level next."),)
    prompts = "\n".join(f"- {_first_line(round_.question.prompt)}" for round_ in missed)
    return (line(f"Worth another look ({counted(len(missed), 'question')}):"), Prose(parse(prompts)))


def _first_line(prompt: str) -> str:
    return prompt.strip().split("\n\n")[0].replace("\n", " ")


def no_questions_card(filters: str) -> Card:
    return Card(
        title="No question fits",
        tone=Tone.REFUSAL,
        blocks=(line(f"The bank holds none for {filters}. Try another topic or level."),),
    )


def lost_card() -> Card:
    return Card(
        title="This quiz is no longer here",
        tone=Tone.REFUSAL,
        blocks=(line("Start a new one with /quiz."),),
    )


def shared_card(name: str, right: Sequence[bool]) -> Card:
    """How a quiz went, question by question, for the whole channel; nothing of the questions is told."""
    return Card(
        title=f"{name}: {sum(right)} of {len(right)} right",
        blocks=(line("".join("🟩" if one else "🟥" for one in right) or "–"),),
    )
