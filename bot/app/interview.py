"""A mock interview: ask, take a text, let the person compare, go deeper, report; all of it in private."""

from collections.abc import Sequence

from bot.app import lexical
from bot.app.context import Context
from bot.app.pool import interviewable
from bot.app.typed import cleaned
from bot.cards import Card, Reply
from bot.commands import InterviewHistory, StartInterview
from bot.domain.ids import InterviewId, QuestionId, WorkspaceId
from bot.domain.interview import (
    LONGEST,
    LONGEST_TEXT,
    NOTHING,
    SHORTEST,
    Interview,
    Turn,
    follows,
    without_options,
)
from bot.domain.people import Actor
from bot.domain.picking import pick
from bot.domain.question import Filter, Question
from bot.presses.interviews import (
    AnswerTurn,
    FinishInterview,
    GoOn,
    InterviewPress,
    OpenInterview,
    PassTurn,
    RateTurn,
    ReadModel,
    ReadTexts,
    ShowPoint,
    TickPoint,
)
from bot.wording import interview_reports as reports
from bot.wording import interviews as words
from bot.wording.quizzes import no_questions_card
from bot.wording.schedules import filter_words

LISTED = 10  # interviews in the history

InTurn = AnswerTurn | PassTurn | TickPoint | ShowPoint | ReadModel | RateTurn | GoOn


async def command(ctx: Context, command: StartInterview | InterviewHistory, actor: Actor) -> Reply:
    match command:
        case StartInterview():
            return await _start(ctx, command, actor)
        case InterviewHistory():
            return await _history(ctx, actor)


async def _start(ctx: Context, command: StartInterview, actor: Actor) -> Reply:
    interview = Interview(
        id=InterviewId(ctx.new_id()),
        person=await ctx.store.people.recognise(actor),
        topic=command.topic,
        level=command.level,
        minutes=min(max(command.minutes, SHORTEST), LONGEST),
        started_at=ctx.clock.now(),
    )
    wanted = Filter.of(interview.topic, interview.level)
    if not await interviewable(ctx, wanted, interview.person, actor.workspace):
        return Reply(no_questions_card(filter_words(wanted)))
    await ctx.store.interviews.start(interview)
    return Reply(await _go_on(ctx, interview, (), actor.workspace))


async def _history(ctx: Context, actor: Actor) -> Reply:
    person = await ctx.store.people.recognise(actor)
    latest = await ctx.store.interviews.latest(person, LISTED)
    listed = [(one, await ctx.store.interviews.turns(one.id)) for one in latest]
    return Reply(reports.history_card(listed, ctx.banks.current.title_of, ctx.zone_of(actor.workspace)))


async def press(ctx: Context, press: InterviewPress, actor: Actor) -> Reply:
    interview = await _mine(ctx, press.interview, actor)
    if interview is None:
        return Reply(words.lost_card())
    turns = await ctx.store.interviews.turns(interview.id)
    match press:
        case FinishInterview():
            return Reply(await _finish(ctx, interview, turns), replaces=True)
        case OpenInterview():
            return Reply(await _opened(ctx, interview, turns))
        case ReadTexts(_, page):
            return Reply(reports.texts_page(interview, turns, page), replaces=page > 0)
        case _ if press.position < len(turns):
            return await _in_turn(ctx, interview, turns, press, actor.workspace)
        case _:
            return Reply(words.lost_card())


async def _mine(ctx: Context, id_: InterviewId, actor: Actor) -> Interview | None:
    """An interview of this very person; to all others it does not exist."""
    interview = await ctx.store.interviews.find(id_)
    is_mine = interview is not None and interview.person == await ctx.store.people.recognise(actor)
    return interview if is_mine else None


async def _in_turn(
    ctx: Context, interview: Interview, turns: Sequence[Turn], press: InTurn, workspace: WorkspaceId
) -> Reply:
    turn = turns[press.position]
    if not turn.is_answered:
        return await _before_answering(ctx, interview, turns, press)
    match press:
        case ShowPoint(_, _, point) if _has(turn, point):
            return Reply(words.point_card(turn, point))
        case ReadModel(_, _, page):
            return Reply(words.model_page(interview, turn, page), replaces=page > 0)
        case GoOn():
            so_far = turns[: turn.position + 1]
            return Reply(await _go_on(ctx, interview, so_far, workspace), replaces=True)
        case TickPoint(_, position, point, covered) if _has(turn, point):
            await ctx.store.interviews.tick(interview.id, position, point, covered)
        case RateTurn(_, position, rating) if turn.part:
            await ctx.store.interviews.rate(interview.id, position, rating)
        case _:  # answered already: the first text stands
            pass
    return await _shown(ctx, interview, turn.position)


def _has(turn: Turn, point: int) -> bool:
    return not turn.part and point < len(turn.question.key_points)


