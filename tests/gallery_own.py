"""Cards about a workspace's own questions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC

from bot.cards import Card
from bot.domain.ids import ChannelId, HaltId, PersonId, QuestionId, ScheduleId, TopicId, UploadId, WorkspaceId
from bot.domain.importing import ImportPreview, Remark, Unanswered, Upload
from bot.domain.own_questions import OWN_TOPIC, OwnQuestion, State, Written
from bot.domain.question import Level
from bot.domain.suggestion_text import id_for, missing, read
from bot.domain.trouble import Halt
from bot.wording.imports import preview_card
from bot.wording.own_packs import Scrutiny, suggestion_card
from bot.wording.suggestions import draft_card
from bot.wording.troubles import halted_card
from tests.builders import NOON, open_question, question

WRITTEN = Written(
    topic=TopicId("attention"),
    level=Level.EXPERT,
    prompt="Why divide by $\\sqrt{d_k}$ | *not* by `d_k`?",
    right="It keeps the variance at 1 <@U1>",
    wrong="It is faster | Nothing || gets faster.\nIt saves memory\n"
    "It is a @everyone convention | There is a reason.",
    answer="The variance of a dot product grows with $d_k$.\n\n- Large scores saturate the softmax.",
)


def _suggestion() -> Card:
    id_ = id_for(WRITTEN.prompt)
    question = read(WRITTEN, id_)
    own = OwnQuestion(
        workspace=WorkspaceId("web:playground"),
        id=id_,
        author=PersonId(1),
        written=WRITTEN,
        question=question,
        state=State.SUGGESTED,
        written_at=NOON,
    )
    scrutiny = Scrutiny("Grace <b>*Hopper*</b>", "Attention", tuple(missing(question)), ("`tags` are few",))
    return suggestion_card(own, scrutiny)


def _draft() -> Card:
    own = OwnQuestion(
        workspace=WorkspaceId("web:playground"),
        id=id_for("Why?"),
        author=PersonId(1),
        written=replace(WRITTEN, answer=""),
        question=None,
        state=State.DRAFT,
        written_at=NOON,
    )
    return draft_card(own, ("Write the model answer, which says why the right answer is right.",))


def _import() -> Card:
    upload = Upload(
        id=UploadId("aaaabbbbcccc"),
        workspace=WorkspaceId("web:playground"),
        by=PersonId(1),
        name="soil *notes* <b>.md",
        topic=TopicId("soil"),
        level=None,
        content=b"",
        expires_at=NOON,
    )
    found = ImportPreview(
        format="markdown",
        pattern="heading “### 1.”",
        claimed=14,
        unexplained=1,
        questions=(question("what-is-loam"), open_question("why-mulch")),
        drafts=(
            Unanswered(
                id=QuestionId("x"),
                topic=upload.topic or OWN_TOPIC,
                level=Level.EXPERT,
                prompt="Who <@U1> **digs** $x^2$?",
            ),
        ),
        warnings=tuple(Remark(n, f"`A{n}` is cut off @everyone <b>") for n in range(1, 13)),
        repeated=(Remark(0, "`why-dig` asks the same as `dig`, which is asked here already"),),
        alike=(Remark(7, "`what-is-loam` asks nearly the same as `what-is-soil` (soil.md:3; 93 of 100)"),),
    )
    return preview_card(upload, found, UTC)


def _halted() -> Card:
    reason = "The bot lacks Send Messages in #general *(discord:1/2)*. A manager can give it."
    halt = Halt(
        id=HaltId(7),
        schedule=ScheduleId("team-mornings"),
        channel=ChannelId("discord:1/2"),
        reason=reason,
        since=NOON,
    )
    return halted_card(halt, UTC)


OWN_GALLERY: Mapping[str, Callable[[], Card]] = {
    "suggestion": _suggestion,
    "draft": _draft,
    "import": _import,
    "halted": _halted,
}
