"""What managers hear of suggestions, and authors of what became of theirs."""

from sqlalchemy import exists, func, select

from bot.adapters.store.codec import ANNOUNCEMENT_COLUMNS
from bot.adapters.store.inbox_tables import notices
from bot.adapters.store.notices import add_notices
from bot.adapters.store.outbox import enqueue_close
from bot.adapters.store.own_question_tables import IS_SUGGESTED, own_questions
from bot.adapters.store.tables import announcements, deliveries
from bot.adapters.store.transaction import Transaction, given
from bot.domain.announcement import AnnouncementKind
from bot.domain.notice import NoticeKind
from bot.domain.own_questions import OwnQuestion, subject_of
from bot.ports.records import Action, DeliveryState

_SUBJECT = own_questions.c.workspace + "/" + own_questions.c.id
_IS_POST = announcements.c.kind == AnnouncementKind.SUGGESTION.value
_IS_TOLD = exists().where(notices.c.kind == NoticeKind.SUGGESTION.value, notices.c.subject == _SUBJECT)
_IN_CHANNEL = exists().where(
    _IS_POST,
    announcements.c.subject == _SUBJECT,
    deliveries.c.post == announcements.c.id,
    deliveries.c.action == Action.POST.value,
    deliveries.c.state != DeliveryState.FAILED.value,
)
UNTOLD = (
    select(own_questions.c.workspace, own_questions.c.id)
    .where(IS_SUGGESTED, ~_IS_TOLD, ~_IN_CHANNEL)
    .order_by(own_questions.c.written_at)
)
_ID = func.substr(announcements.c.subject, func.length(announcements.c.workspace) + 2)
POSTS_IN = (
    select(*ANNOUNCEMENT_COLUMNS)
    .join(
        own_questions,
        (own_questions.c.workspace == announcements.c.workspace) & (own_questions.c.id == _ID),
    )
    .where(announcements.c.channel == given("channel"), _IS_POST, IS_SUGGESTED)
    .order_by(announcements.c.opened_at.desc())
    .limit(10)
)
_POST = select(announcements.c.id).where(_IS_POST, announcements.c.subject == given("subject"))


def note_decided(tx: Transaction, own: OwnQuestion) -> None:
    """Change the post of a suggestion, and tell its author unless they have decided it themselves."""
    assert own.decided_at is not None  # it has just been decided
    subject = subject_of(own.workspace, own.id)
    post = tx.one(_POST, {"subject": subject})
    if post is not None:
        enqueue_close(tx, post[0], own.decided_at)
    if own.author != own.decided_by:
        add_notices(tx, {own.author: subject}, NoticeKind.OUTCOME, own.workspace, own.decided_at)
