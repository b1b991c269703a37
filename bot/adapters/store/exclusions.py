"""Take a person off the boards of a workspace, and put them back: the ledger stays as it is."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import product
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_replay import replay
from bot.adapters.store.database import Database
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.links import selves_of
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import answers, rounds, totals
from bot.adapters.store.team_tables import team_totals
from bot.adapters.store.totals import enter_levels, leave_levels, period_keys
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import PersonId, WorkspaceId, workspace_of

_EXCLUDE = insert(exclusions).on_conflict_do_nothing()
_THIS = (exclusions.c.workspace == given("workspace")) & (exclusions.c.person == given("person"))
_READMIT = delete(exclusions).where(_THIS)
_REASON = select(exclusions.c.reason).where(_THIS)
_EXCLUDED = select(exclusions.c.person).where(exclusions.c.workspace == given("workspace"))
_OF_PERSON = (
    select(rounds.c.channel, answers.c.day, answers.c.team, *COUNTED)
    .join(rounds, rounds.c.id == answers.c.round)
    .where(
        answers.c.person == given("person"),
        answers.c.scored,
        rounds.c.workspace == given("workspace"),
        COUNTED[2] > 0,
    )
)
_FORGET = delete(totals).where(
    totals.c.scope == given("scope"), totals.c.period == given("period"), totals.c.person == given("person")
)
_KEEP = insert(totals)
_ADD_TEAM = insert(team_totals)
_MOVE_TEAM = _ADD_TEAM.on_conflict_do_update(
    index_elements=[team_totals.c.scope, team_totals.c.period, team_totals.c.team],
    set_={name: team_totals.c[name] + _ADD_TEAM.excluded[name] for name in ("points", "right", "answered")},
)
_EMPTY_TEAM = delete(team_totals).where(
    team_totals.c.scope == given("scope"),
    team_totals.c.period == given("period"),
    team_totals.c.team == given("team"),
    team_totals.c.answered == 0,
)


class SqliteExclusions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def exclude(self, workspace: WorkspaceId, person: PersonId, at: datetime, reason: str = "") -> bool:
        return await self._database.write(lambda tx: _exclude(tx, workspace, person, at, reason))

    async def reason(self, workspace: WorkspaceId, person: PersonId) -> str | None:
        values = {"workspace": workspace, "person": person}
        row = await self._database.read(lambda tx: tx.one(_REASON, values))
        return row[0] if row else None

    async def readmit(self, workspace: WorkspaceId, person: PersonId) -> bool:
        return await self._database.write(lambda tx: _readmit(tx, workspace, person))

    async def of_workspace(self, workspace: WorkspaceId) -> Collection[PersonId]:
        values = {"workspace": workspace}
        rows = await self._database.read(lambda tx: tx.all(_EXCLUDED, values))
        return {person for (person,) in rows}


class _Board(NamedTuple):
    """A board of a scope and period, of people or of the members of a team."""

    scope: str
    period: str
    team: str | None


_Sums = tuple[int, int, int]


def _exclude(tx: Transaction, workspace: WorkspaceId, person: PersonId, at: datetime, reason: str) -> bool:
    values = {"workspace": workspace, "person": person}
    boards = _boards(tx, workspace, person)
    if tx.run(_EXCLUDE, {**values, "at": to_micros(at), "reason": reason}) != 1:
        return False
    mine = {board: sums for board, sums in boards.items() if board.team is None}
    tx.run_all(_FORGET, [_key(board, person) for board in mine])
    leave_levels(tx, [_level(board, sums) for board, sums in mine.items()])
    _move_teams(tx, boards, -1)
    replay(tx, selves_of(tx, person))
    return True


def _readmit(tx: Transaction, workspace: WorkspaceId, person: PersonId) -> bool:
    if tx.run(_READMIT, {"workspace": workspace, "person": person}) != 1:
        return False
    boards = _boards(tx, workspace, person)
    mine = {board: sums for board, sums in boards.items() if board.team is None}
    tx.run_all(_KEEP, [{**_key(board, person), **_named(sums)} for board, sums in mine.items()])
    enter_levels(tx, [_level(board, sums) for board, sums in mine.items()])
    _move_teams(tx, boards, +1)
    replay(tx, selves_of(tx, person))
    return True


def _boards(tx: Transaction, workspace: WorkspaceId, person: PersonId) -> dict[_Board, _Sums]:
    """What a person counts on every board of a workspace, theirs and those of the teams they were in."""
    points, right, answered = Counter[_Board](), Counter[_Board](), Counter[_Board]()
    for channel, day, team, *counts in tx.all(_OF_PERSON, {"workspace": workspace, "person": person}):
        for board in _moved(channel, date.fromisoformat(day), team):
            for sums, more in zip((points, right, answered), counts, strict=True):
                sums[board] += more
    return {board: (points[board], right[board], answered[board]) for board in answered}


def _moved(channel: str, day: date, team: str | None) -> Iterator[_Board]:
    scopes = (workspace_of(channel), channel)  # type: ignore[arg-type] # a row's text
    for scope, period in product(scopes, period_keys(day).values()):
        yield _Board(scope, period, None)
        if team is not None:
            yield _Board(scope, period, team)


def _move_teams(tx: Transaction, boards: dict[_Board, _Sums], sign: int) -> None:
    rows = [
        {"scope": board.scope, "period": board.period, "team": board.team}
        | _named((sign * sums[0], sign * sums[1], sign * sums[2]))
        for board, sums in boards.items()
        if board.team is not None
    ]
    tx.run_all(_MOVE_TEAM, rows)
    tx.run_all(_EMPTY_TEAM, rows)


def _key(board: _Board, person: PersonId) -> dict[str, object]:
    return {"scope": board.scope, "period": board.period, "person": person}


def _level(board: _Board, sums: _Sums) -> dict[str, object]:
    return {"scope": board.scope, "period": board.period, "points": sums[0]}


def _named(sums: _Sums) -> dict[str, int]:
    return dict(zip(("points", "right", "answered"), sums, strict=True))
