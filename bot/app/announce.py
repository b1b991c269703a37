"""What an announcement says at the moment it is shown."""

from bot.app import live_cards, own_pack, reports
from bot.app.contest_news import news_card
from bot.app.context import Context
from bot.app.hints import hint_card
from bot.app.quiz import progress_of
from bot.cards import Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import CaseId, QuizId
from bot.domain.own_questions import read_subject
from bot.wording import quiz_results as words


async def announcement_card(ctx: Context, announcement: Announcement) -> Card:
    """LookupError: the quiz, case, question or competition that it is about does not exist."""
    match announcement.kind:
        case AnnouncementKind.LOBBY:
            return await live_cards.lobby_card(ctx, QuizId(announcement.subject))
        case AnnouncementKind.PODIUM:
            return await live_cards.podium_card(ctx, QuizId(announcement.subject))
        case AnnouncementKind.QUIZ_RESULT:
            return await _quiz_result(ctx, announcement)
        case AnnouncementKind.REPORT:
            return await reports.case_card(ctx, CaseId(announcement.subject))
        case AnnouncementKind.SUGGESTION:
            return await _suggestion(ctx, announcement)
        case AnnouncementKind.HINT:
            return await hint_card(ctx, announcement.subject)
        case _:
            return await news_card(ctx, announcement)


async def _suggestion(ctx: Context, announcement: Announcement) -> Card:
    own = await ctx.store.own_questions.find(*read_subject(announcement.subject))
    if own is None:
        raise LookupError(f"there is no question {announcement.subject}")
    return await own_pack.post_card(ctx, own)


async def _quiz_result(ctx: Context, announcement: Announcement) -> Card:
    """How a solo quiz went, without any of its answers."""
    quiz = await ctx.store.quizzes.find(QuizId(announcement.subject))
    if quiz is None:
        raise LookupError(f"there is no quiz {announcement.subject}")
    name = await ctx.store.people.name_of(quiz.person, announcement.workspace)
    return words.shared_card(name, await progress_of(ctx, quiz))
