"""What a slash command means, once a platform has taken it apart."""

from dataclasses import dataclass

from bot.domain import interview, live_quiz
from bot.domain.boards import Period
from bot.domain.ids import ChannelId, QuestionId, TopicId
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class Ask:
    question: QuestionId | None = None


@dataclass(frozen=True, slots=True)
class StartQuiz:
    topic: TopicId | None = None
    level: Level | None = None
    count: int = 5


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Of the workspace, or of one of its channels; as a picture or as text."""

    period: Period = Period.WEEK
    channel: ChannelId | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """One's own numbers, or those of the member with this platform id (the user part of an Account)."""

    member: str | None = None


@dataclass(frozen=True, slots=True)
class ScheduleFields:
    """A schedule as somebody typed it; the core reads the values. None leaves a field as it is."""

    times: str | None = None
    weekdays: str | None = None
    zone: str | None = None
    topics: str | None = None
    levels: str | None = None
    kinds: str | None = None
    tags: str | None = None
    open_for: str | None = None
    reveal: str | None = None
    mention: str | None = None
    thread: str | None = None
    skip_dates: str | None = None


@dataclass(frozen=True, slots=True)
class AddSchedule:
    """For the channel it is given in, unless another one is named."""

    fields: ScheduleFields
    channel: ChannelId | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class EditSchedule:
    name: str
    fields: ScheduleFields


@dataclass(frozen=True, slots=True)
class ListSchedules:
    pass


@dataclass(frozen=True, slots=True)
class PauseSchedule:
    name: str


@dataclass(frozen=True, slots=True)
class ResumeSchedule:
    name: str


@dataclass(frozen=True, slots=True)
class SkipDate:
    """Leave out one date (ISO, or None for the next one)."""

    name: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    name: str


@dataclass(frozen=True, slots=True)
class PreviewSchedule:
    """The next five times of one schedule, or of all in the workspace."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    question: QuestionId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReloadBank:
    pass


@dataclass(frozen=True, slots=True)
class Help:
    pass


@dataclass(frozen=True, slots=True)
class StartInterview:
    topic: TopicId | None = None
    level: Level | None = None
    minutes: int = interview.USUAL


@dataclass(frozen=True, slots=True)
class InterviewHistory:
    pass


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """Words that are no command of ours; `hint` says what would be."""

    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Review:
    """The next card of one's own repetition."""


@dataclass(frozen=True, slots=True)
class AddToReview:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ExportReview:
    pass


@dataclass(frozen=True, slots=True)
class SetRetention:
    """The share of answers, in percent, that somebody wants to recall."""

    percent: int


@dataclass(frozen=True, slots=True)
class RemindMe:
    """A local time and a zone as somebody typed them; the core reads both."""

    at: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class StopReminding:
    pass


ReviewCommand = Review | AddToReview | ExportReview | SetRetention | RemindMe | StopReminding


@dataclass(frozen=True, slots=True)
class StartLiveQuiz:
    """`seconds` are for each question; with `changes` people may change a choice until time is up."""

    topic: TopicId | None = None
    level: Level | None = None
    count: int = 5
    seconds: int = live_quiz.USUAL
    changes: bool = False


Command = (
    Ask
    | StartQuiz
    | Leaderboard
    | Stats
    | AddSchedule
    | EditSchedule
    | ListSchedules
    | PauseSchedule
    | ResumeSchedule
    | SkipDate
    | RemoveSchedule
    | PreviewSchedule
    | ShowQuestion
    | ReportQuestion
    | ReloadBank
    | Help
    | Misunderstood
    | StartInterview
    | InterviewHistory
    | ReviewCommand
    | StartLiveQuiz
)
