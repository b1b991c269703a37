"""A file of questions that a manager has sent, and what was found in it before any of it is taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import PersonId, QuestionId, TopicId, UploadId, WorkspaceId
from bot.domain.question import Level, Question

LARGEST = 1024 * 1024
"""Bytes of a file that is sent in chat; what is larger goes through `studybot bank import`."""

MOST_QUESTIONS = 2_000
"""Of one such file, since what a workspace has is kept at hand."""

KEPT_FOR = timedelta(hours=1)
"""How long a file waits to be imported."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 64


def is_topic_name(text: str) -> bool:
    """True for what a bank can call a topic: lower-case words joined by hyphens."""
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that waits for somebody to say that its questions are wanted.

    `topic` puts all of them under one, `level` is for those whose file names none.
    """

    id: UploadId
    workspace: WorkspaceId
    by: PersonId
    name: str
    topic: TopicId | None
    level: Level | None
    content: bytes
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """`known` are the prompts of what is asked here already, `taken` ids that must not be given twice."""

    topic: TopicId | None = None
    level: Level | None = None
    known: Mapping[QuestionId, str]
    taken: frozenset[QuestionId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that waits for its answer; `options` are texts of which none is known to be right."""

    id: QuestionId
    topic: TopicId
    level: Level
    prompt: str
    options: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line of a file, counted from 1, or about all of it where the line is 0."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """`questions` can be asked and `drafts` wait for an answer.

    `repeated` are left out, since the same words are asked here already; `alike` ask nearly the same as
    another question, of the file or asked here, and are taken. `claimed` is what the file says of its count,
    and `unexplained` how many questions with options have no answer in words.
    """

    format: str
    pattern: str = ""
    claimed: int | None = None
    unexplained: int = 0
    questions: tuple[Question, ...] = ()
    drafts: tuple[Unanswered, ...] = ()
    warnings: tuple[Remark, ...] = ()
    repeated: tuple[Remark, ...] = ()
    alike: tuple[Remark, ...] = ()
