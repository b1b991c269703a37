"""Take a choice, show an answer, keep a rating."""

from bot.app.context import Context
from bot.app.fair_play import look_at
from bot.app.quiz import progress_of
from bot.cards import Button, Reply
from bot.domain.ids import QuizId
from bot.domain.people import Actor
from bot.domain.round import Answer, Rating, Reveal, Round, RoundKind, Verdict
from bot.domain.scoring import points_for
from bot.ports.records import Recorded
from bot.wording import answers as words
from bot.wording.quizzes import back_button, next_button
from bot.wording.verdicts import verdict_card


async def choose(ctx: Context, round_: Round, choice: int, actor: Actor) -> Reply:
    """A person's first choice counts; the reply says what it earned."""
    verdict = round_.judge(choice, ctx.clock.now())
    recorded = None
    if verdict is not Verdict.CLOSED:
        recorded = await _record(ctx, round_, choice, verdict, actor)
        verdict = _settled(verdict, recorded)
    ctx.meter.answered(verdict)
    card = verdict_card(verdict, round_, recorded, await _leads_on(ctx, round_))
    return Reply(card, replaces=_solo_quiz(round_) is not None)


def _settled(verdict: Verdict, recorded: Recorded) -> Verdict:
    if recorded.is_new and verdict in (Verdict.RIGHT, Verdict.WRONG):
        # a ruling may have come between the judging and the keeping
        return Verdict.RIGHT if recorded.answer.right else Verdict.WRONG
    if recorded.is_new:
        return verdict
    return Verdict.PEEKED if recorded.answer.choice is None else Verdict.ALREADY_ANSWERED


async def _record(
    ctx: Context, round_: Round, choice: int | None, verdict: Verdict, actor: Actor
) -> Recorded:
    now = ctx.clock.now()
    answer = Answer(
        round=round_.id,
        person=await ctx.store.people.recognise(actor),
        question=round_.question.id,
        channel=round_.channel,
        choice=choice,
        right=verdict is Verdict.RIGHT,
        points=points_for(verdict, round_.question.level),
        scored=choice is not None and verdict is not Verdict.VOID,
        at=now,
        day=ctx.day_of(now, round_.workspace),
    )
    recorded = await ctx.store.answers.record(answer, round_)
    if recorded.is_new:
        ctx.watchers.changed(round_.channel)
        await look_at(ctx, round_, recorded.answer)
    return recorded


async def _leads_on(ctx: Context, round_: Round) -> tuple[Button, ...]:
    """In a quiz, the button to what comes after this round."""
    solo = _solo_quiz(round_)
    quiz = await ctx.store.quizzes.find(solo) if solo else None
    if quiz is None:
        return ()
    return (next_button(await progress_of(ctx, quiz)),)


async def show_answer(ctx: Context, round_: Round, sure: bool, actor: Actor) -> Reply:
    """Before answering it asks once; after that, looking ends the person's scoring for this round."""
    free, solo = await may_read(ctx, round_, actor), _solo_quiz(round_)
    if not free and _waits(ctx, round_):
        return Reply(words.wait_card())
    if not free and not sure:
        back = (back_button(solo),) if solo else ()
        return Reply(words.confirm_card(round_, back), replaces=solo is not None)
    if not free:
        await _record(ctx, round_, None, Verdict.PEEKED, actor)
    card = words.answer_card(round_, await _leads_on(ctx, round_))
    return Reply(card, replaces=sure or solo is not None)


def _solo_quiz(round_: Round) -> QuizId | None:
    """The quiz of one person that a round is part of; a live one has its own way on."""
    return round_.quiz if round_.kind is RoundKind.QUIZ else None


async def read_answer(ctx: Context, round_: Round, page: int, actor: Actor) -> Reply:
    """A page of the full answer, for those who may see it; for others the way there."""
    if not await may_read(ctx, round_, actor):
        return await show_answer(ctx, round_, sure=False, actor=actor)
    return Reply(words.answer_page(round_, page), replaces=page > 0)


async def may_read(ctx: Context, round_: Round, actor: Actor) -> bool:
    """True where looking costs nothing: closed, open question, spoiler in the post, or answered already."""
    if round_.is_closed(ctx.clock.now()):
        return True
    if _waits(ctx, round_):
        return False
    if round_.question.is_open or round_.reveal is Reveal.SPOILER:
        return True
    person = await ctx.store.people.recognise(actor)
    return await ctx.store.answers.find(round_.id, person) is not None


def _waits(ctx: Context, round_: Round) -> bool:
    return round_.reveal is Reveal.AT_CLOSE and not round_.is_closed(ctx.clock.now())


async def rate(ctx: Context, round_: Round, rating: Rating, actor: Actor) -> Reply:
    person = await ctx.store.people.recognise(actor)
    is_new = await ctx.store.answers.rate(round_.id, person, rating, ctx.clock.now())
    if is_new:
        ctx.watchers.changed(round_.channel)
    return Reply(words.rated_card(rating, is_new))
