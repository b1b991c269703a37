"""A solo quiz: one question after the other in private, and a summary."""

from bot.app.context import Context
from bot.app.credits import with_credit
from bot.app.pool import choices
from bot.cards import Card, Reply
from bot.commands import StartQuiz
from bot.domain.ids import QuizId, RoundId, workspace_of
from bot.domain.people import Actor
from bot.domain.picking import draw, shuffled
from bot.domain.question import Filter
from bot.domain.quiz import LONGEST, Progress, Quiz, Turn
from bot.domain.round import Round, RoundKind
from bot.presses.quizzes import StartAnew
from bot.wording import quizzes as words
from bot.wording.quiz_results import summary_card
from bot.wording.schedules import filter_words


async def start(ctx: Context, command: StartQuiz, actor: Actor) -> Reply:
    """Show the first question, or ask what to do about a quiz that is not finished yet."""
    wanted = Filter.of(command.topic, command.level)
    unfinished = await _unfinished(ctx, actor)
    if unfinished is None or not await choices(ctx, wanted, unfinished.quiz.person, actor.workspace):
        return await start_anew(ctx, command, actor)
    anew = StartAnew(command.topic, command.level, _count(command))
    return Reply(words.unfinished_card(unfinished, anew, filter_words(wanted)))


async def start_anew(ctx: Context, command: StartQuiz | StartAnew, actor: Actor) -> Reply:
    """Draw the questions, topics taking turns, and show the first one.

    Only the quiz begun last is ever offered again, so this leaves an earlier one behind.
    """
    replaces = isinstance(command, StartAnew)
    wanted = Filter.of(command.topic, command.level)
    person = await ctx.store.people.recognise(actor)
    drawn = draw(await choices(ctx, wanted, person, actor.workspace), (), _count(command), ctx.chance)
    if not drawn:
        return Reply(words.no_questions_card(filter_words(wanted)), replaces)
    quiz = Quiz(
        id=QuizId(ctx.new_id()),
        person=person,
        channel=actor.channel,
        questions=tuple(question.id for question in drawn),
    )
    await ctx.store.quizzes.start(quiz, ctx.clock.now())
    return Reply(await _open(ctx, Progress(quiz=quiz, turns=(), to_come=drawn)), replaces)


def _count(command: StartQuiz | StartAnew) -> int:
    return min(max(command.count, 1), LONGEST)


async def _unfinished(ctx: Context, actor: Actor) -> Progress | None:
    """The person's last quiz in this workspace, if there is something left to do in it and it is awake."""
    person = await ctx.store.people.recognise(actor)
    quiz = await ctx.store.quizzes.latest(person, actor.workspace)
    progress = await progress_of(ctx, quiz) if quiz is not None else None
    if progress is None or progress.is_finished or not progress.is_awake(ctx.clock.now()):
        return None
    return progress


async def progress_of(ctx: Context, quiz: Quiz) -> Progress:
    turns = tuple(Turn(round_, answer) for round_, answer in await ctx.store.quizzes.rounds(quiz.id))
    opened = {turn.round.question.id for turn in turns}
    bank = ctx.bank_of(workspace_of(quiz.channel))
    left = (bank.find(id_) for id_ in quiz.questions if id_ not in opened)
    return Progress(quiz=quiz, turns=turns, to_come=tuple(question for question in left if question))


async def own_progress(ctx: Context, id_: QuizId, actor: Actor) -> Progress | None:
    """How far a quiz has got; None where it is not kept, or not the actor's in the workspace they act in."""
    quiz = await ctx.store.quizzes.find(id_)
    if quiz is None or workspace_of(quiz.channel) != actor.workspace:
        return None
    if quiz.person != await ctx.store.people.recognise(actor):
        return None
    return await progress_of(ctx, quiz)


async def go_on(ctx: Context, id_: QuizId, actor: Actor) -> Reply:
    """The question that is still open, the next one, or the summary."""
    progress = await own_progress(ctx, id_, actor)
    if progress is None:
        return Reply(words.lost_card(), replaces=True)
    if progress.open_round is not None:
        return Reply(await _card(ctx, progress, progress.open_round), replaces=True)
    if progress.to_come:
        return Reply(await _open(ctx, progress), replaces=True)
    return Reply(summary_card(progress, ctx.bank_of(actor.workspace).title_of), replaces=True)


async def _open(ctx: Context, progress: Progress) -> Card:
    quiz, question = progress.quiz, progress.to_come[0]
    now = ctx.clock.now()
    round_ = Round(
        id=RoundId(ctx.new_id()),
        kind=RoundKind.QUIZ,
        channel=quiz.channel,
        question=shuffled(question, ctx.chance),
        opened_at=now,
        day=ctx.day_of(now, workspace_of(quiz.channel)),
        quiz=quiz.id,
    )
    # a button pressed twice at once opens the question once
    return await _card(ctx, progress, await ctx.store.rounds.open_private(round_))


async def _card(ctx: Context, progress: Progress, round_: Round) -> Card:
    topic = ctx.bank_of(round_.workspace).title_of(round_.question.topic)
    card = words.quiz_card(round_, progress.done + 1, progress.total, topic)
    return await with_credit(ctx, card, round_.question.id, round_.workspace)
