"""Count a competition anew from the ledger, set by set: the entries first, then every sum of them."""

from datetime import UTC, timedelta
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_tables import (
    contest_activity,
    contest_answers,
    contest_best,
    contest_levels,
    contest_members,
    contest_people,
    contest_places,
    contest_roster,
    contest_teams,
)
from bot.adapters.store.league_tables import links
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import answers, rounds, totals
from bot.adapters.store.transaction import Transaction, given
from bot.domain.boards import Period
from bot.domain.contest import Contest, State
from bot.domain.ids import ChannelId, workspace_of

ONE_DAY = timedelta(days=1)


def _listed(name: str) -> Select[Any]:
    return select(func.json_each(given(name)).table_valued("value").c.value)


# who has earned anything on these days; a day of totals is by the workspace's clock
_people = (
    select(totals.c.person)
    .where(totals.c.scope.in_(_listed("workspaces")), totals.c.period.in_(_listed("days")))
    .distinct()
    .cte("people")
)
_head = func.coalesce(links.c.head, answers.c.person)
_is_off = exists().where(
    exclusions.c.workspace == rounds.c.workspace, exclusions.c.person == answers.c.person
)
_is_here = exists().where(
    contest_places.c.contest == given("contest"),
    contest_places.c.place.in_([rounds.c.workspace, rounds.c.channel]),
    contest_places.c.since <= answers.c.at,
    or_(contest_places.c.until.is_(None), contest_places.c.until > answers.c.at),
)
_team = case((given("is_frozen") == 1, contest_roster.c.team), else_=answers.c.team)
_FOUND = (
    select(given("contest"), _head, rounds.c.question_id, answers.c.round, answers.c.person, _team)
    .add_columns(answers.c.day, answers.c.at, *COUNTED)
    .select_from(_people)
    .join(answers, answers.c.person == _people.c.person)
    .join(rounds, rounds.c.id == answers.c.round)
    .outerjoin(links, links.c.person == answers.c.person)
    .outerjoin(
        contest_roster,
        and_(contest_roster.c.contest == given("contest"), contest_roster.c.person == _head),
    )
    .where(answers.c.scored, answers.c.at >= given("since"), answers.c.at < given("until"))
    .where(_is_here, ~_is_off)
    .where(or_(given("topics") == "[]", rounds.c.topic.in_(_listed("topics"))))
    .order_by(answers.c.at, answers.c.round)
)
# of two answers to one question the earlier is entered first, and stays
_ENTER = insert(contest_answers).from_select(contest_answers.c.keys(), _FOUND).on_conflict_do_nothing()

SUMMED = (
    contest_people,
    contest_levels,
    contest_members,
    contest_activity,
    contest_best,
    contest_teams,
)
_ALL: ColumnElement[str] = literal_column(f"'{Period.ALL.value}'")
_counts = (contest_answers.c.contest == given("contest")) & (contest_answers.c.answered > 0)
_in_team = _counts & contest_answers.c.team.is_not(None)
_points, _right, _answered = (func.sum(contest_answers.c[name]) for name in ("points", "right", "answered"))
_last = func.max(case((contest_answers.c.points > 0, contest_answers.c.at), else_=0))
_sums = (_points, _right, _answered, _last)


def _sum(table: Table, counted: Select[Any]) -> Insert:
    return insert(table).from_select(table.c.keys(), counted)


_id = given("contest").label("contest")
_members = contest_members.c
_best = contest_best.c


def _best_of_team() -> ColumnElement[int]:
    """What the best members of each subject have earned for the team of a row."""
    counting = func.sum(func.min(_best.right, given("best")) * _best.points)
    return (
        select(func.coalesce(counting, 0))
        .where(_best.contest == given("contest"), _best.team == contest_answers.c.team)
        .correlate(contest_answers)
        .scalar_subquery()
    )


_SUMS = (
    _sum(
        contest_people,
        select(_id, _ALL, contest_answers.c.person, *_sums).where(_counts).group_by(contest_answers.c.person),
    ),
    _sum(
        contest_levels,
        select(_id, _ALL, contest_people.c.points, func.count())
        .where(contest_people.c.contest == given("contest"))
        .group_by(contest_people.c.points),
    ),
    _sum(
        contest_members,
        select(_id, contest_answers.c.team, contest_answers.c.person, *_sums)
        .where(_in_team)
        .group_by(contest_answers.c.team, contest_answers.c.person),
    ),
    _sum(
        contest_activity,
        select(_id, _members.team, _members.answered, func.count(), func.sum(_members.points))
        .where(_members.contest == given("contest"))
        .group_by(_members.team, _members.answered),
    ),
    _sum(
        contest_best,
        select(_id, contest_answers.c.team, contest_answers.c.subject, _right)
        .add_columns(func.max(contest_answers.c.points))
        .where(_in_team, contest_answers.c.right > 0)
        .group_by(contest_answers.c.team, contest_answers.c.subject),
    ),
    _sum(
        contest_teams,
        select(_id, contest_answers.c.team, _points, _right, _answered)
        .add_columns(_best_of_team(), _last)
        .where(_in_team)
        .group_by(contest_answers.c.team),
    ),
)
_EMPTY = tuple(
    delete(table).where(table.c.contest == given("contest")) for table in (contest_answers, *SUMMED)
)


def count_again(tx: Transaction, contest: Contest) -> None:
    """What the ledger holds of a competition so far, with rulings, exclusions and links as they are now.

    ValueError: it has no end, as a league.
    """
    if contest.ends_at is None:
        raise ValueError("only a competition is counted again")
    for statement in _EMPTY:
        tx.run(statement, {"contest": contest.id})
    first, last = contest.starts_at - ONE_DAY, contest.ends_at + ONE_DAY
    days = [(first + n * ONE_DAY).astimezone(UTC).date().isoformat() for n in range((last - first).days + 1)]
    values = {
        "contest": contest.id,
        "workspaces": _json(sorted({workspace_of(ChannelId(place)) for place in contest.places})),
        "days": _json(days),
        "topics": _json(sorted(contest.topics)),
        "since": to_micros(contest.starts_at),
        "until": to_micros(contest.ends_at),
        "is_frozen": int(contest.is_frozen and contest.state is not State.PLANNED),
    }
    tx.run(_ENTER, values)
    sum_up(tx, contest)


def sum_up(tx: Transaction, contest: Contest) -> None:
    """Make every sum of the entries, where there is none yet."""
    for statement in _SUMS:
        tx.run(statement, {"contest": contest.id, "best": contest.best})


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
