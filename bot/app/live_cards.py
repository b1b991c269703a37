"""What a live quiz's messages show at the moment they are looked at."""

from bot.app.context import Context
from bot.app.credits import with_credit
from bot.cards import Card
from bot.domain.ids import QuizId
from bot.domain.live_quiz import LiveQuiz
from bot.domain.round import Round
from bot.wording import live as words
from bot.wording import live_results as results
from bot.wording.phrases import subject


async def round_card(ctx: Context, round_: Round) -> Card:
    """The question while it is open, else how it went and who stands where."""
    race = await ctx.store.live.race(round_.quiz) if round_.quiz else None
    if race is None:
        return words.lost_card()
    topic = ctx.bank_of(round_.workspace).title_of(round_.question.topic)
    position = next(n for n, one in enumerate(race.rounds) if one.round.id == round_.id)
    if race.quiz.round == round_.id:
        answered = len(race.rounds[position].entries)
        return words.question_card(race.quiz, round_, topic, answered, ctx.clock.now())
    card = results.closed_card(race, position, topic, await ctx.store.rounds.result(round_.id))
    return await with_credit(ctx, card, round_.question.id, round_.workspace)


async def lobby_card(ctx: Context, id_: QuizId) -> Card:
    quiz = await ctx.store.live.find(id_)
    if quiz is None:
        return words.lost_card()
    host = await ctx.store.people.name_of(quiz.host, quiz.workspace)
    names = [name for _, name in await ctx.store.live.members(id_)]
    return words.lobby_card(quiz, _topic_of(ctx, quiz), host, names)


async def podium_card(ctx: Context, id_: QuizId) -> Card:
    race = await ctx.store.live.race(id_)
    return words.lost_card() if race is None else results.podium_card(race, _topic_of(ctx, race.quiz))


def _topic_of(ctx: Context, quiz: LiveQuiz) -> str:
    bank = ctx.bank_of(quiz.workspace)
    topics = {question.topic for id_ in quiz.questions if (question := bank.find(id_))}
    return subject(topics, bank.title_of)
