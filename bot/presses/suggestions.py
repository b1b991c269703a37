"""Buttons on a workspace's own questions: write one, look at it, decide about it.

They say which workspace, since managers also press them in direct messages; a question's id holds only there.
"""

from dataclasses import dataclass

from bot.domain.ids import QuestionId, TopicId, WorkspaceId
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class WriteSuggestion:
    """Opens an empty form, and says where its texts go."""

    topic: TopicId
    level: Level


@dataclass(frozen=True, slots=True)
class EditSuggestion:
    """Opens the form with what was written: for an author their draft, for managers all but drafts."""

    workspace: WorkspaceId
    question: QuestionId


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    workspace: WorkspaceId
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ShowSuggestion:
    """Read a suggestion and what can be done about it, a page at a time, from page 0."""

    workspace: WorkspaceId
    question: QuestionId
    page: int = 0


@dataclass(frozen=True, slots=True)
class ApproveSuggestion:
    workspace: WorkspaceId
    question: QuestionId


@dataclass(frozen=True, slots=True)
class DeclineSuggestion:
    """Opens a form for the reason, and says what is declined for it."""

    workspace: WorkspaceId
    question: QuestionId


@dataclass(frozen=True, slots=True)
class RemoveOwn:
    """Take a question out of the workspace's pack."""

    workspace: WorkspaceId
    question: QuestionId


OnOwn = EditSuggestion | DiscardDraft | ShowSuggestion | ApproveSuggestion | DeclineSuggestion | RemoveOwn
SuggestionPress = WriteSuggestion | OnOwn
OPENS_FORM = (WriteSuggestion, EditSuggestion, DeclineSuggestion)


def body_of(press: SuggestionPress) -> str:
    match press:
        case WriteSuggestion(topic, level):
            return f"s-write|{topic}|{level}"
        case EditSuggestion(workspace, question):
            return f"s-edit|{workspace}|{question}"
        case DiscardDraft(workspace, question):
            return f"s-drop|{workspace}|{question}"
        case ShowSuggestion(workspace, question, page):
            return f"s-show|{workspace}|{question}|{page}"
        case ApproveSuggestion(workspace, question):
            return f"s-take|{workspace}|{question}"
        case DeclineSuggestion(workspace, question):
            return f"s-no|{workspace}|{question}"
        case RemoveOwn(workspace, question):
            return f"s-out|{workspace}|{question}"


def press_of(parts: list[str]) -> SuggestionPress | None:
    match parts:
        case ["s-write", topic, level] if level in set(Level):
            return WriteSuggestion(TopicId(topic), Level(level))
        case ["s-show", workspace, question, page] if page.isdecimal():
            return ShowSuggestion(WorkspaceId(workspace), QuestionId(question), int(page))
        case [verb, workspace, question]:
            return _about(verb, WorkspaceId(workspace), QuestionId(question))
        case _:
            return None


def _about(verb: str, workspace: WorkspaceId, question: QuestionId) -> SuggestionPress | None:
    match verb:
        case "s-edit":
            return EditSuggestion(workspace, question)
        case "s-drop":
            return DiscardDraft(workspace, question)
        case "s-take":
            return ApproveSuggestion(workspace, question)
        case "s-no":
            return DeclineSuggestion(workspace, question)
        case "s-out":
            return RemoveOwn(workspace, question)
        case _:
            return None
