"""Between what the core speaks of and what a row holds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.adapters.store.tables import announcements, rounds
from bot.adapters.store.transaction import Row
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.question import Question
from bot.domain.round import ASKED_WELL, Answer, PutRight, Reveal, Round, RoundKind, Verdict
from bot.domain.schedule import Schedule
from bot.domain.scoring import points_for
from bot.domain.streaks import counts

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """TypeError for a moment without a zone."""
    return (moment - _EPOCH) // _MICROSECOND


def to_moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


ROUND_COLUMNS = (
    rounds.c.id,
    rounds.c.kind,
    rounds.c.channel,
    rounds.c.question,
    rounds.c.opened_at,
    rounds.c.day,
    rounds.c.closes_at,
    rounds.c.reveal,
    rounds.c.mention,
    rounds.c.thread,
    rounds.c.quiz,
    rounds.c.ruling,
)


def to_round(row: Row) -> Round:
    """A round from the values of ROUND_COLUMNS."""
    id_, kind, channel, question, opened_at, day, closes_at, reveal, mention, thread, quiz, ruling = row
    return Round(
        id=id_,
        kind=RoundKind(kind),
        channel=channel,
        question=msgspec.json.decode(question, type=Question),
        opened_at=to_moment(opened_at),
        day=date.fromisoformat(day),
        closes_at=None if closes_at is None else to_moment(closes_at),
        reveal=Reveal(reveal),
        mention=mention,
        thread=bool(thread),
        quiz=quiz,
        put_right=to_ruling(ruling),
    )


def from_round(round_: Round) -> Mapping[str, Any]:
    """A row of `rounds`."""
    return {
        "seq": None,
        "id": round_.id,
        "kind": round_.kind,
        "workspace": round_.workspace,
        "channel": round_.channel,
        "question_id": round_.question.id,
        "topic": round_.question.topic,
        "question": msgspec.json.encode(round_.question).decode(),
        "opened_at": to_micros(round_.opened_at),
        "day": round_.day.isoformat(),
        "closes_at": None if round_.closes_at is None else to_micros(round_.closes_at),
        "reveal": round_.reveal,
        "mention": round_.mention,
        "thread": round_.thread,
        "quiz": round_.quiz,
        "for_streaks": counts(round_),
        "ended": False,
        "ruling": from_ruling(round_.put_right),
    }


def to_ruling(text: str) -> PutRight:
    return msgspec.json.decode(text, type=PutRight) if text else ASKED_WELL


def from_ruling(put: PutRight) -> str:
    return "" if put == ASKED_WELL else msgspec.json.encode(put, order="deterministic").decode()


def put_right(answer: Answer, round_: Round, ruling: str) -> Answer:
    """An answer as rulings see it that its round may not have known yet when it was judged."""
    put = to_ruling(ruling)
    if put.is_void:
        return replace(answer, scored=False, right=False, points=0)
    if answer.choice in put.also_right and not answer.right:
        return replace(answer, right=True, points=points_for(Verdict.RIGHT, round_.question.level))
    return answer


def to_schedule(body: str) -> Schedule:
    return msgspec.json.decode(body, type=Schedule, dec_hook=_to_zone)


def from_schedule(schedule: Schedule) -> str:
    return msgspec.json.encode(schedule, enc_hook=_from_zone, order="deterministic").decode()


def _to_zone(type_: type, value: Any) -> Any:
    if type_ is ZoneInfo:
        return ZoneInfo(value)
    raise NotImplementedError(type_)


def _from_zone(value: Any) -> str:
    if isinstance(value, ZoneInfo):
        return value.key
    raise NotImplementedError(type(value))


ANNOUNCEMENT_COLUMNS = (
    announcements.c.id,
    announcements.c.kind,
    announcements.c.channel,
    announcements.c.subject,
    announcements.c.opened_at,
)


def to_announcement(row: Row) -> Announcement:
    """An announcement from the values of ANNOUNCEMENT_COLUMNS."""
    id_, kind, channel, subject, opened_at = row
    return Announcement(
        id=id_,
        kind=AnnouncementKind(kind),
        channel=channel,
        subject=subject,
        opened_at=to_moment(opened_at),
    )


def from_announcement(announcement: Announcement) -> Mapping[str, Any]:
    """A row of `announcements`."""
    return {
        "id": announcement.id,
        "kind": announcement.kind,
        "channel": announcement.channel,
        "workspace": announcement.workspace,
        "subject": announcement.subject,
        "opened_at": to_micros(announcement.opened_at),
    }
