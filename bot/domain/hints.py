"""What managers are told unasked, once: answers that come too fast, odd questions, channels that fail us."""

from dataclasses import dataclass

from bot.domain.ids import HaltId, PersonId, QuestionId, ScheduleId, TroubleId, WorkspaceId


@dataclass(frozen=True, slots=True)
class FastWeek:
    """Several right answers of a person in a week, each sooner than anybody reads."""

    workspace: WorkspaceId
    person: PersonId
    week: str


@dataclass(frozen=True, slots=True)
class OddItem:
    """A question of which strong people prefer a wrong option."""

    workspace: WorkspaceId
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ClosedChannel:
    """A channel that takes no post, for one reason."""

    workspace: WorkspaceId
    trouble: TroubleId


@dataclass(frozen=True, slots=True)
class HaltedSchedule:
    """A schedule that stopped asking, since its questions could not be posted."""

    workspace: WorkspaceId
    schedule: ScheduleId
    halt: HaltId


Hint = FastWeek | OddItem | ClosedChannel | HaltedSchedule


def subject_of(hint: Hint) -> str:
    """What `hint_of` reads; two hints are told once if their subjects are equal."""
    match hint:
        case FastWeek(workspace, person, week):
            return f"fast {workspace} {person} {week}"
        case OddItem(workspace, question):
            return f"item {workspace} {question}"
        case ClosedChannel(workspace, trouble):
            return f"closed {workspace} {trouble}"
        case HaltedSchedule(workspace, schedule, halt):
            return f"halted {workspace} {schedule} {halt}"


def hint_of(subject: str) -> Hint:
    """ValueError for a text that `subject_of` did not make."""
    match subject.split(" "):
        case ["fast", workspace, person, week]:
            return FastWeek(WorkspaceId(workspace), PersonId(int(person)), week)
        case ["item", workspace, question]:
            return OddItem(WorkspaceId(workspace), QuestionId(question))
        case ["closed", workspace, trouble]:
            return ClosedChannel(WorkspaceId(workspace), TroubleId(int(trouble)))
        case ["halted", workspace, schedule, halt]:
            return HaltedSchedule(WorkspaceId(workspace), ScheduleId(schedule), HaltId(int(halt)))
        case _:
            raise ValueError(f"{subject!r} is no hint")
