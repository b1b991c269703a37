"""Buttons on a workspace's own questions: write one, look at it, decide about it."""

from dataclasses import dataclass

from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class WriteSuggestion:
    """Opens an empty form, and says where its texts go."""

    topic: TopicId
    level: Level


@dataclass(frozen=True, slots=True)
class EditSuggestion:
    """Opens the form with what was written: for an author their draft, for managers all but drafts."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ShowSuggestion:
    """Read a suggestion and what can be done about it, a page at a time, from page 0."""

    question: QuestionId
    page: int = 0


@dataclass(frozen=True, slots=True)
class ApproveSuggestion:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class DeclineSuggestion:
    """Opens a form for the reason, and says what is declined for it."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class RemoveOwn:
    """Take a question out of the workspace's pack."""

    question: QuestionId


SuggestionPress = (
    WriteSuggestion
    | EditSuggestion
    | DiscardDraft
    | ShowSuggestion
    | ApproveSuggestion
    | DeclineSuggestion
    | RemoveOwn
)
OPENS_FORM = (WriteSuggestion, EditSuggestion, DeclineSuggestion)
FOR_MANAGERS = (ShowSuggestion, ApproveSuggestion, DeclineSuggestion, RemoveOwn)


def body_of(press: SuggestionPress) -> str:
    match press:
        case WriteSuggestion(topic, level):
            return f"s-write|{topic}|{level}"
        case EditSuggestion(question):
            return f"s-edit|{question}"
        case DiscardDraft(question):
            return f"s-drop|{question}"
        case ShowSuggestion(question, page):
            return f"s-show|{question}|{page}"
        case ApproveSuggestion(question):
            return f"s-take|{question}"
        case DeclineSuggestion(question):
            return f"s-no|{question}"
        case RemoveOwn(question):
            return f"s-out|{question}"


def press_of(parts: list[str]) -> SuggestionPress | None:
    match parts:
        case ["s-write", topic, level] if level in set(Level):
            return WriteSuggestion(TopicId(topic), Level(level))
        case ["s-show", question, page] if page.isdecimal():
            return ShowSuggestion(QuestionId(question), int(page))
        case [verb, question]:
            return _about(verb, QuestionId(question))
        case _:
            return None


def _about(verb: str, question: QuestionId) -> SuggestionPress | None:
    match verb:
        case "s-edit":
            return EditSuggestion(question)
        case "s-drop":
            return DiscardDraft(question)
        case "s-take":
            return ApproveSuggestion(question)
        case "s-no":
            return DeclineSuggestion(question)
        case "s-out":
            return RemoveOwn(question)
        case _:
            return None
