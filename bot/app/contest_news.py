"""What the announcements of competitions say."""

from collections.abc import Sequence

from bot.app.context import Context
from bot.app.names import name_of
from bot.app.pictures import picture_of
from bot.cards import Card, Picture
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.contest import Between, Contest
from bot.domain.contest_news import read_subject
from bot.domain.ids import ChannelId, workspace_of
from bot.ports.contests import Kept
from bot.wording import contest_news as words
from bot.wording.contest_pictures import standings_chart, start_chart

HALF_TIME, FIRST = 0, 1


async def news_card(ctx: Context, announcement: Announcement) -> Card:
    """Half-time and end show the standing that was kept then. LookupError: there is no such competition."""
    subject = read_subject(announcement.subject)
    contest = await ctx.store.contests.find(subject.contest)
    if contest is None:
        raise LookupError(f"there is no competition {announcement.subject}")
    zone, finals = ctx.zone_of(contest.workspace), ctx.store.finals
    match announcement.kind:
        case AnnouncementKind.CONTEST_HALF:
            kept = await finals.kept(contest.id, HALF_TIME)
            picture = await _picture(ctx, contest, kept)
            return words.half_card(announcement, contest, kept, zone, picture)
        case AnnouncementKind.CONTEST_END:
            kept = await finals.kept(contest.id, FIRST)
            picture = await _picture(ctx, contest, kept)
            return words.ended_card(announcement, contest, kept, await finals.versions(contest.id), picture)
        case AnnouncementKind.CONTEST_AMENDED:
            return await _amended(ctx, announcement, contest, subject.version)
        case AnnouncementKind.CONTEST_CANCELLED:
            return words.cancelled_card(announcement, contest)
        case _:
            picture = await picture_of(ctx, start_chart(contest, await _teams(ctx, contest), zone))
            title_of = ctx.bank_of(contest.workspace).title_of
            return words.started_card(announcement, contest, zone, title_of, picture)


async def _teams(ctx: Context, contest: Contest) -> Sequence[str]:
    """The names of all teams that may score, none in a competition between people."""
    if contest.between is Between.PEOPLE:
        return []
    workspaces = {workspace_of(ChannelId(place)) for place in contest.places}
    teams = [
        size for workspace in sorted(workspaces) for size in await ctx.store.teams.of_workspace(workspace)
    ]
    return [size.team.name for size in teams]


async def _picture(ctx: Context, contest: Contest, kept: Kept) -> Picture | None:
    """None where nobody has scored, or where nothing can be drawn."""
    chart = standings_chart(contest, kept)
    return await picture_of(ctx, chart) if any(row.value for row in chart.rows) else None


async def _amended(ctx: Context, news: Announcement, contest: Contest, number: int) -> Card:
    kept = await ctx.store.finals.kept(contest.id, number)
    [version] = [one for one in await ctx.store.finals.versions(contest.id) if one.number == number]
    by = await name_of(ctx, version.by, contest.workspace)
    return words.amended_card(news, contest, kept, version, by)
