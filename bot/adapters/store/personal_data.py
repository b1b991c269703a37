"""Which rows are about a person, and what becomes of each when they are forgotten.

Export and deletion both go by this list, so that neither can know a table that the other does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Text, and_, cast, delete, func, null, or_, select, update
from sqlalchemy.sql.dml import UpdateBase

from bot.adapters.store.contest_tables import (
    contest_answers,
    contest_members,
    contest_people,
    contest_results,
    contest_roster,
    contest_versions,
    contests,
)
from bot.adapters.store.division_tables import contest_divisions
from bot.adapters.store.fairness_tables import fast_answers
from bot.adapters.store.inbox_tables import cases, managers, notices
from bot.adapters.store.interview_tables import interview_answers, interviews
from bot.adapters.store.league_tables import link_codes, link_tries, links
from bot.adapters.store.live_tables import live_choices, live_members, live_quizzes
from bot.adapters.store.own_question_tables import hidden_questions, own_questions
from bot.adapters.store.review_tables import review_settings, reviews
from bot.adapters.store.ruling_tables import audit, corrections, exclusions, rulings
from bot.adapters.store.tables import (
    accounts,
    answers,
    members,
    quizzes,
    ratings,
    reports,
    rounds,
    runs,
    totals,
)
from bot.adapters.store.team_tables import invitations, memberships, teams
from bot.adapters.store.transaction import given
from bot.adapters.store.upload_tables import uploads
from bot.domain.audit import ABOUT_PEOPLE
from bot.domain.own_questions import IN_PACK

WHO = given("who")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Rows of `table` that are about the person `WHO`; without `forget` they stay, as numbers of nobody.

    `beside` is told in an export as well, from the round that `table` refers to.
    """

    table: Table
    mine: ColumnElement[bool]
    forget: UpdateBase | None = None
    beside: tuple[ColumnElement[Any], ...] = field(default=())


def _kept(table: Table, *columns: Column[Any]) -> Holding:
    return Holding(table=table, mine=or_(*(column == WHO for column in columns or (table.c.person,))))


def _dropped(table: Table, *columns: Column[Any]) -> Holding:
    mine = _kept(table, *columns).mine
    return Holding(table=table, mine=mine, forget=delete(table).where(mine))


def _blanked(table: Table, mine: ColumnElement[bool], **values: object) -> Holding:
    return Holding(table=table, mine=mine, forget=update(table).values(**values).where(mine))


def _unnamed(column: Column[Any]) -> Holding:
    """Rows that stay in force, whoever has made them."""
    return _blanked(column.table, column == WHO, **{column.name: null()})


def _chosen(choice: ColumnElement[Any]) -> ColumnElement[Any]:
    path = "$.options[" + cast(choice, Text) + "].text"
    return func.json_extract(rounds.c.question, path).label("chosen")


_ASKED = (
    rounds.c.workspace,
    rounds.c.channel,
    rounds.c.topic,
    func.json_extract(rounds.c.question, "$.prompt").label("prompt"),
)
_ABOUT_ME = or_(*(audit.c.action == deed.value for deed in ABOUT_PEOPLE)) & (
    audit.c.subject == cast(WHO, Text)
)
_MY_RESULT = (contest_results.c.kind == "people") & (contest_results.c.subject == cast(WHO, Text))
_MY_INTERVIEWS = interview_answers.c.interview.in_(select(interviews.c.id).where(interviews.c.person == WHO))
# what has come into a workspace's pack stays there, without its author
_MY_DRAFTS = and_(own_questions.c.author == WHO, *(own_questions.c.state != state.value for state in IN_PACK))

HOLDINGS: tuple[Holding, ...] = (
    _dropped(accounts),
    _blanked(members, members.c.person == WHO, name="", is_hidden=True, has_left=True),
    Holding(table=answers, mine=answers.c.person == WHO, beside=(*_ASKED, _chosen(answers.c.choice))),
    Holding(table=ratings, mine=ratings.c.person == WHO, beside=_ASKED),
    _kept(totals),
    _kept(runs),
    _kept(quizzes),
    _kept(live_quizzes, live_quizzes.c.host),
    _kept(live_members),
    Holding(
        table=live_choices,
        mine=live_choices.c.person == WHO,
        beside=(*_ASKED, _chosen(live_choices.c.choice)),
    ),
    Holding(
        table=interview_answers,
        mine=_MY_INTERVIEWS,
        forget=delete(interview_answers).where(_MY_INTERVIEWS),
    ),
    _dropped(interviews),
    _dropped(reviews),
    _dropped(review_settings),
    _blanked(reports, reports.c.person == WHO, reason=""),
    Holding(table=own_questions, mine=_MY_DRAFTS, forget=delete(own_questions).where(_MY_DRAFTS)),
    _kept(own_questions, own_questions.c.author),
    _unnamed(own_questions.c.decided_by),
    _kept(hidden_questions, hidden_questions.c.by),
    _unnamed(cases.c.decided_by),
    _dropped(managers),
    _dropped(notices),
    _dropped(uploads, uploads.c.by),
    _dropped(memberships),
    _dropped(invitations, invitations.c.person, invitations.c.by),
    _unnamed(teams.c.captain),
    _unnamed(contests.c.by),
    _unnamed(contest_versions.c.by),
    _kept(contest_roster),
    _kept(contest_answers, contest_answers.c.person, contest_answers.c.self),
    _kept(contest_people),
    _kept(contest_members),
    _kept(contest_divisions),
    _blanked(contest_results, _MY_RESULT, name=""),
    _dropped(links, links.c.person, links.c.head),
    _dropped(link_codes),
    _dropped(link_tries),
    _kept(corrections),
    _unnamed(rulings.c.by),
    _unnamed(audit.c.by),
    _blanked(audit, _ABOUT_ME, reason=""),
    _blanked(exclusions, exclusions.c.person == WHO, reason=""),
    _kept(fast_answers),
)
"""In the order in which they are forgotten: what refers to another table comes before it."""

NOBODY_HERE: Mapping[str, str] = {
    "persons": "only numbers; an export names its own",
    "teams.name": "chosen for a team, and seen by all of it",
    "contests.name": "chosen for a competition, and seen by everybody",
}
"""Columns and tables that look as if they were about a person, and why they are in no export."""
