"""The groups of a divided season: dealt at its start, joined by newcomers, each with a board of its own."""

from collections.abc import Mapping

from sqlalchemy import and_, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.contest_names import HAS_LEFT, NAME_OR_NONE, is_shown, rank_of, to_score
from bot.adapters.store.contest_tables import contest_people, contests
from bot.adapters.store.division_tables import contest_divisions
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import members
from bot.adapters.store.transaction import Transaction, given
from bot.domain.boards import Period
from bot.domain.contest import Contest
from bot.domain.divisions import LOWEST, Division, dealt, joined, moved
from bot.domain.ids import ContestId, PersonId
from bot.ports.contests import ContestScore, ContestStanding

_d, _p = contest_divisions.c, contest_people.c
_ADD = insert(contest_divisions)
_OF = select(_d.tier, _d.number).where(_d.contest == given("contest"), _d.person == given("person"))
_SIZES = (
    select(_d.tier, _d.number, func.count())
    .where(_d.contest == given("contest"))
    .group_by(_d.tier, _d.number)
    .order_by(_d.tier, _d.number)
)
_is_placed = exists().where(_d.contest == _p.contest, _d.person == _p.person)
_NEWCOMERS = (
    select(_p.person)
    .where(_p.contest == given("contest"), _p.period == Period.ALL.value, ~_is_placed)
    .order_by(_p.last_at, _p.person)
)
_IS_ANY_NEW = _NEWCOMERS.order_by(None).limit(1)
_is_off = exists().where(exclusions.c.workspace == contests.c.workspace, exclusions.c.person == _d.person)
_order = (
    func.coalesce(_p.points, 0).desc(),
    func.coalesce(_p.right, 0).desc(),
    func.coalesce(_p.last_at, 0),
)
_scores = and_(_p.contest == _d.contest, _p.period == Period.ALL.value, _p.person == _d.person)
_BOARD = (
    select(_d.person, NAME_OR_NONE, HAS_LEFT)
    .add_columns(*(func.coalesce(_p[name], 0) for name in ("points", "right", "answered", "last_at")))
    .select_from(contest_divisions)
    .join(contests, contests.c.id == _d.contest)
    .outerjoin(contest_people, _scores)
    .outerjoin(members, is_shown(_d.person))
    .where(_d.contest == given("contest"), _d.tier == given("tier"), _d.number == given("number"), ~_is_off)
    .order_by(*_order, _d.person)
)
_WORKSPACE = select(contests.c.workspace).where(contests.c.id == given("contest"))


def division_of(tx: Transaction, id_: ContestId, person: PersonId) -> Division | None:
    row = tx.one(_OF, {"contest": id_, "person": person})
    return Division(*row) if row else None


def sizes(tx: Transaction, id_: ContestId) -> Mapping[Division, int]:
    """The highest tier first."""
    found = {Division(tier, number): people for tier, number, people in tx.all(_SIZES, {"contest": id_})}
    return dict(sorted(found.items(), key=lambda one: (-one[0].tier, one[0].number)))


def board(tx: Transaction, id_: ContestId, division: Division) -> list[ContestStanding]:
    (workspace,) = tx.first(_WORKSPACE, {"contest": id_})
    key = {"contest": id_, "tier": division.tier, "number": division.number}
    standings: list[ContestStanding] = []
    for seen, row in enumerate(tx.all(_BOARD, {**key, "workspace": workspace}), 1):
        score = to_score(row)
        before = standings[-1] if standings else None
        is_tied = before is not None and rank_of(before.score) == rank_of(score)
        standings.append(ContestStanding(before.place if before and is_tied else seen, score))
    return standings


def newcomers(tx: Transaction, id_: ContestId) -> bool:
    """True if somebody who has answered is in no group yet."""
    return tx.one(_IS_ANY_NEW, {"contest": id_}) is not None


def settle_in(tx: Transaction, id_: ContestId) -> int:
    new = [PersonId(person) for (person,) in tx.all(_NEWCOMERS, {"contest": id_})]
    lowest = {one.number: people for one, people in sizes(tx, id_).items() if one.tier == LOWEST}
    _add(tx, id_, joined(lowest, new))
    return len(new)


def deal(tx: Transaction, before: Contest, after: Contest) -> None:
    """Give those who have answered in a season their groups of the next one."""
    if not after.is_divided:
        return
    settle_in(tx, before.id)
    tiers: dict[PersonId, int] = {}
    scores: list[ContestScore] = []
    for division in sizes(tx, before.id):
        there = [standing.score for standing in board(tx, before.id, division) if standing.score.answered]
        tiers.update(moved(division, [score.person for score in there]))
        scores += there
    strongest = sorted(scores, key=lambda score: (*rank_of(score), score.person))
    _add(tx, after.id, dealt(tiers, [score.person for score in strongest]))


def _add(tx: Transaction, id_: ContestId, groups: Mapping[PersonId, Division]) -> None:
    rows = [
        {"contest": id_, "person": person, "tier": group.tier, "number": group.number}
        for person, group in groups.items()
    ]
    tx.run_all(_ADD, rows)
