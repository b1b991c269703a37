"""Contests as they were made, and the states they go through."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.contest_tables import contest_places, contests
from bot.adapters.store.database import Database
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.contest import Between, Contest, ContestKind, Rule, Season, State
from bot.domain.ids import ContestId, TopicId, WorkspaceId

_ADD = insert(contests)
_ADD_PLACE = insert(contest_places)
_FIND = select(contests).where(contests.c.id == given("id"))
_OF_WORKSPACE = (
    select(contests)
    .where(contests.c.workspace == given("workspace"))
    .order_by(contests.c.starts_at.desc(), contests.c.id)
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
        values = {"workspace": workspace}
        return await self._database.read(
            lambda tx: [_to_contest(tx, row) for row in tx.all(_OF_WORKSPACE, values)]
        )


def add(tx: Transaction, contest: Contest) -> None:
    tx.run(_ADD, _from_contest(contest))
    since = 0 if contest.kind is ContestKind.COMPETITION else to_micros(contest.starts_at)
    for place in contest.places:
        tx.run(_ADD_PLACE, {"place": place, "contest": contest.id, "since": since, "until": None})


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
    }


def _to_contest(tx: Transaction, row: Row) -> Contest:
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
    )
