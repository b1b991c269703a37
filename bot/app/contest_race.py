"""How points grew over the days of a competition, as a picture on request."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.app.context import Context
from bot.app.pictures import picture_of
from bot.cards import Reply
from bot.domain.boards import Period
from bot.domain.contest import Between, Contest
from bot.domain.pictures import MOST_LINES
from bot.domain.team_scores import ranked
from bot.wording.contest_boards import name_of, race_card
from bot.wording.contest_pictures import race_chart

A_MOMENT = timedelta(microseconds=1)

Lines = Sequence[tuple[str, Mapping[date, int]]]


async def race(ctx: Context, contest: Contest) -> Reply:
    """Up to today, or to the last day of one that is over."""
    now, zone = ctx.clock.now(), ctx.zone_of(contest.workspace)
    # one that ends at midnight has its last day before
    until = now if contest.ends_at is None else min(now, contest.ends_at - A_MOMENT)
    lines = await (_teams if contest.between is Between.TEAMS else _people)(ctx, contest)
    chart = race_chart(contest, lines, until.astimezone(zone).date(), zone)
    return Reply(race_card(contest, await picture_of(ctx, chart)), replaces=True)


async def _people(ctx: Context, contest: Contest) -> Lines:
    boards = ctx.store.contest_boards
    page = await boards.page(contest.id, Period.ALL, ctx.today(contest.workspace))
    scores = [standing.score for standing in page.standings[:MOST_LINES]]
    days = await boards.days_of_people(contest.id, [score.person for score in scores])
    return [(name_of(score), days[score.person]) for score in scores]


async def _teams(ctx: Context, contest: Contest) -> Lines:
    boards = ctx.store.contest_boards
    standings = ranked(await boards.tallies(contest, ctx.clock.now()), contest.rule)
    tallies = [standing.tally for standing in standings[:MOST_LINES]]
    days = await boards.days_of_teams(contest.id, [tally.team for tally in tallies])
    return [(tally.name, days[tally.team]) for tally in tallies]
