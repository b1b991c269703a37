"""A solo quiz: one question after the other in private, and a summary."""

from bot.app.context import Context
from bot.cards import Card, Reply
from bot.commands import StartQuiz
from bot.domain.ids import QuizId, RoundId, workspace_of
from bot.domain.people import Actor
from bot.domain.picking import Asked, pick, shuffled
from bot.domain.question import Filter, Question
from bot.domain.quiz import LONGEST, Quiz
from bot.domain.round import Round, RoundKind
from bot.wording import quizzes as words
from bot.wording.schedules import filter_words


async def start(ctx: Context, command: StartQuiz, actor: Actor) -> Reply:
    """Draw the questions, topics taking turns, and show the first one."""
    wanted = Filter(
        topics=frozenset({command.topic} if command.topic else ()),
        levels=frozenset({command.level} if command.level else ()),
    )
    pool = [q for q in wanted.choose_from(ctx.banks.current) if not q.is_open]
    drawn = _draw(ctx, pool, min(max(command.count, 1), LONGEST))
    if not drawn:
        return Reply(words.no_questions_card(filter_words(wanted)))
    person = await ctx.store.people.recognise(actor)
    quiz = Quiz(
        id=QuizId(ctx.new_id()),
        person=person,
        channel=actor.channel,
        questions=tuple(question.id for question in drawn),
    )
    await ctx.store.quizzes.start(quiz, ctx.clock.now())
    return Reply(await _open(ctx, quiz, 0))


def _draw(ctx: Context, pool: list[Question], count: int) -> list[Question]:
    drawn: list[Question] = []
    history: list[Asked] = []
    while len(drawn) < min(count, len(pool)):
        question = pick(pool, history, ctx.chance)
        assert question is not None  # the pool is not empty
        drawn.append(question)
        history.append((question.id, question.topic))
    return drawn


async def go_on(ctx: Context, id_: QuizId, actor: Actor) -> Reply:
    """The question that is still open, the next one, or the summary."""
    quiz = await ctx.store.quizzes.find(id_)
    if quiz is None or quiz.person != await ctx.store.people.recognise(actor):
        return Reply(words.lost_card(), replaces=True)
    rounds = await ctx.store.quizzes.rounds(id_)
    if rounds and rounds[-1][1] is None:
        return Reply(_card(ctx, quiz, rounds[-1][0], len(rounds) - 1), replaces=True)
    if len(rounds) >= len(quiz.questions):
        return Reply(words.summary_card(rounds), replaces=True)
    return Reply(await _open(ctx, quiz, len(rounds)), replaces=True)


async def _open(ctx: Context, quiz: Quiz, position: int) -> Card:
    question = ctx.banks.current.find(quiz.questions[position])
    if question is None:  # the bank was changed while the quiz ran
        return words.lost_card()
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
    await ctx.store.rounds.open_private(round_)
    return _card(ctx, quiz, round_, position)


def _card(ctx: Context, quiz: Quiz, round_: Round, position: int) -> Card:
    return words.quiz_card(quiz, round_, position, ctx.banks.current.title_of(round_.question.topic))
