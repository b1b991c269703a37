"""What a team scores under each rule, and who stands where.

Scores are whole hundredths of a point, rounded half up, so that what is shown is what is compared. With P a
team's points, A its answers, S and N the points and answers of all teams together:

    total     P
    average   the points of the active members / how many there are; active is who has answered at least a
              set share of the rounds
    best      for each round the points of the best members, added up
    adjusted  (P + K · S/N) / (A + K), an average of points an answer that is pulled towards the mean of all
              teams as if each had given K more answers of that mean

The last is the usual shrinkage of a mean towards the overall one (Efron and Morris, "Stein's Paradox in
Statistics", 1977): the fewer answers a team has, the less its luck counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.contest import Rule
from bot.domain.ids import TeamId

K = 20
"""Answers of the overall mean that `adjusted` gives each team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTally:
    """A team's sums. `last_at` is when it earned its last point, in microseconds since 1970, or 0."""

    team: TeamId
    name: str
    points: int
    right: int
    answered: int
    best: int = 0
    active: int = 0
    active_points: int = 0
    last_at: int = 0


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """`score` is in hundredths of a point."""

    place: int
    score: int
    tally: TeamTally


def ranked(tallies: Iterable[TeamTally], rule: Rule) -> Sequence[TeamStanding]:
    """By score, then right answers, then the earlier last point; who is equal in all three shares a place."""
    known = list(tallies)
    points, answers = sum(t.points for t in known), sum(t.answered for t in known)
    scored = [(_score(t, rule, points, answers), t) for t in known]
    scored.sort(key=lambda pair: (*_order(*pair), pair[1].team))
    standings: list[TeamStanding] = []
    for seen, (score, tally) in enumerate(scored, 1):
        before = standings[-1] if standings else None
        is_tied = before is not None and _order(before.score, before.tally) == _order(score, tally)
        standings.append(TeamStanding(before.place if before and is_tied else seen, score, tally))
    return standings


def _order(score: int, tally: TeamTally) -> tuple[int, int, int]:
    return -score, -tally.right, tally.last_at


def _score(tally: TeamTally, rule: Rule, points: int, answers: int) -> int:
    match rule:
        case Rule.TOTAL:
            return 100 * tally.points
        case Rule.AVERAGE:
            return _hundredths(tally.active_points, tally.active)
        case Rule.BEST:
            return 100 * tally.best
        case Rule.ADJUSTED:
            return _hundredths(tally.points * answers + K * points, (tally.answered + K) * answers)


def _hundredths(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def needed(rounds: int, share: int) -> int:
    """How many of so many rounds an active member has answered, at least one."""
    return max(1, -(-rounds * share // 100))
