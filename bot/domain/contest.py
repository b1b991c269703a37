"""Contests: competitions with a start and an end, and the lasting contest of a league."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChannelId, ContestId, PersonId, QuestionId, RoundId, TopicId, WorkspaceId
from bot.domain.round import Round, RoundKind


class ContestKind(StrEnum):
    COMPETITION = "competition"
    LEAGUE = "league"


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Between(StrEnum):
    PEOPLE = "people"
    TEAMS = "teams"


class Rule(StrEnum):
    """How the points of its members make the score of a team; `bot.domain.team_scores` has the formulas."""

    TOTAL = "total"
    AVERAGE = "average"
    BEST = "best"
    ADJUSTED = "adjusted"


class Season(StrEnum):
    """How a competition repeats."""

    NONE = ""
    MONTH = "month"
    QUARTER = "quarter"


USUAL_BEST = 3  # members of a team who count in a round
USUAL_SHARE = 50  # percent of the rounds that an active member has answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """`places` are the workspaces or channels whose answers count; no `topics` means all of them.

    `share` is in percent. `ends_at` is None in a league only. With `is_frozen` the teams stay as they were at
    the start. `number` counts the competitions of a `series`, which is the id of its first one. `is_divided`
    deals the people of each season into small groups; it takes a competition between people that repeats.
    ValueError: it ends before it starts, or a number is out of range.
    """

    id: ContestId
    name: str
    workspace: WorkspaceId
    channel: ChannelId
    places: tuple[WorkspaceId | ChannelId, ...]
    starts_at: datetime
    ends_at: datetime | None
    kind: ContestKind = ContestKind.COMPETITION
    state: State = State.PLANNED
    between: Between = Between.PEOPLE
    rule: Rule = Rule.TOTAL
    best: int = USUAL_BEST
    share: int = USUAL_SHARE
    topics: frozenset[TopicId] = frozenset()
    league: ContestId | None = None
    is_frozen: bool = False
    season: Season = Season.NONE
    number: int = 1
    series: ContestId | None = None
    by: PersonId | None = None
    is_divided: bool = False

    def __post_init__(self) -> None:
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise ValueError("a competition ends after it starts")
        if self.best < 1:
            raise ValueError("at least one member of a team counts in a round")
        if not 0 <= self.share <= 100:
            raise ValueError("a share of the rounds lies between 0 and 100 percent")
        if self.is_divided and (self.between is Between.TEAMS or self.season is Season.NONE):
            raise ValueError("divisions are for competitions between people that repeat")


def is_season(contest: Contest) -> bool:
    """True for a competition that repeats and goes on now."""
    return contest.state is State.RUNNING and contest.season is not Season.NONE


def subject_of(kind: ContestKind, round_: Round) -> str | None:
    """What a person is counted for once in a contest; None for a round that the contest does not count.

    In a competition that is the question, so that nobody earns by asking themselves again; in a league the
    question of a day, which every channel of the league is asked.
    """
    return subject(kind, round_.kind, round_.day.isoformat(), round_.question.id)


def subject(kind: ContestKind, round_kind: RoundKind, day: str, question: QuestionId) -> str | None:
    """The same from what a round's row holds."""
    if kind is ContestKind.COMPETITION:
        return question
    return f"{day}/{question}" if round_kind is RoundKind.DAILY else None


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry of the ledger as a contest counts it."""

    round: RoundId
    points: int
    right: int
    answered: int
