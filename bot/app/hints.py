"""Tell the managers of a workspace something once: in their channel, or in direct messages."""

from bot.app.context import Context
from bot.app.items import item_card
from bot.app.managers import MOST_TOLD, channel_of
from bot.app.names import name_of
from bot.cards import Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.hints import ClosedChannel, FastWeek, HaltedSchedule, Hint, OddItem, hint_of, subject_of
from bot.domain.ids import AnnouncementId
from bot.domain.notice import NoticeKind
from bot.wording import troubles as words
from bot.wording.fair_play import week_card


async def tell_managers(ctx: Context, hint: Hint) -> bool:
    """Whoever was told of it before is left out; False where nobody is known who could be told.

    A managers' channel that takes no posts is passed by.
    """
    channel, now = await channel_of(ctx, hint.workspace), ctx.clock.now()
    if channel is None or await ctx.store.troubles.is_closed(channel):
        told = await ctx.store.inbox.managers(hint.workspace, MOST_TOLD)
        subjects = dict.fromkeys(told, subject_of(hint))
        await ctx.store.notices.add(subjects, NoticeKind.HINT, hint.workspace, now)
        return bool(told)
    announcement = Announcement(
        id=AnnouncementId(ctx.new_id()),
        kind=AnnouncementKind.HINT,
        channel=channel,
        subject=subject_of(hint),
        opened_at=now,
    )
    await ctx.store.announcements.claim(announcement)
    return True


async def tell_of_troubles(ctx: Context) -> None:
    """What nobody could be told of yet waits for the first manager who is seen."""
    closed, halted = await ctx.store.troubles.untold()
    for trouble in closed:
        if await tell_managers(ctx, ClosedChannel(trouble.workspace, trouble.id)):
            await ctx.store.troubles.told_of_trouble(trouble.id)
    for halt in halted:
        if await tell_managers(ctx, HaltedSchedule(halt.workspace, halt.schedule, halt.id)):
            await ctx.store.troubles.told_of_halt(halt.id)


async def hint_card(ctx: Context, subject: str) -> Card:
    """What a hint says at this moment. ValueError: there is no such hint."""
    hint = hint_of(subject)
    match hint:
        case FastWeek(workspace, person, week):
            fast = await ctx.store.fast_answers.of_week(workspace, person, week)
            return week_card(await name_of(ctx, person, workspace), fast)
        case OddItem(workspace, question):
            return await item_card(ctx, question, workspace)
        case ClosedChannel(workspace, id_):
            trouble = await ctx.store.troubles.find(id_)
            if trouble is None:
                raise ValueError(f"there is no trouble {id_}")
            return words.closed_card(trouble, ctx.zone_of(workspace))
        case HaltedSchedule():
            return await _halted(ctx, hint)


async def _halted(ctx: Context, hint: HaltedSchedule) -> Card:
    halt = (await ctx.store.troubles.halts()).get(hint.schedule)
    if halt is None or halt.id != hint.halt:
        return words.asks_again_card(hint.schedule)
    return words.halted_card(halt, ctx.zone_of(hint.workspace))
