"""Teams in contests: the sums that their scores are made of, and what they have earned on each day."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal_column, select

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_tables import (
    contest_activity,
    contest_answers,
    contest_members,
    contest_roster,
    contest_teams,
)
from bot.adapters.store.counting import head_of
from bot.adapters.store.tables import IS_PUBLIC, deliveries, rounds
from bot.adapters.store.team_tables import memberships, teams
from bot.adapters.store.transaction import Transaction, given
from bot.domain.contest import Contest, Rule, State, subject
from bot.domain.ids import ContestId, PersonId, TeamId
from bot.domain.round import RoundKind
from bot.domain.team_scores import TeamTally, needed
from bot.ports.records import Action, DeliveryState

_t, _a = contest_teams.c, contest_activity.c
_TEAMS = (
    select(_t.team, func.coalesce(teams.c.name, ""), teams.c.ended_at.is_not(None))
    .add_columns(_t.points, _t.right, _t.answered, _t.best, _t.last_at)
    .outerjoin(teams, teams.c.id == _t.team)
    .where(_t.contest == given("contest"))
)
_active = (_a.contest == _t.contest) & (_a.team == _t.team) & (_a.answered >= given("needed"))
_ACTIVE = (
    select(_t.team, func.sum(_a.people), func.sum(_a.points))
    .join(contest_activity, _active)
    .where(_t.contest == given("contest"))
    .group_by(_t.team)
)
_never_posted = exists().where(
    deliveries.c.post == rounds.c.id,
    deliveries.c.action == Action.POST.value,
    deliveries.c.state == DeliveryState.FAILED.value,
)


def _asked(where: ColumnElement[str]) -> Select[Any]:
    """What a place was asked in a time; races, private quizzes and what was voided are left out."""
    return (
        select(rounds.c.kind, rounds.c.day, rounds.c.question_id, rounds.c.topic)
        .where(where == given("place"), IS_PUBLIC, rounds.c.kind != RoundKind.LIVE.value)
        .where(rounds.c.opened_at >= given("since"), rounds.c.opened_at < given("until"))
        .where(~_never_posted, rounds.c.ruling.not_like(literal_column("'%\"is_void\":true%'")))
    )


_IN_CHANNEL = _asked(rounds.c.channel)
_IN_WORKSPACE = _asked(rounds.c.workspace)
_IN_ROSTER = select(contest_roster.c.team).where(
    contest_roster.c.contest == given("contest"), contest_roster.c.person == given("person")
)
_IN_TEAM = select(memberships.c.team).where(
    memberships.c.workspace == given("workspace"), memberships.c.person == given("person")
)
_e, _m = contest_answers.c, contest_members.c
_members = select(_m.person).where(_m.contest == given("contest"), _m.team == given("team"))
_DAYS = (
    select(_e.day, func.sum(_e.points))
    .where(_e.contest == given("contest"), _e.person.in_(_members), _e.team == given("team"))
    .group_by(_e.day)
)


def tallies(tx: Transaction, contest: Contest, now: datetime) -> list[TeamTally]:
    """Active members are counted only where the rule asks for them."""
    id_ = {"contest": contest.id}
    active: dict[str, tuple[int, int]] = {}
    if contest.rule is Rule.AVERAGE:
        threshold = needed(rounds_of(tx, contest, now), contest.share)
        rows = tx.all(_ACTIVE, {**id_, "needed": threshold})
        active = {team: (people, points) for team, people, points in rows}
    return [
        TeamTally(
            team=team,
            name=name,
            points=points,
            right=right,
            answered=answered,
            best=best,
            active=active.get(team, (0, 0))[0],
            active_points=active.get(team, (0, 0))[1],
            last_at=last_at,
            has_ended=bool(has_ended),
        )
        for team, name, has_ended, points, right, answered, best, last_at in tx.all(_TEAMS, id_)
    ]


def rounds_of(tx: Transaction, contest: Contest, now: datetime) -> int:
    """How many subjects have been asked; races and private quizzes do not count, nor what was voided."""
    return len(set(_subjects(tx, contest, now)))


def _subjects(tx: Transaction, contest: Contest, now: datetime) -> Iterator[str]:
    until = now if contest.ends_at is None else min(now, contest.ends_at)
    bounds = {"since": to_micros(contest.starts_at), "until": to_micros(until)}
    for place in contest.places:
        statement = _IN_CHANNEL if "/" in place else _IN_WORKSPACE
        for kind, day, question, topic in tx.all(statement, {**bounds, "place": place}):
            what = subject(contest.kind, RoundKind(kind), day, question)
            if what is not None and (not contest.topics or topic in contest.topics):
                yield what


def team_of(tx: Transaction, contest: Contest, person: PersonId) -> TeamId | None:
    who = head_of(tx, person)
    if contest.is_frozen and contest.state is not State.PLANNED:
        row = tx.one(_IN_ROSTER, {"contest": contest.id, "person": who})
    else:
        row = tx.one(_IN_TEAM, {"workspace": contest.workspace, "person": person})
    return TeamId(row[0]) if row else None


def days_of(tx: Transaction, id_: ContestId, team: TeamId) -> Mapping[date, int]:
    rows = tx.all(_DAYS, {"contest": id_, "team": team})
    return {date.fromisoformat(day): points for day, points in rows}
