"""Share a finished solo quiz: one line to its channel, once, without answers."""

from bot.app.context import Context
from bot.app.postman import POST_WITHIN, Postman
from bot.app.quiz import go_on, own_progress
from bot.cards import Reply
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import AnnouncementId, QuizId
from bot.domain.people import Actor
from bot.ports.records import Action
from bot.wording import quiz_results as words
from bot.wording.quizzes import lost_card


async def share(ctx: Context, postman: Postman, id_: QuizId, actor: Actor) -> Reply:
    """Claim the quiz's one post, which takes its name from the quiz, and say what became of it."""
    progress = await own_progress(ctx, id_, actor)
    if progress is None:
        return Reply(lost_card(), replaces=True)
    if not progress.is_finished:
        return await go_on(ctx, id_, actor)
    announcement = Announcement(
        id=AnnouncementId(id_),
        kind=AnnouncementKind.QUIZ_RESULT,
        channel=progress.quiz.channel,
        subject=id_,
        opened_at=ctx.clock.now(),
    )
    if not await _claim(ctx, announcement):
        return Reply(words.shared_before_card())
    await postman.deliver_due()
    await postman.settle_in(announcement.channel, within=POST_WITHIN)
    if trouble := await ctx.store.outbox.trouble_of(announcement.id):
        return Reply(words.not_shared_card(trouble))
    return Reply(
        words.summary_card(progress, ctx.bank_of(actor.workspace).title_of, shared=True), replaces=True
    )


async def _claim(ctx: Context, announcement: Announcement) -> bool:
    """True for the first try, and for one after the channel has refused the last."""
    if await ctx.store.announcements.claim(announcement):
        return True
    return await ctx.store.outbox.revive(announcement.id, Action.POST, announcement.opened_at)
