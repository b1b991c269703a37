"""One look at the clock for competitions: they begin, reach half-time, end, and begin anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.app.context import Context
from bot.app.postman import Postman
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.contest import Contest, State
from bot.domain.contest_course import Turn, is_told, next_turn, successor
from bot.domain.contest_news import NewsSubject
from bot.domain.ids import AnnouncementId, ChannelId, ContestId
from bot.ports.contests import Follower, Underway
from bot.ports.trouble import NotKept

Moved = tuple[bool, Sequence[Announcement]]
"""Whether it was done, and what its channels are told then."""

A_MOMENT = timedelta(microseconds=1)
"""By this the end of a season is told before the start of the next one."""

log = structlog.get_logger()


async def look(ctx: Context, postman: Postman) -> Sequence[Announcement]:
    """Do what is due, and give what was announced. Safe to repeat and to interrupt."""
    told: list[Announcement] = []
    while moved := await _advance(ctx, told):
        log.info("competitions moved", count=moved)
    if told:
        await postman.deliver_due()
    return told


async def _advance(ctx: Context, told: list[Announcement]) -> int:
    """One turn of every competition that has one; how many."""
    moved = 0
    for underway in await ctx.store.contests.underway(ctx.clock.now()):
        try:
            moved += await _move(ctx, underway, told)
        except NotKept:
            raise  # the others could not be kept either
        except Exception:
            # the boundary of one competition: another one goes on, and the next look tries again
            log.exception("a competition stands still", contest=underway.contest.id)
    return moved


async def _move(ctx: Context, underway: Underway, told: list[Announcement]) -> bool:
    contest, now = underway.contest, ctx.clock.now()
    if contest.is_divided and contest.state is State.RUNNING:
        await ctx.store.contests.settle_in(contest)
    turn = next_turn(contest, now, underway.half_told, ctx.catch_up)
    if turn is None:
        return False
    done, news = await _TURNS[turn](ctx, contest, now)
    told += news if done else ()
    return done


async def _begin(ctx: Context, contest: Contest, now: datetime) -> Moved:
    news = _start_of(ctx, contest, now)
    return await ctx.store.contests.begin(contest, news), news


async def _halve(ctx: Context, contest: Contest, now: datetime) -> Moved:
    news = news_of(ctx, AnnouncementKind.CONTEST_HALF, contest)
    return await ctx.store.contests.halve(contest, news), news


async def _end(ctx: Context, contest: Contest, now: datetime) -> Moved:
    follower = _follower(ctx, contest, now)
    ends = news_of(ctx, AnnouncementKind.CONTEST_END, contest)
    news = [replace(one, opened_at=one.opened_at - A_MOMENT) for one in ends]
    done = await ctx.store.contests.end(contest, now, news, follower)
    return done, [*news, *(follower.told if follower else ())]


_TURNS = {Turn.START: _begin, Turn.HALF: _halve, Turn.END: _end}


def _follower(ctx: Context, contest: Contest, now: datetime) -> Follower | None:
    following = successor(contest, ContestId(ctx.new_id()), ctx.zone_of(contest.workspace))
    if following is None:
        return None
    return Follower(contest=following, told=_start_of(ctx, following, now))


def _start_of(ctx: Context, contest: Contest, now: datetime) -> Sequence[Announcement]:
    if not is_told(Turn.START, contest, now, ctx.catch_up):
        return ()
    return news_of(ctx, AnnouncementKind.CONTEST_START, contest)


def news_of(ctx: Context, kind: AnnouncementKind, contest: Contest) -> Sequence[Announcement]:
    """For the channel where it was begun first, then for the others of its league."""
    # every place of a league is a channel
    others = [ChannelId(place) for place in contest.places if contest.league and place != contest.channel]
    subjects = [NewsSubject(contest.id), *(NewsSubject(contest.id, channel=other) for other in others)]
    return [
        Announcement(
            id=AnnouncementId(ctx.new_id()),
            kind=kind,
            channel=ChannelId(subject.channel) if subject.channel else contest.channel,
            subject=str(subject),
            opened_at=ctx.clock.now(),
        )
        for subject in subjects
    ]
