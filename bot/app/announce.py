"""What an announcement says at the moment it is shown."""

from bot.app import live_cards
from bot.app.context import Context
from bot.cards import Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import QuizId
from bot.wording import quizzes as words


async def announcement_card(ctx: Context, announcement: Announcement) -> Card:
    match announcement.kind:
        case AnnouncementKind.LOBBY:
            return await live_cards.lobby_card(ctx, QuizId(announcement.subject))
        case AnnouncementKind.PODIUM:
            return await live_cards.podium_card(ctx, QuizId(announcement.subject))
        case AnnouncementKind.QUIZ_RESULT:
            return await _shared_result(ctx, announcement)


async def _shared_result(ctx: Context, announcement: Announcement) -> Card:
    """How a solo quiz went, without any of its answers."""
    quiz = await ctx.store.quizzes.find(QuizId(announcement.subject))
    if quiz is None:
        return words.lost_card()
    rounds = await ctx.store.quizzes.rounds(quiz.id)
    right = [answer is not None and answer.right for _, answer in rounds]
    name = await ctx.store.people.name_of(quiz.person, announcement.workspace)
    return words.shared_card(name, right)
