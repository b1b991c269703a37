"""A person's own repetition: one card at a time, rated by themselves, never on a board."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.app import habits
from bot.app.context import Context
from bot.app.questions import near
from bot.cards import Card, Reply
from bot.commands import (
    AddToReview,
    ExportReview,
    RemindMe,
    Review,
    ReviewCommand,
    SetRetention,
    StopReminding,
)
from bot.domain.ids import PersonId, QuestionId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.question import Question
from bot.domain.review import FRESH, Queue, ReviewCard, queue, rated, spread
from bot.presses.reviews import (
    GradeRecall,
    OpenReview,
    ReadRecalled,
    RecallAnswer,
    ReviewPress,
    StopReminders,
)
from bot.wording import replies
from bot.wording import reviews as words
from bot.wording.anki import anki_file, anki_note


async def command(ctx: Context, command: ReviewCommand, actor: Actor) -> Reply:
    person = await ctx.store.people.recognise(actor)
    match command:
        case Review():
            return Reply(await _opened(ctx, person, actor.workspace))
        case AddToReview(question):
            return await _add(ctx, question, person, actor.workspace)
        case ExportReview():
            return await _export(ctx, person, actor.workspace)
        case SetRetention() | RemindMe() | StopReminding():
            return await habits.change(ctx, command, person, actor)


async def press(ctx: Context, press: ReviewPress, actor: Actor) -> Reply:
    """An old button, a second press of one, and one of somebody else change nothing."""
    # a direct message belongs to no workspace, in which `recognise` could make a person
    person = await ctx.store.people.find(actor.account)
    if person is None:
        return Reply(words.lost_card(), replaces=True)
    match press:
        case OpenReview(workspace) if not actor.may_open(workspace):
            return Reply(words.lost_card(), replaces=True)
        case OpenReview(workspace):
            return Reply(await _opened(ctx, person, workspace), replaces=True)
        case StopReminders():
            return await habits.stop(ctx, person)
        case RecallAnswer() | GradeRecall() | ReadRecalled():
            return await _on_card(ctx, press, person, actor)


async def _on_card(
    ctx: Context, press: RecallAnswer | GradeRecall | ReadRecalled, person: PersonId, actor: Actor
) -> Reply:
    known = await ctx.store.reviews.find(press.card)
    if known is None or known.person != person or not actor.may_open(known.workspace):
        return Reply(words.lost_card(), replaces=True)
    waiting = await _queue(ctx, person, known.workspace)
    card = waiting.find(press.card)
    bank = ctx.bank_of(known.workspace)
    question = bank.kept.get(known.question)
    if card is None or question is None or _is_old(press, card):
        return Reply(await _current(ctx, waiting, person, known.workspace), replaces=True)
    match press:
        case RecallAnswer():
            return Reply(await _answer(ctx, card, question, len(waiting.due)), replaces=True)
        case ReadRecalled(_, page):
            return Reply(words.everything_card(card, question, page), replaces=page > 0)
        case GradeRecall():
            return Reply(await _grade(ctx, press, card), replaces=True)


def _is_old(press: RecallAnswer | GradeRecall | ReadRecalled, card: ReviewCard) -> bool:
    return not isinstance(press, ReadRecalled) and press.reps != card.reps


async def _answer(ctx: Context, card: ReviewCard, question: Question, due: int) -> Card:
    # whole seconds, as the buttons carry it
    shown = ctx.clock.now().replace(microsecond=0)
    settings = await ctx.store.habits.of(card.person)
    outcomes = spread(ctx.memory.intervals(card, settings, shown))
    waits = {grade: outcome.due - shown for grade, outcome in outcomes.items()}
    topic = ctx.bank_of(card.workspace).title_of(question.topic)
    return words.answer_card(card, question, topic, waits, shown, others=due - 1)


async def _grade(ctx: Context, press: GradeRecall, card: ReviewCard) -> Card:
    now, shown = ctx.clock.now(), datetime.fromtimestamp(press.shown, UTC)
    remark = ""
    if timedelta(0) <= now - shown < FRESH:
        settings = await ctx.store.habits.of(card.person)
        outcome = spread(ctx.memory.intervals(card, settings, shown))[press.grade]
        if await ctx.store.reviews.rate(rated(outcome, shown, now)):
            remark = words.rated_note(press.grade, outcome.due - shown)
    waiting = await _queue(ctx, card.person, card.workspace)
    return await _current(ctx, waiting, card.person, card.workspace, remark)


async def _opened(ctx: Context, person: PersonId, workspace: WorkspaceId) -> Card:
    await ctx.store.reviews.take_in(person, workspace, ctx.clock.now())
    waiting = await _queue(ctx, person, workspace)
    return await _current(ctx, waiting, person, workspace, await habits.last_word(ctx, person))


async def _current(
    ctx: Context, waiting: Queue, person: PersonId, workspace: WorkspaceId, remark: str = ""
) -> Card:
    """The card whose turn it is, or that there is none."""
    if not waiting.due:
        zone = habits.zone_for(ctx, await ctx.store.habits.of(person), workspace)
        return words.nothing_due_card(waiting, zone, workspace, remark)
    card = waiting.due[0]
    bank = ctx.bank_of(workspace)
    question = bank.kept[card.question]  # the queue leaves out what no bank holds
    topic = bank.title_of(question.topic)
    return words.prompt_card(card, question, topic, len(waiting.due) - 1, remark)


async def _queue(ctx: Context, person: PersonId, workspace: WorkspaceId) -> Queue:
    now = ctx.clock.now()
    known = ctx.bank_of(workspace).kept
    return queue(await ctx.store.reviews.cards(person, workspace, now), known, now)


async def waiting(ctx: Context, person: PersonId, workspace: WorkspaceId) -> int:
    """How many cards are due, those included that were missed since the last look."""
    await ctx.store.reviews.take_in(person, workspace, ctx.clock.now())
    return len((await _queue(ctx, person, workspace)).due)


async def _add(ctx: Context, id_: QuestionId, person: PersonId, workspace: WorkspaceId) -> Reply:
    bank = ctx.bank_of(workspace)
    question = bank.find(id_)
    if question is None:
        return Reply(replies.unknown_question_card(id_, near(bank, id_)))
    is_new = await ctx.store.reviews.add(person, workspace, id_, ctx.clock.now())
    waiting = await _queue(ctx, person, workspace)
    card = next((card for card in (*waiting.due, *waiting.later) if card.question == id_), None)
    zone = habits.zone_for(ctx, await ctx.store.habits.of(person), workspace)
    return Reply(words.added_card(id_, is_new, card, card in waiting.due, zone, workspace))


async def _export(ctx: Context, person: PersonId, workspace: WorkspaceId) -> Reply:
    await ctx.store.reviews.take_in(person, workspace, ctx.clock.now())
    waiting = await _queue(ctx, person, workspace)
    bank = ctx.bank_of(workspace)
    found = (bank.kept.get(card.question) for card in (*waiting.due, *waiting.later))
    questions = [question for question in found if question is not None]
    if not questions:
        return Reply(words.nothing_to_export_card())
    notes = []
    for question in questions:
        notes.append(anki_note(question))
        await asyncio.sleep(0)  # a note takes milliseconds, and others wait meanwhile
    return Reply(words.export_card(len(notes)), file=anki_file(notes))
