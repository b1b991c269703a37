"""What a button means, and the short token that carries that meaning through a platform."""

from dataclasses import dataclass

from bot.domain.boards import Period
from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, ReviewId, RoundId, WorkspaceId
from bot.domain.review import Grade
from bot.domain.round import Rating

LONGEST_TOKEN = 100  # the smallest limit among our platforms: Discord's custom_id
PREFIX = "sb1"  # its digit counts up when old tokens would mean something else


@dataclass(frozen=True, slots=True)
class Choose:
    round: RoundId
    choice: int


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """`sure` is True once the person has been told that looking ends their scoring."""

    round: RoundId
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    round: RoundId
    rating: Rating


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """Read a round's model answer in full, a page at a time, from page 0."""

    round: RoundId
    page: int


@dataclass(frozen=True, slots=True)
class ReadPrompt:
    """Read a round's question in full, a page at a time, from page 0."""

    round: RoundId
    page: int


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """Read everything about a question of the bank, a page at a time, from page 0."""

    question: QuestionId
    page: int


@dataclass(frozen=True, slots=True)
class NextQuestion:
    quiz: QuizId


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """A page of a board: the first one, or the one after (points, person)."""

    scope: WorkspaceId | ChannelId
    period: Period
    after: tuple[int, PersonId] | None = None


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
Press = (
    Choose
    | ShowAnswer
    | Rate
    | ReadAnswer
    | ReadPrompt
    | ReadQuestion
    | NextQuestion
    | ShowBoard
    | ReviewPress
)


def encode(press: Press) -> str:
    """A token of at most 100 characters; ValueError if the ids inside are too long for one."""
    token = f"{PREFIX}|{_body(press)}"
    if len(token) > LONGEST_TOKEN:
        raise ValueError(f"token too long: {token}")
    return token


def _body(press: Press) -> str:
    match press:
        case Choose(round_, choice):
            return f"choose|{round_}|{choice}"
        case ShowAnswer(round_, sure):
            return f"show|{round_}|{'sure' if sure else 'ask'}"
        case Rate(round_, rating):
            return f"rate|{round_}|{rating}"
        case ReadAnswer(round_, page):
            return f"answer|{round_}|{page}"
        case ReadPrompt(round_, page):
            return f"prompt|{round_}|{page}"
        case ReadQuestion(question, page):
            return f"question|{question}|{page}"
        case NextQuestion(quiz):
            return f"next|{quiz}"
        case ShowBoard(scope, period, after):
            return "|".join(["board", scope, period, *map(str, after or ())])
        case OpenReview() | RecallAnswer() | GradeRecall() | ReadRecalled() | StopReminders():
            return _review_body(press)


def _review_body(press: ReviewPress) -> str:
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


def decode(token: str) -> Press:
    """The inverse of `encode`; ValueError for anything that `encode` did not make."""
    prefix, _, body = token.partition("|")
    press = _press(body.split("|")) if prefix == PREFIX else None
    if press is None or encode(press) != token:
        raise ValueError(f"not one of our buttons: {token!r}")
    return press


def _press(parts: list[str]) -> Press | None:
    match parts:
        case ["choose", round_, choice] if choice.isdecimal():
            return Choose(RoundId(round_), int(choice))
        case ["show", round_, "sure" | "ask" as how]:
            return ShowAnswer(RoundId(round_), how == "sure")
        case ["rate", round_, rating] if rating in set(Rating):
            return Rate(RoundId(round_), Rating(rating))
        case ["answer", round_, page] if page.isdecimal():
            return ReadAnswer(RoundId(round_), int(page))
        case ["prompt", round_, page] if page.isdecimal():
            return ReadPrompt(RoundId(round_), int(page))
        case ["question", question, page] if page.isdecimal():
            return ReadQuestion(QuestionId(question), int(page))
        case ["next", quiz]:
            return NextQuestion(QuizId(quiz))
        case ["board", scope, period, *after] if period in set(Period):
            return _board(scope, Period(period), after)
        case _:
            return _review(parts)


def _review(parts: list[str]) -> Press | None:
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


def _board(scope: str, period: Period, after: list[str]) -> ShowBoard | None:
    where = ChannelId(scope) if "/" in scope else WorkspaceId(scope)
    match after:
        case []:
            return ShowBoard(where, period)
        case [points, person] if points.isdecimal() and person.isdecimal():
            return ShowBoard(where, period, (int(points), PersonId(int(person))))
    return None
