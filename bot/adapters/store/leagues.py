"""Leagues: their channels, and the questions that all of these are asked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_tables import contest_places, contests
from bot.adapters.store.contests import add, find
from bot.adapters.store.database import Database
from bot.adapters.store.league_tables import league_questions, leagues
from bot.adapters.store.tables import IS_PUBLIC, rounds
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import ChannelId, ContestId, QuestionId, WorkspaceId
from bot.domain.round import RoundKind
from bot.ports.leagues import JoinOutcome, League

_ADD = insert(leagues)
_BY_CODE = select(leagues.c.contest).where(leagues.c.code == given("code"))
_ADD_PLACE = insert(contest_places)
_LEAVE = (
    update(contest_places)
    .values(until=given("now"))
    .where(
        contest_places.c.place == given("channel"),
        contest_places.c.contest == given("contest"),
        contest_places.c.until.is_(None),
    )
)
_OF_CHANNEL = (
    select(leagues.c.contest, leagues.c.code)
    .join(contest_places, contest_places.c.contest == leagues.c.contest)
    .where(contest_places.c.place == given("channel"), contest_places.c.until.is_(None))
)
_OF_WORKSPACE = (
    select(leagues.c.contest, leagues.c.code)
    .join(contests, contests.c.id == leagues.c.contest)
    .where(
        or_(
            contests.c.workspace == given("workspace"),
            leagues.c.contest.in_(
                select(contest_places.c.contest).where(
                    contest_places.c.place.between(given("first"), given("last")),
                    contest_places.c.until.is_(None),
                )
            ),
        )
    )
    .order_by(leagues.c.created_at, leagues.c.contest)
)
_ASKED = (
    select(league_questions.c.question)
    .where(league_questions.c.contest == given("contest"))
    .order_by(league_questions.c.day, league_questions.c.number)
)
_TURN = select(func.count()).where(
    rounds.c.channel == given("channel"),
    rounds.c.opened_at > given("since"),
    rounds.c.day == given("day"),
    rounds.c.kind == RoundKind.DAILY.value,
    IS_PUBLIC,
)
_ASK = insert(league_questions).on_conflict_do_nothing()
_OF_DAY = select(league_questions.c.question).where(
    league_questions.c.contest == given("contest"),
    league_questions.c.day == given("day"),
    league_questions.c.number == given("number"),
)


class SqliteLeagues:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, league: League, now: datetime) -> bool:
        return await self._database.write(lambda tx: _create(tx, league, now))

    async def join(self, code: str, channel: ChannelId, now: datetime) -> JoinOutcome:
        return await self._database.write(lambda tx: _join(tx, code, channel, now))

    async def leave(self, channel: ChannelId, now: datetime) -> League | None:
        return await self._database.write(lambda tx: _leave(tx, channel, now))

    async def of_channel(self, channel: ChannelId) -> League | None:
        return await self._database.read(lambda tx: _of_channel(tx, channel))

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[League]:
        # every channel of a workspace begins with its name and a slash, and "0" comes after that
        values = {"workspace": workspace, "first": f"{workspace}/", "last": f"{workspace}0"}
        return await self._database.read(
            lambda tx: [_league(tx, *row) for row in tx.all(_OF_WORKSPACE, values)]
        )

    async def asked(self, id_: ContestId) -> Sequence[QuestionId]:
        rows = await self._database.read(lambda tx: tx.all(_ASKED, {"contest": id_}))
        return [question for (question,) in rows]

    async def turn(self, channel: ChannelId, day: date) -> int:
        # a round is opened within a day of the date that it counts for
        since = datetime.combine(day - timedelta(days=2), time(), UTC)
        values = {"channel": channel, "day": day.isoformat(), "since": to_micros(since)}
        return await self._database.read(lambda tx: int(tx.first(_TURN, values)[0]))

    async def question(
        self, id_: ContestId, day: date, number: int, wanted: QuestionId | None = None
    ) -> QuestionId | None:
        return await self._database.write(lambda tx: _question(tx, id_, day, number, wanted))


def _create(tx: Transaction, league: League, now: datetime) -> bool:
    if any(_of_channel(tx, ChannelId(place)) for place in league.contest.places):
        return False
    add(tx, league.contest)
    values = {"contest": league.id, "code": league.code, "created_at": to_micros(now), "ended_at": None}
    tx.run(_ADD, values)
    return True


def _join(tx: Transaction, code: str, channel: ChannelId, now: datetime) -> JoinOutcome:
    row = tx.one(_BY_CODE, {"code": code})
    if row is None:
        return JoinOutcome.UNKNOWN_CODE
    if _of_channel(tx, channel) is not None:
        return JoinOutcome.IN_ANOTHER
    place = {"place": channel, "contest": row[0], "since": to_micros(now), "until": None}
    tx.run(_ADD_PLACE, place)
    return JoinOutcome.JOINED


def _leave(tx: Transaction, channel: ChannelId, now: datetime) -> League | None:
    league = _of_channel(tx, channel)
    if league is not None:
        tx.run(_LEAVE, {"channel": channel, "contest": league.id, "now": to_micros(now)})
    return league


def _of_channel(tx: Transaction, channel: ChannelId) -> League | None:
    row = tx.one(_OF_CHANNEL, {"channel": channel})
    return _league(tx, *row) if row else None


def _league(tx: Transaction, id_: ContestId, code: str) -> League:
    contest = find(tx, id_)
    assert contest is not None  # leagues refer to it
    return League(contest=contest, code=code)


def _question(
    tx: Transaction, id_: ContestId, day: date, number: int, wanted: QuestionId | None
) -> QuestionId | None:
    key = {"contest": id_, "day": day.isoformat(), "number": number}
    if wanted is not None:
        tx.run(_ASK, {**key, "question": wanted})
    row = tx.one(_OF_DAY, key)
    return row[0] if row else None
