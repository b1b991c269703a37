"""What a button means, and the short token that carries that meaning through a platform.

Each family of buttons has a file, whose `body_of` writes what stands in a token behind its version and whose
`press_of` reads it back from the parts between the bars, None where it is none of its own.
"""

from typing import get_args

from bot.presses import (
    boards,
    contests,
    imports,
    interviews,
    live,
    managing,
    privacy,
    questions,
    quizzes,
    reviews,
    suggestions,
    teams,
)
from bot.presses.boards import BoardPress
from bot.presses.contests import ContestPress
from bot.presses.imports import ImportPress
from bot.presses.interviews import AnswerTurn, InterviewPress
from bot.presses.live import FOR_ALL, Live
from bot.presses.managing import ManagingPress, ResumeHalted
from bot.presses.privacy import Forget, PrivacyPress
from bot.presses.questions import QuestionPress
from bot.presses.quizzes import QuizPress
from bot.presses.reviews import ReviewPress
from bot.presses.suggestions import SuggestionPress
from bot.presses.teams import DealTeams, EndTeam, EnterTeam, TeamPress

Press = (
    QuestionPress
    | QuizPress
    | Live
    | BoardPress
    | ContestPress
    | InterviewPress
    | ReviewPress
    | ManagingPress
    | SuggestionPress
    | TeamPress
    | PrivacyPress
    | ImportPress
)

OPENS_FORM = (AnswerTurn, *managing.OPENS_FORM, *suggestions.OPENS_FORM, *imports.OPENS_FORM)
"""Presses that are answered with a form. Platforms open one only as the first answer to a click."""

FOR_MANAGERS = (*questions.FOR_MANAGERS, *contests.FOR_MANAGERS, *imports.FOR_MANAGERS)
"""Presses that nobody else may make, in the place where they are made."""

FROM_NOWHERE = (
    *get_args(managing.CasePress),
    ResumeHalted,
    *get_args(suggestions.OnOwn),
    *get_args(ReviewPress),
    EnterTeam,
    Forget,
)
"""Presses that know where they belong, or concern the person alone: they work in direct messages too."""

LONGEST_TOKEN = 100  # the smallest limit among our platforms: Discord's custom_id
PREFIX = "sb1"  # its digit counts up when old tokens would mean something else

_FAMILIES = (
    questions,
    quizzes,
    live,
    boards,
    contests,
    interviews,
    reviews,
    managing,
    suggestions,
    imports,
    teams,
    privacy,
)


def encode(press: Press) -> str:
    """A token of at most 100 characters; ValueError if the ids inside are too long for one."""
    token = f"{PREFIX}|{_body(press)}"
    if len(token) > LONGEST_TOKEN:
        raise ValueError(f"token too long: {token}")
    return token


def _body(press: Press) -> str:
    if isinstance(press, QuestionPress):
        return questions.body_of(press)
    if isinstance(press, QuizPress):
        return quizzes.body_of(press)
    if isinstance(press, Live):
        return live.body_of(press)
    if isinstance(press, BoardPress):
        return boards.body_of(press)
    if isinstance(press, TeamPress):
        return teams.body_of(press)
    if isinstance(press, ContestPress):
        return contests.body_of(press)
    if isinstance(press, InterviewPress):
        return interviews.body_of(press)
    if isinstance(press, ReviewPress):
        return reviews.body_of(press)
    if isinstance(press, ManagingPress):
        return managing.body_of(press)
    if isinstance(press, PrivacyPress):
        return privacy.body_of(press)
    if isinstance(press, SuggestionPress):
        return suggestions.body_of(press)
    return imports.body_of(press)


def asks_who_manages(press: Press) -> bool:
    """True where it matters whether somebody manages, which some platforms have to be asked about."""
    if isinstance(press, Live):
        return press.act not in FOR_ALL
    return isinstance(press, (*FOR_MANAGERS, EndTeam, DealTeams))


def decode(token: str) -> Press | None:
    """The inverse of `encode`; None for what an earlier release has made, or anybody else."""
    prefix, _, body = token.partition("|")
    press = _press(body.split("|")) if prefix == PREFIX else None
    return press if press is not None and encode(press) == token else None


def _press(parts: list[str]) -> Press | None:
    for family in _FAMILIES:
        press: Press | None = family.press_of(parts)
        if press is not None:
            return press
    return None
