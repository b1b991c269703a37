"""Contests as they were made, and the states they go through."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store import contest_course, contest_divisions
from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.contest_ledger import count_again
from bot.adapters.store.contest_tables import IS_GOING_ON, contest_places, contests
from bot.adapters.store.database import Database
from bot.adapters.store.tables import announcements
from bot.adapters.store.transaction import Transaction, given
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.contest import Between, Contest, ContestKind, Rule, Season, State
from bot.domain.ids import ContestId, PersonId, TopicId, WorkspaceId
from bot.ports.contests import Follower, Underway

_ADD = insert(contests)
_ADD_PLACE = insert(contest_places)
_FIND = select(contests).where(contests.c.id == given("id"))
_takes_part = select(contest_places.c.contest).where(
    contest_places.c.place.between(given("first"), given("last")), contest_places.c.until.is_(None)
)
_OF_WORKSPACE = (
    select(contests)
    .where(
        or_(contests.c.workspace == given("workspace"), contests.c.id.in_(_takes_part)),
        contests.c.kind == ContestKind.COMPETITION.value,
    )
    .order_by(contests.c.starts_at.desc(), contests.c.id)
)
_half_told = exists().where(
    announcements.c.kind == AnnouncementKind.CONTEST_HALF.value, announcements.c.subject == contests.c.id
)
_UNDERWAY = (
    select(_half_told, contests)
    .where(
        IS_GOING_ON,
        contests.c.kind == ContestKind.COMPETITION.value,
        or_(contests.c.state == State.RUNNING.value, contests.c.starts_at <= given("now")),
    )
    .order_by(contests.c.starts_at, contests.c.id)
)
_PLACES = (
    select(contest_places.c.place)
    .where(contest_places.c.contest == given("id"), contest_places.c.until.is_(None))
    .order_by(contest_places.c.place)
)


class SqliteContests:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, contest: Contest) -> None:
        await self._database.write(lambda tx: add(tx, contest))

    async def find(self, id_: ContestId) -> Contest | None:
        return await self._database.read(lambda tx: find(tx, id_))

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Contest]:
        # every channel of a workspace begins with its name and a slash, and "0" comes after that
        values = {"workspace": workspace, "first": f"{workspace}/", "last": f"{workspace}0"}
        return await self._database.read(
            lambda tx: [_to_contest(tx, row) for row in tx.all(_OF_WORKSPACE, values)]
        )

    async def underway(self, now: datetime) -> Sequence[Underway]:
        values = {"now": to_micros(now)}
        return await self._database.read(
            lambda tx: [
                Underway(_to_contest(tx, row), bool(told)) for told, *row in tx.all(_UNDERWAY, values)
            ]
        )

    async def begin(self, contest: Contest, told: Sequence[Announcement]) -> bool:
        return await self._database.write(lambda tx: contest_course.begin(tx, contest, told))

    async def halve(self, contest: Contest, told: Sequence[Announcement]) -> bool:
        return await self._database.write(lambda tx: contest_course.halve(tx, contest, told))

    async def end(
        self, contest: Contest, now: datetime, told: Sequence[Announcement], follower: Follower | None = None
    ) -> bool:
        def work(tx: Transaction) -> bool:
            if not contest_course.end(tx, contest, now, told):
                return False
            if follower is not None:
                add(tx, follower.contest)
                contest_divisions.deal(tx, contest, follower.contest)
                contest_course.begin(tx, follower.contest, follower.told)
            return True

        return await self._database.write(work)

    async def cancel(self, contest: Contest, told: Sequence[Announcement]) -> bool:
        return await self._database.write(lambda tx: contest_course.cancel(tx, contest, told))

    async def amend(
        self, contest: Contest, reason: str, by: PersonId, now: datetime, told: Sequence[Announcement]
    ) -> int | None:
        return await self._database.write(lambda tx: contest_course.amend(tx, contest, reason, by, now, told))

    async def settle_in(self, contest: Contest) -> int:
        if not await self._database.read(lambda tx: contest_divisions.newcomers(tx, contest.id)):
            return 0
        return await self._database.write(lambda tx: contest_divisions.settle_in(tx, contest.id))


def add(tx: Transaction, contest: Contest) -> None:
    contest = replace(contest, state=State.PLANNED)
    tx.run(_ADD, _from_contest(contest))
    since = 0 if contest.kind is ContestKind.COMPETITION else to_micros(contest.starts_at)
    for place in contest.places:
        tx.run(_ADD_PLACE, {"place": place, "contest": contest.id, "since": since, "until": None})
    if contest.kind is ContestKind.COMPETITION:
        count_again(tx, contest)


def find(tx: Transaction, id_: ContestId) -> Contest | None:
    row = tx.one(_FIND, {"id": id_})
    return _to_contest(tx, row) if row else None


def _from_contest(contest: Contest) -> dict[str, Any]:
    return {
        "id": contest.id,
        "kind": contest.kind,
        "workspace": contest.workspace,
        "channel": contest.channel,
        "name": contest.name,
        "state": contest.state,
        "starts_at": to_micros(contest.starts_at),
        "ends_at": None if contest.ends_at is None else to_micros(contest.ends_at),
        "between": contest.between,
        "rule": contest.rule,
        "best": contest.best,
        "share": contest.share,
        "topics": ",".join(sorted(contest.topics)),
        "league": contest.league,
        "is_frozen": contest.is_frozen,
        "season": contest.season,
        "number": contest.number,
        "series": contest.series or contest.id,
        "by": contest.by,
        "is_divided": contest.is_divided,
    }


def _to_contest(tx: Transaction, row: Sequence[Any]) -> Contest:
    values = dict(zip(contests.c.keys(), row, strict=True))
    ends_at, topics = values.pop("ends_at"), values.pop("topics")
    return Contest(
        **{name: values[name] for name in ("id", "name", "workspace", "channel", "best", "share")},
        **{name: values[name] for name in ("league", "number", "series", "by")},
        places=tuple(place for (place,) in tx.all(_PLACES, {"id": values["id"]})),
        starts_at=to_moment(values["starts_at"]),
        ends_at=None if ends_at is None else to_moment(ends_at),
        kind=ContestKind(values["kind"]),
        state=State(values["state"]),
        between=Between(values["between"]),
        rule=Rule(values["rule"]),
        topics=frozenset(map(TopicId, filter(None, topics.split(",")))),
        is_frozen=bool(values["is_frozen"]),
        season=Season(values["season"]),
        is_divided=bool(values["is_divided"]),
    )
