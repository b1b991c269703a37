"""What boards should say, counted from a plain list of what happened; knows no SQL and keeps no sums."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.domain.contest import Contest, ContestKind
from bot.domain.ids import PersonId, QuestionId, RoundId, workspace_of
from bot.domain.round import Round, RoundKind
from bot.domain.scoring import POINTS

Sums = tuple[int, int, int, int]
"""Points, right answers, answers, when the last point came."""


Counted = tuple[PersonId, QuestionId, date | None]
"""Whom an answer counts for and on what: a question, in a league that of a day."""


@dataclass(frozen=True)
class Given:
    """An answer as it was given; `team` is the person's of that moment."""

    person: PersonId
    round: RoundId
    choice: int
    at: int
    team: str | None


@dataclass
class Happened:
    rounds: dict[RoundId, Round] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    accepted: set[tuple[RoundId, int]] = field(default_factory=set)
    void: set[RoundId] = field(default_factory=set)
    off: set[tuple[str, PersonId]] = field(default_factory=set)
    heads: dict[PersonId, PersonId] = field(default_factory=dict)

    def points(self, given: Given) -> int:
        question = self.rounds[given.round].question
        is_right = given.choice == question.key or (given.round, given.choice) in self.accepted
        return POINTS[question.level] if is_right and given.round not in self.void else 0

    def on_boards(self) -> Iterator[Given]:
        """What counts for anybody at all."""
        for given in self.given:
            if (workspace_of(self.rounds[given.round].channel), given.person) not in self.off:
                yield given


def sums(happened: Happened, given: Iterable[Given], whose: Callable[[Given], object]) -> dict[object, Sums]:
    found: dict[object, list[Given]] = defaultdict(list)
    for each in given:
        if whose(each) is not None and each.round not in happened.void:
            found[whose(each)].append(each)
    return {who: _sum(happened, mine) for who, mine in found.items()}


def _sum(happened: Happened, mine: list[Given]) -> Sums:
    earned = [happened.points(each) for each in mine]
    last = max((each.at for each, points in zip(mine, earned, strict=True) if points), default=0)
    return sum(earned), sum(map(bool, earned)), len(mine), last


def counted_by(contest: Contest, happened: Happened) -> list[tuple[Counted, Given]]:
    """The first answer of every person, whoever they are on other platforms, on every subject."""
    first: dict[Counted, Given] = {}
    for given in sorted(happened.on_boards(), key=lambda each: each.at):
        round_ = happened.rounds[given.round]
        if _belongs(contest, round_):
            head = happened.heads.get(given.person, given.person)
            day = round_.day if contest.kind is ContestKind.LEAGUE else None
            first.setdefault((head, round_.question.id, day), given)
    return list(first.items())


def _belongs(contest: Contest, round_: Round) -> bool:
    if contest.kind is ContestKind.LEAGUE and round_.kind is not RoundKind.DAILY:
        return False
    if contest.topics and round_.question.topic not in contest.topics:
        return False
    return round_.channel in contest.places or round_.workspace in contest.places


def best_of(happened: Happened, counted: list[tuple[Counted, Given]], most: int) -> dict[str, int]:
    """For each team the points of the best members on each subject."""
    earned: dict[tuple[str, object], list[int]] = defaultdict(list)
    for (_, question, day), given in counted:
        if given.team is not None and given.round not in happened.void:
            earned[given.team, (question, day)].append(happened.points(given))
    best: dict[str, int] = defaultdict(int)
    for (team, _), points in earned.items():
        best[team] += sum(sorted(points, reverse=True)[:most])
    return dict(best)
