"""Teams, and how people are dealt into teams of like strength."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team_scores import adjusted

MOST_DEALT = 25
"""Teams that people are dealt into at once; a card and a board stay readable with as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`source` is the role or group of its platform that the team follows, empty for one that people join.

    `key` is the name as look-alikes share it. Whoever likes may join an open team, others are invited.
    """

    id: TeamId
    workspace: WorkspaceId
    name: str
    key: str
    created_at: datetime
    captain: PersonId | None = None
    source: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody has earned so far, by which teams are dealt."""

    person: PersonId
    points: int
    answered: int


def deal(people: Iterable[Record], teams: int) -> Sequence[Sequence[PersonId]]:
    """So many teams of like strength, whose sizes differ by one at most.

    Strength is the average of points an answer, pulled towards everybody's mean as `adjusted` does for
    teams, so that one lucky answer makes nobody strong. The strongest people, one for each team, are dealt
    first, the strongest of them to the team that is weakest so far; then as many of the next. So the
    strengths of two teams of a size never differ by more than those of the strongest and the weakest person.
    People of the same strength are dealt by number.
    ValueError: there is no team to deal into.
    """
    if teams < 1:
        raise ValueError("people are dealt into at least one team")
    known = list(people)
    strengths = {person: strength for strength, person in _by_strength(known)}
    order = list(strengths)
    dealt: list[list[PersonId]] = [[] for _ in range(teams)]
    sums = [0] * teams
    for start in range(0, len(order), teams):
        weakest_first = sorted(range(teams), key=lambda team: (sums[team], team))
        for team, person in zip(weakest_first, order[start : start + teams], strict=False):
            dealt[team].append(person)
            sums[team] += strengths[person]
    return dealt


def _by_strength(people: Sequence[Record]) -> Sequence[tuple[int, PersonId]]:
    """Strengths in hundredths of a point, the greatest first."""
    points, answers = sum(p.points for p in people), sum(p.answered for p in people)
    scored = ((adjusted(p.points, p.answered, points, answers), p.person) for p in people)
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))
