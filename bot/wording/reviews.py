"""A person's own repetition: a card to recall, its answer with four grades, and what stands around it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.cards import Block, Button, Card, Facts, Heading, Look, Prose, Tone
from bot.domain.ids import WorkspaceId
from bot.domain.question import Question
from bot.domain.review import Grade, Queue, ReviewCard
from bot.presses.reviews import GradeRecall, OpenReview, ReadRecalled, RecallAnswer, StopReminders
from bot.richtext.parse import parse
from bot.wording.answers import answer_text, full_text, page_card
from bot.wording.phrases import bullets, counted, line, moment

GRADES = {Grade.AGAIN: "Again", Grade.HARD: "Hard", Grade.GOOD: "Good", Grade.EASY: "Easy"}
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MONTH, YEAR = 30.44, 365.25  # days
PRIVATE = "only you can see this"


def interval(length: timedelta) -> str:
    """`10 min`, `3 d`, `4 mo`, `2.5 y`: as short as a button needs it."""
    days = length / DAY
    if length < HOUR:
        return f"{round(length / MINUTE)} min"
    if length < DAY:
        return f"{round(length / HOUR)} h"
    if days < 60:
        return f"{round(days)} d"
    if days < 2 * YEAR:
        return f"{round(days / MONTH)} mo"
    return f"{days / YEAR:.1f} y"


def prompt_card(card: ReviewCard, question: Question, topic: str, others: int, remark: str) -> Card:
    """The options of a choice question stay hidden: recalling teaches more than recognising."""
    return Card(
        title=f"Review: {topic}",
        tone=Tone.QUESTION,
        blocks=(
            *_said(remark),
            Prose(parse(question.prompt)),
            line("Say the answer to yourself, then look."),
        ),
        buttons=(Button("Show answer", RecallAnswer(card.id, card.reps), Look.MAIN),),
        note=_note(others),
    )


def answer_card(
    card: ReviewCard,
    question: Question,
    topic: str,
    waits: Mapping[Grade, timedelta],
    shown: datetime,
    others: int,
) -> Card:
    """`waits` is after how long each grade brings the card back."""
    seconds = int(shown.timestamp())
    return Card(
        title=f"Review: {topic}",
        blocks=(
            Prose(parse(question.prompt)),
            *_key(question),
            *_key_points(question),
            Heading("Model answer"),
            Prose(answer_text(question)),
            line("How well did you recall it?"),
        ),
        buttons=(
            *(
                Button(f"{name} · {interval(waits[grade])}", GradeRecall(card.id, card.reps, seconds, grade))
                for grade, name in GRADES.items()
            ),
            Button("More and sources", ReadRecalled(card.id, 0)),
        ),
        note=_note(others),
        more=ReadRecalled(card.id, 0),
    )


def _key(question: Question) -> tuple[Block, ...]:
    if question.is_open:
        return ()
    return (Prose(parse(f"**The right option:** {question.options[question.key].text}")),)


def _key_points(question: Question) -> tuple[Block, ...]:
    if not question.key_points:
        return ()
    return (Heading("Key points"), Prose(parse(bullets(question.key_points))))


def _said(remark: str) -> tuple[Block, ...]:
    return (line(remark),) if remark else ()


def _note(others: int) -> str:
    return f"{counted(others, 'more card')} due · {PRIVATE}" if others > 0 else PRIVATE.capitalize()


def rated_note(grade: Grade, wait: timedelta) -> str:
    return f"Noted: {GRADES[grade]}. It comes back in {interval(wait)}."


def everything_card(card: ReviewCard, question: Question, page: int) -> Card:
    return page_card("All there is to it", full_text(question), page, lambda n: ReadRecalled(card.id, n))


def nothing_due_card(waiting: Queue, zone: tzinfo, workspace: WorkspaceId, remark: str) -> Card:
    if not waiting.later:
        return Card(
            title="Nothing to review yet",
            blocks=(
                *_said(remark),
                line(
                    "What you get wrong, look at first, or rate as partly or missed comes here by itself. "
                    "/review add puts any question in."
                ),
            ),
        )
    return Card(
        title="Nothing is due",
        blocks=(
            *_said(remark),
            Facts((("Next", moment(waiting.later[0].due, zone)), ("In your review", _cards(len(waiting))))),
        ),
        buttons=(Button("Look again", OpenReview(workspace)),),
    )


def _cards(number: int) -> str:
    return counted(number, "card")


def lost_card() -> Card:
    return Card(
        title="This card is not yours to rate",
        tone=Tone.REFUSAL,
        blocks=(line("It is no longer kept here, or it belongs to somebody else. /review opens your own."),),
    )


def added_card(
    name: str, is_new: bool, card: ReviewCard | None, is_due: bool, zone: tzinfo, workspace: WorkspaceId
) -> Card:
    """`card` None is one that waits, since a channel is being asked its question."""
    if card is None:
        when = "A channel is being asked it right now, so it comes once that can no longer help you there."
    elif is_due:
        when = "It is due now."
    else:
        when = f"It comes back {moment(card.due, zone)}."
    return Card(
        title=f"{name} is in your review" if is_new else f"{name} is in your review already",
        blocks=(line(when),),
        buttons=(Button("Review now", OpenReview(workspace), Look.MAIN),) if is_due else (),
    )


def export_card(cards: int) -> Card:
    return Card(
        title=f"Your review as a file: {_cards(cards)}",
        blocks=(
            line("In Anki: File, Import, and choose the file. Prompts are the fronts, answers the backs."),
        ),
        note="What Anki is told about your memory stays in Anki, and what /review knows stays here.",
    )


def nothing_to_export_card() -> Card:
    return Card(
        title="There is nothing to export yet", blocks=(line("Your review has no cards. /review says why."),)
    )


def retention_card(percent: int) -> Card:
    return Card(
        title=f"Aiming at {percent}%",
        blocks=(
            line(
                f"Cards come back when you would still recall {percent} of 100. "
                "A higher aim means shorter intervals and more work; it holds from the next rating on."
            ),
        ),
    )


def reminder_card(at: time, zone: ZoneInfo, following: datetime) -> Card:
    return Card(
        title=f"A reminder at {at:%H:%M}, {zone.key}",
        blocks=(
            line("In private, once a day at most, and only when something is due."),
            Facts((("Next", moment(following, zone)),)),
        ),
        buttons=(Button("Stop reminders", StopReminders()),),
    )


def no_reminders_card(was_on: bool) -> Card:
    title = "No more reminders" if was_on else "There was no reminder"
    return Card(
        title=title, blocks=(line("/review keeps working. /review remind 18:30 brings a reminder back."),)
    )


def stopped_note(why: str) -> str:
    return (
        f"Your reminder was switched off, since it could not reach you. {why} /review remind sets it again."
    )


def due_card(due: int, workspace: WorkspaceId) -> Card:
    """The reminder itself."""
    return Card(
        title=f"{_cards(due)} {'is' if due == 1 else 'are'} due",
        blocks=(line("A few minutes now save you from learning them again."),),
        buttons=(
            Button("Review now", OpenReview(workspace), Look.MAIN),
            Button("Stop reminders", StopReminders()),
        ),
        note="You asked for this with /review remind; it comes once a day at most.",
    )


def with_due(card: Card, due: int, workspace: WorkspaceId) -> Card:
    """A card of a person's own numbers, with how much waits for them."""
    if not due:
        return card
    return replace(
        card,
        blocks=(*card.blocks, Heading("Review"), line(f"{_cards(due)} due")),
        buttons=(*card.buttons, Button("Review now", OpenReview(workspace))),
    )


def review_button(workspace: WorkspaceId) -> Button:
    """What was missed comes back in a person's review; this leads there."""
    return Button("Review what you missed", OpenReview(workspace))
