"""Move contests by what a ruling has changed, many rows at once; ended ones keep their standing."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, Update, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.contest_settling import ENTRY_COLUMNS, Counting, settle
from bot.adapters.store.contest_shift import Entry, periods_of
from bot.adapters.store.contest_tables import (
    IS_GOING_ON,
    contest_activity,
    contest_answers,
    contest_best,
    contest_levels,
    contest_members,
    contest_people,
    contest_teams,
    contests,
)
from bot.adapters.store.ruled import MOVED, SUMS
from bot.adapters.store.transaction import Transaction, given
from bot.domain.contest import ContestKind
from bot.domain.ids import ContestId, RoundId

_OF_ROUND = (
    select(contests.c.kind, contests.c.best, *(MOVED.c[name] for name in SUMS), *ENTRY_COLUMNS)
    .join(contests, contests.c.id == contest_answers.c.contest)
    .join(MOVED, MOVED.c.person == contest_answers.c.self)
    .where(contest_answers.c.round == given("round"), IS_GOING_ON)
)


def _moving(table: Table, keys: Sequence[str], sums: Sequence[str] = SUMS) -> Update:
    more = {name: table.c[name] + given(f"more_{name}") for name in sums}
    return update(table).values(more).where(*(table.c[key] == given(f"the_{key}") for key in keys))


_TEAM = ("contest", "team")
_MOVE_ENTRY = _moving(contest_answers, ("contest", "person", "subject"))
_MOVE_PERSON = _moving(contest_people, ("contest", "period", "person"))
_MOVE_MEMBER = _moving(contest_members, ("contest", "team", "person"))
_MOVE_TEAM = _moving(contest_teams, _TEAM, (*SUMS, "best"))
_ON_SUBJECT = ("contest", "team", "subject")
_add_best = insert(contest_best)
_MOVE_BEST = _add_best.on_conflict_do_update(
    index_elements=_ON_SUBJECT,
    set_={
        "right": contest_best.c.right + _add_best.excluded.right,
        "points": func.max(contest_best.c.points, _add_best.excluded.points),
    },
).returning(contest_best.c.right, contest_best.c.points)

_this = given("contest")
_EMPTY_PEOPLE = delete(contest_people).where(
    contest_people.c.contest == _this,
    contest_people.c.period == given("period"),
    contest_people.c.points == 0,  # by which the index finds them
    contest_people.c.answered == 0,
)
_FORGET_LEVELS = delete(contest_levels).where(
    contest_levels.c.contest == _this, contest_levels.c.period == given("period")
)
_COUNT_LEVELS = insert(contest_levels).from_select(
    contest_levels.c.keys(),
    select(contest_people.c.contest, contest_people.c.period, contest_people.c.points, func.count())
    .where(contest_people.c.contest == _this, contest_people.c.period == given("period"))
    .group_by(contest_people.c.points),
)
_EMPTY = tuple(
    delete(table).where(table.c.contest == _this, table.c[column] == 0)
    for table, column in ((contest_members, "answered"), (contest_teams, "answered"))
)
_EMPTY_BEST = delete(contest_best).where(
    *(contest_best.c[key] == given(key) for key in _ON_SUBJECT), contest_best.c.right == 0
)
_FORGET_ACTIVITY = delete(contest_activity).where(contest_activity.c.contest == _this)
_COUNT_ACTIVITY = insert(contest_activity).from_select(
    contest_activity.c.keys(),
    select(contest_members.c.contest, contest_members.c.team, contest_members.c.answered)
    .add_columns(func.count(), func.sum(contest_members.c.points))
    .where(contest_members.c.contest == _this)
    .group_by(contest_members.c.team, contest_members.c.answered),
)


class _Moved(NamedTuple):
    """An entry as it counted before, by how much it counts otherwise, and how many count for a team."""

    kind: ContestKind
    most: int
    points: int
    right: int
    answered: int
    entry: Entry

    def row(self, **keys: Any) -> Mapping[str, Any]:
        return {"more_points": self.points, "more_right": self.right, "more_answered": self.answered, **keys}


def correct_contests(tx: Transaction, ruling: int, round_: RoundId) -> None:
    """Let every contest that goes on count a round as `ruling` has it."""
    contests_moved: dict[ContestId, list[_Moved]] = {}
    for kind, most, points, right, answered, *values in tx.all(
        _OF_ROUND, {"ruling": ruling, "round": round_}
    ):
        moved = _Moved(ContestKind(kind), most, points, right, answered, Entry(*values))
        contests_moved.setdefault(moved.entry.contest, []).append(moved)
    for contest, all_moved in contests_moved.items():
        _move_people(tx, contest, all_moved)
        _move_teams(tx, contest, [each for each in all_moved if each.entry.team is not None])
        settle(tx, (Counting(each.kind, each.entry) for each in all_moved if each.points))


def _move_people(tx: Transaction, contest: ContestId, all_moved: Sequence[_Moved]) -> None:
    periods = {period for each in all_moved for period in periods_of(each.kind, each.entry.day)}
    entries, people = [], []
    for each in all_moved:
        row = each.row(the_contest=contest, the_person=each.entry.person)
        entries.append({**row, "the_subject": each.entry.subject})
        people += [{**row, "the_period": period} for period in periods_of(each.kind, each.entry.day)]
    tx.run_all(_MOVE_ENTRY, entries)
    tx.run_all(_MOVE_PERSON, people)
    boards = [{"contest": contest, "period": period} for period in periods]
    for statement in (_EMPTY_PEOPLE, _FORGET_LEVELS, _COUNT_LEVELS):
        tx.run_all(statement, boards)


def _move_teams(tx: Transaction, contest: ContestId, all_moved: Sequence[_Moved]) -> None:
    members, teams = [], dict[str | None, list[_Moved]]()
    for each in all_moved:
        members.append(each.row(the_contest=contest, the_team=each.entry.team, the_person=each.entry.person))
        teams.setdefault(each.entry.team, []).append(each)
    tx.run_all(_MOVE_MEMBER, members)
    tx.run_all(_MOVE_TEAM, [_of_team(tx, each) for each in teams.values()])
    for statement in (*_EMPTY, _FORGET_ACTIVITY, _COUNT_ACTIVITY):
        tx.run(statement, {"contest": contest})


def _of_team(tx: Transaction, members: Sequence[_Moved]) -> Mapping[str, Any]:
    """What its members have moved for a team; a round has one subject."""
    entry = members[0].entry
    return {
        "the_contest": entry.contest,
        "the_team": entry.team,
        "more_points": sum(each.points for each in members),
        "more_right": sum(each.right for each in members),
        "more_answered": sum(each.answered for each in members),
        "more_best": _move_best(tx, members),
    }


def _move_best(tx: Transaction, members: Sequence[_Moved]) -> int:
    """By how much the points of the best members move; all right answers to a subject earn the same."""
    more = sum(each.right for each in members)
    if not more:
        return 0
    entry, most = members[0].entry, members[0].most
    key = {"contest": entry.contest, "team": entry.team, "subject": entry.subject}
    worth = max(each.entry.points + each.points for each in members)
    right, points = tx.first(_MOVE_BEST, {**key, "right": more, "points": worth})
    tx.run(_EMPTY_BEST, key)
    return int((min(right, most) - min(right - more, most)) * points)
