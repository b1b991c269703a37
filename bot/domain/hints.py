"""What managers are told unasked, once: that somebody answers too fast, that a question looks wrong."""

from dataclasses import dataclass

from bot.domain.ids import PersonId, QuestionId, WorkspaceId


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


Hint = FastWeek | OddItem


def subject_of(hint: Hint) -> str:
    """What `hint_of` reads; two hints are told once if their subjects are equal."""
    match hint:
        case FastWeek(workspace, person, week):
            return f"fast {workspace} {person} {week}"
        case OddItem(workspace, question):
            return f"item {workspace} {question}"


def hint_of(subject: str) -> Hint:
    """ValueError for a text that `subject_of` did not make."""
    match subject.split(" "):
        case ["fast", workspace, person, week]:
            return FastWeek(WorkspaceId(workspace), PersonId(int(person)), week)
        case ["item", workspace, question]:
            return OddItem(WorkspaceId(workspace), QuestionId(question))
        case _:
            raise ValueError(f"{subject!r} is no hint")
