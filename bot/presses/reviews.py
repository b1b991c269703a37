"""Buttons of one's own repetition."""

from dataclasses import dataclass

from bot.domain.ids import ReviewId, WorkspaceId
from bot.domain.review import Grade


@dataclass(frozen=True, slots=True)
class OpenReview:
    """The next card of one's own repetition. It names the workspace, since a direct message has none."""

    workspace: WorkspaceId


@dataclass(frozen=True, slots=True)
class RecallAnswer:
    """Show the answer of a card that had been rated `reps` times when the button was made."""

    card: ReviewId
    reps: int


@dataclass(frozen=True, slots=True)
class GradeRecall:
    """`shown` is when the answer was shown, in seconds since 1970, for which the interval was worked out."""

    card: ReviewId
    reps: int
    shown: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class ReadRecalled:
    """Read all there is to a card's question, a page at a time, from page 0."""

    card: ReviewId
    page: int


@dataclass(frozen=True, slots=True)
class StopReminders:
    pass


ReviewPress = OpenReview | RecallAnswer | GradeRecall | ReadRecalled | StopReminders


def body_of(press: ReviewPress) -> str:
    match press:
        case OpenReview(workspace):
            return f"review|{workspace}"
        case RecallAnswer(card, reps):
            return f"recall|{card}|{reps}"
        case GradeRecall(card, reps, shown, grade):
            return f"grade|{card}|{reps}|{shown}|{grade}"
        case ReadRecalled(card, page):
            return f"recalled|{card}|{page}"
        case StopReminders():
            return "quiet"


def press_of(parts: list[str]) -> ReviewPress | None:
    match parts:
        case ["review", workspace]:
            return OpenReview(WorkspaceId(workspace))
        case ["recall", card, reps] if card.isdecimal() and reps.isdecimal():
            return RecallAnswer(ReviewId(int(card)), int(reps))
        case ["grade", card, reps, shown, "again" | "hard" | "good" | "easy" as grade] if (
            card.isdecimal() and reps.isdecimal() and shown.isdecimal()
        ):
            return GradeRecall(ReviewId(int(card)), int(reps), int(shown), Grade(grade))
        case ["recalled", card, page] if card.isdecimal() and page.isdecimal():
            return ReadRecalled(ReviewId(int(card)), int(page))
        case ["quiet"]:
            return StopReminders()
        case _:
            return None