async def _before_answering(
    ctx: Context, interview: Interview, turns: Sequence[Turn], press: InTurn
) -> Reply:
    """Nothing is shown before an answer but the question and its form."""
    turn = turns[press.position]
    if interview.finished_at:
        return Reply(await _finish(ctx, interview, turns), replaces=True)
    match press:
        case AnswerTurn():
            scene = _scene(ctx, interview, turns, turn)
            return Reply(words.turn_card(scene, turn), replaces=True, form=words.answer_form(scene, turn))
        case PassTurn():
            return await _answered(ctx, interview, turn, "")
        case _:
            return await _shown(ctx, interview, turn.position)


async def submit(ctx: Context, press: AnswerTurn, text: str, actor: Actor) -> Reply:
    """Take the text of an answer; a person has one for each question."""
    interview = await _mine(ctx, press.interview, actor)
    turns = await ctx.store.interviews.turns(press.interview) if interview else ()
    if interview is None or press.position >= len(turns):
        return Reply(words.lost_card())
    written = cleaned(text, LONGEST_TEXT)
    if not written:
        return await _shown(ctx, interview, press.position)
    return await _answered(ctx, interview, turns[press.position], written)


async def _answered(ctx: Context, interview: Interview, turn: Turn, text: str) -> Reply:
    """Keep the text before anybody slow reads it."""
    reading = NOTHING if turn.part else lexical.read(turn.question, text)
    now = ctx.clock.now()
    is_new = await ctx.store.interviews.answer(interview.id, turn.position, text, reading, now)
    if is_new and text and not turn.part and ctx.grader:
        better = await ctx.grader.read(turn.question, text)
        if better:
            await ctx.store.interviews.reread(interview.id, turn.position, better)
    return await _shown(ctx, interview, turn.position)


async def _shown(ctx: Context, interview: Interview, position: int) -> Reply:
    turns = await ctx.store.interviews.turns(interview.id)
    return Reply(_card(ctx, interview, turns, turns[position]), replaces=True)


def _card(ctx: Context, interview: Interview, turns: Sequence[Turn], turn: Turn) -> Card:
    return words.turn_card(_scene(ctx, interview, turns, turn), turn)


def _scene(ctx: Context, interview: Interview, turns: Sequence[Turn], turn: Turn) -> words.Scene:
    return words.Scene(interview, turns, ctx.banks.current.title_of(turn.question.topic), ctx.clock.now())


async def _opened(ctx: Context, interview: Interview, turns: Sequence[Turn]) -> Card:
    """Where an interview stands: its report, or the turn that comes next."""
    goes_on = not interview.is_over(ctx.clock.now())
    if turns and not interview.finished_at and (goes_on or not turns[-1].is_answered):
        return _card(ctx, interview, turns, turns[-1])
    return await _finish(ctx, interview, turns)


async def _finish(ctx: Context, interview: Interview, turns: Sequence[Turn]) -> Card:
    await ctx.store.interviews.finish(interview.id, ctx.clock.now())
    return reports.report_card(interview, turns, ctx.banks.current.title_of)


async def _go_on(ctx: Context, interview: Interview, turns: Sequence[Turn], workspace: WorkspaceId) -> Card:
    """The turn after these, which may have been asked already; the report where nothing comes any more."""
    known = await ctx.store.interviews.turns(interview.id)
    if len(known) > len(turns):
        return _card(ctx, interview, known, known[len(turns)])
    coming = None if interview.is_over(ctx.clock.now()) else await _coming(ctx, interview, turns, workspace)
    if coming is None:
        return await _finish(ctx, interview, turns)
    await ctx.store.interviews.ask(interview.id, coming)
    known = await ctx.store.interviews.turns(interview.id)  # of two presses at once, one has asked
    return _card(ctx, interview, known, known[len(turns)])


async def _coming(
    ctx: Context, interview: Interview, turns: Sequence[Turn], workspace: WorkspaceId
) -> Turn | None:
    part = follows(turns[-1]) if turns else None
    question = turns[-1].question if part else await _drawn(ctx, interview, turns, workspace)
    if question is None:
        return None
    return Turn(position=len(turns), part=part or 0, question=question, asked_at=ctx.clock.now())


async def _drawn(
    ctx: Context, interview: Interview, turns: Sequence[Turn], workspace: WorkspaceId
) -> Question | None:
    """A question that is new in this interview, and longest ago or never asked in the earlier ones."""
    asked: set[QuestionId] = {turn.question.id for turn in turns}
    wanted = Filter.of(interview.topic, interview.level)
    free = await interviewable(ctx, wanted, interview.person, workspace)
    pool = [question for question in free if question.id not in asked]
    drawn = pick(pool, await ctx.store.interviews.asked(interview.person), ctx.chance)
    return drawn and without_options(drawn)
