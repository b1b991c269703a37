"""Tell the managers of a workspace something once: in their channel, or in direct messages."""

from bot.app.context import Context
from bot.app.items import item_card
from bot.app.managers import MOST_TOLD, channel_of
from bot.app.names import name_of
from bot.cards import Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.hints import FastWeek, Hint, OddItem, hint_of, subject_of
from bot.domain.ids import AnnouncementId
from bot.domain.notice import NoticeKind
from bot.wording.fair_play import week_card


async def tell_managers(ctx: Context, hint: Hint) -> None:
    """Whoever was told of it before is left out."""
    channel, now = await channel_of(ctx, hint.workspace), ctx.clock.now()
    if channel is None:
        told = await ctx.store.inbox.managers(hint.workspace, MOST_TOLD)
        subjects = dict.fromkeys(told, subject_of(hint))
        await ctx.store.notices.add(subjects, NoticeKind.HINT, hint.workspace, now)
        return
    announcement = Announcement(
        id=AnnouncementId(ctx.new_id()),
        kind=AnnouncementKind.HINT,
        channel=channel,
        subject=subject_of(hint),
        opened_at=now,
    )
    await ctx.store.announcements.claim(announcement)


async def hint_card(ctx: Context, subject: str) -> Card:
    """What a hint says at this moment. ValueError: there is no such hint."""
    hint = hint_of(subject)
    match hint:
        case FastWeek(workspace, person, week):
            fast = await ctx.store.fast_answers.of_week(workspace, person, week)
            return week_card(await name_of(ctx, person, workspace), fast)
        case OddItem(workspace, question):
            return await item_card(ctx, question, workspace)
