"""Boards of one topic, counted from the ledger whenever somebody asks for one.

Kept sums for each topic would make every answer dearer for boards that few look at.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, func, literal_column, or_, select, union_all

from bot.adapters.store.ruling_tables import corrections, exclusions
from bot.adapters.store.streaks import Scope
from bot.adapters.store.tables import answers, members, rounds
from bot.adapters.store.team_tables import teams
from bot.adapters.store.transaction import Transaction, given
from bot.domain.boards import Score
from bot.domain.ids import ChannelId, TopicId, workspace_of
from bot.domain.team_scores import TeamTally

_SUMS = ("points", "right", "answered")
_ASKED: tuple[ColumnElement[bool], ...] = (
    rounds.c.workspace == given("workspace"),
    rounds.c.topic == given("topic"),
    or_(given("channel") == "", rounds.c.channel == given("channel")),
    answers.c.scored,
    answers.c.day >= given("first"),
    answers.c.day <= given("last"),
)
_given = (
    select(answers.c.person, answers.c.team, answers.c.points, answers.c.right)
    .add_columns(literal_column("1").label("answered"))
    .join(rounds, rounds.c.id == answers.c.round)
    .where(*_ASKED)
)
_ruled = (
    select(corrections.c.person, answers.c.team, *(corrections.c[name] for name in _SUMS))
    .join(rounds, rounds.c.id == corrections.c.round)
    .join(answers, (answers.c.round == corrections.c.round) & (answers.c.person == corrections.c.person))
    .where(*_ASKED)
)
_entries = union_all(_given, _ruled).subquery("entries")
_sums = [func.sum(_entries.c[name]) for name in _SUMS]
_IS_LISTED = ~exists().where(
    exclusions.c.workspace == given("workspace"), exclusions.c.person == _entries.c.person
)
_SCORES = (
    select(_entries.c.person, *_sums)
    .add_columns(
        exists().where(
            members.c.workspace == given("workspace"),
            members.c.person == _entries.c.person,
            members.c.has_left,
        )
    )
    .where(_IS_LISTED)
    .group_by(_entries.c.person)
    .having(func.sum(_entries.c.answered) > 0)
    .order_by(func.sum(_entries.c.points).desc(), _entries.c.person)
)

_TALLIES = (
    select(teams.c.id, teams.c.name, teams.c.ended_at.is_not(None), *_sums)
    .join(teams, teams.c.id == _entries.c.team)
    .where(_IS_LISTED)
    .group_by(teams.c.id)
    .having(func.sum(_entries.c.answered) > 0)
)


def topic_scores(tx: Transaction, scope: Scope, topic: TopicId, days: tuple[date, date]) -> Sequence[Score]:
    return [
        Score(person=person, name="", points=points, right=right, answered=answered, has_left=bool(has_left))
        for person, points, right, answered, has_left in tx.all(_SCORES, _values(scope, topic, days))
    ]


def topic_tallies(
    tx: Transaction, scope: Scope, topic: TopicId, days: tuple[date, date]
) -> Sequence[TeamTally]:
    """By the team that each answer was given for."""
    return [
        TeamTally(team=team, name=name, points=points, right=right, answered=answered, has_ended=bool(ended))
        for team, name, ended, points, right, answered in tx.all(_TALLIES, _values(scope, topic, days))
    ]


def _values(scope: Scope, topic: TopicId, days: tuple[date, date]) -> dict[str, str]:
    first, last = days
    return {
        "workspace": workspace_of(ChannelId(scope)),
        "channel": scope if "/" in scope else "",
        "topic": topic,
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
