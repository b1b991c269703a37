"""Live quizzes: their state, who is in, and each step from one state to the next in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

import msgspec
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.accepted_options import with_accepted
from bot.adapters.store.announcements import announce
from bot.adapters.store.codec import (
    ANNOUNCEMENT_COLUMNS,
    from_round,
    to_announcement,
    to_micros,
    to_moment,
)
from bot.adapters.store.database import Database
from bot.adapters.store.live_choices import choose, join, race_rounds, settle
from bot.adapters.store.live_codec import LIVE_COLUMNS, MOVING, from_live, moving, to_live
from bot.adapters.store.live_tables import IS_UNDER_WAY, live_choices, live_members, live_quizzes
from bot.adapters.store.names import SHOWN_NAME
from bot.adapters.store.outbox import add_delivery, enqueue_close
from bot.adapters.store.tables import announcements, deliveries, members, quizzes, rounds
from bot.adapters.store.transaction import Transaction, given
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import ChannelId, PersonId, QuizId, RoundId
from bot.domain.live_quiz import LiveQuiz, Phase, Seen, is_overtaken, timed
from bot.domain.round import Round
from bot.ports.live import Chosen, Race
from bot.ports.records import Action, DeliveryState

_ADD_QUIZ = insert(quizzes)
_FORGET_QUIZ = delete(quizzes).where(quizzes.c.id == given("the_quiz"))
_ADD = insert(live_quizzes).on_conflict_do_nothing()
_OF_QUIZ = quizzes.c.id == live_quizzes.c.quiz
_RUNNING = select(*LIVE_COLUMNS).join(quizzes, _OF_QUIZ).where(IS_UNDER_WAY)
_RUNNING_IN = _RUNNING.where(live_quizzes.c.channel == given("channel"))
_FIND = select(*LIVE_COLUMNS).join(quizzes, _OF_QUIZ).where(live_quizzes.c.quiz == given("id"))
_MOVE = (
    update(live_quizzes)
    .values({name: given(f"new_{name}") for name in MOVING})
    .where(live_quizzes.c.quiz == given("id"))
)
_ADD_ROUND = insert(rounds)
_CLOSES_AT = update(rounds).values(closes_at=given("moment")).where(rounds.c.id == given("the_round"))
_LEAVE = (
    update(live_members)
    .values(has_left=True)
    .where(live_members.c.quiz == given("id"), live_members.c.person == given("who"))
)
_LOBBY = select(*ANNOUNCEMENT_COLUMNS).where(
    announcements.c.kind == AnnouncementKind.LOBBY.value, announcements.c.subject == given("id")
)
_IN_WORKSPACE = given("workspace")
_MEMBERS = (
    select(live_members.c.person, SHOWN_NAME)
    .join(members, (members.c.person == live_members.c.person) & (members.c.workspace == _IN_WORKSPACE))
    .where(live_members.c.quiz == given("id"), ~live_members.c.has_left)
    .order_by(live_members.c.joined_at, live_members.c.person)
)
_JOINED = (
    select(func.count()).where(live_members.c.quiz == given("id"), ~live_members.c.has_left).scalar_subquery()
)
_ANSWERED = select(func.count()).where(live_choices.c.round == given("round")).scalar_subquery()
_COUNTS = select(_JOINED, _ANSWERED)
_POSTED = select(deliveries.c.state, deliveries.c.changed_at).where(
    deliveries.c.post == given("post"), deliveries.c.action == Action.POST.value
)


class SqliteLiveQuizzes:
    """`changed` is called whenever rounds that were read before may have become different."""

    def __init__(self, database: Database, changed: Callable[[], None]) -> None:
        self._database = database
        self._changed = changed

    async def start(self, quiz: LiveQuiz, lobby: Announcement) -> LiveQuiz | None:
        return await self._database.write(lambda tx: _start(tx, quiz, lobby))

    async def find(self, id_: QuizId) -> LiveQuiz | None:
        return await self._database.read(lambda tx: _find(tx, id_))

    async def running(self) -> Sequence[LiveQuiz]:
        rows = await self._database.read(lambda tx: tx.all(_RUNNING, {}))
        return [to_live(row) for row in rows]

    async def running_in(self, channel: ChannelId) -> LiveQuiz | None:
        return await self._database.read(lambda tx: _running_in(tx, channel))

    async def lobby(self, id_: QuizId) -> Announcement | None:
        return await self._database.read(lambda tx: _lobby(tx, id_))

    async def seen(self, quiz: LiveQuiz) -> Seen:
        return await self._database.read(lambda tx: _seen(tx, quiz))

    async def join(self, id_: QuizId, person: PersonId, at: datetime) -> bool:
        return await self._database.write(lambda tx: join(tx, id_, person, at))

    async def members(self, id_: QuizId) -> Sequence[tuple[PersonId, str]]:
        quiz = await self.find(id_)
        if quiz is None:
            return []
        values = {"id": id_, "workspace": quiz.workspace}
        return await self._database.read(lambda tx: tx.all(_MEMBERS, values))

    async def choose(self, round_: Round, person: PersonId, choice: int, at: datetime) -> Chosen:
        """LookupError for a round of no live quiz."""
        return await self._database.write(lambda tx: _choose(tx, round_, person, choice, at))

    async def advance(
        self,
        before: LiveQuiz,
        after: LiveQuiz,
        at: datetime,
        zone: tzinfo,
        ask: Round | None = None,
        podium: Announcement | None = None,
        leaves: PersonId | None = None,
    ) -> bool:
        return await self._database.write(
            lambda tx: _advance(tx, before, after, at, zone, ask, podium, leaves),
            committed=lambda _: self._changed(),
        )

    async def race(self, id_: QuizId) -> Race | None:
        return await self._database.read(lambda tx: _race(tx, id_))


def _start(tx: Transaction, quiz: LiveQuiz, lobby: Announcement) -> LiveQuiz | None:
    values = {
        "id": quiz.id,
        "person": quiz.host,
        "channel": quiz.channel,
        "questions": msgspec.json.encode(quiz.questions).decode(),
        "started_at": to_micros(lobby.opened_at),
    }
    tx.run(_ADD_QUIZ, values)
    if tx.run(_ADD, from_live(quiz)) != 1:  # the channel is taken
        tx.run(_FORGET_QUIZ, {"the_quiz": quiz.id})
        return _running_in(tx, quiz.channel)
    join(tx, quiz.id, quiz.host, lobby.opened_at)
    announce(tx, lobby)
    return None


def _find(tx: Transaction, id_: QuizId) -> LiveQuiz | None:
    row = tx.one(_FIND, {"id": id_})
    return to_live(row) if row else None


def _running_in(tx: Transaction, channel: ChannelId) -> LiveQuiz | None:
    row = tx.one(_RUNNING_IN, {"channel": channel})
    return to_live(row) if row else None


def _lobby(tx: Transaction, id_: QuizId) -> Announcement | None:
    row = tx.one(_LOBBY, {"id": id_})
    return to_announcement(row) if row else None


def _seen(tx: Transaction, quiz: LiveQuiz) -> Seen:
    counts = tx.one(_COUNTS, {"id": quiz.id, "round": quiz.round})
    assert counts is not None  # a select of counts always has a row
    lobby = _lobby(tx, quiz.id) if quiz.phase is Phase.LOBBY else None
    posted = tx.one(_POSTED, {"post": lobby.id if lobby else quiz.round})
    state, changed_at = posted or (None, None)
    return Seen(
        joined=counts[0],
        answered=counts[1],
        posted_at=to_moment(changed_at) if state == DeliveryState.DONE else None,
        failed=state == DeliveryState.FAILED,
    )


def _choose(tx: Transaction, round_: Round, person: PersonId, choice: int, at: datetime) -> Chosen:
    quiz = _find(tx, round_.quiz) if round_.quiz else None
    if quiz is None:
        raise LookupError(f"round {round_.id} belongs to no live quiz")
    if quiz.until is None:  # nobody has looked since the question was posted
        quiz = timed(quiz, _seen(tx, quiz).posted_at)
    return choose(tx, quiz, round_.id, person, choice, at)


def _advance(
    tx: Transaction,
    before: LiveQuiz,
    after: LiveQuiz,
    at: datetime,
    zone: tzinfo,
    ask: Round | None,
    podium: Announcement | None,
    leaves: PersonId | None,
) -> bool:
    if _find(tx, before.id) != before or is_overtaken(before, after, _seen(tx, before)):
        return False  # somebody else was faster
    if before.round is not None and after.round != before.round:
        _closes(tx, before.round, at)
        settle(tx, before, at, zone)
    if ask is not None:
        tx.run(_ADD_ROUND, from_round(with_accepted(tx, ask)))
        add_delivery(tx, ask.id, Action.POST, at)
    tx.run(_MOVE, {"id": after.id, **{f"new_{name}": value for name, value in moving(after).items()}})
    if after.round is not None:
        _closes(tx, after.round, after.until if after.phase is Phase.ASKING else None)
    lobby = _lobby(tx, after.id)
    if lobby is not None and before.phase is Phase.LOBBY and after.phase is not Phase.LOBBY:
        enqueue_close(tx, lobby.id, at)
    if podium is not None:
        announce(tx, podium)
    if leaves is not None:
        tx.run(_LEAVE, {"id": after.id, "who": leaves})
    return True


def _closes(tx: Transaction, round_: RoundId, at: datetime | None) -> None:
    tx.run(_CLOSES_AT, {"the_round": round_, "moment": None if at is None else to_micros(at)})


def _race(tx: Transaction, id_: QuizId) -> Race | None:
    quiz = _find(tx, id_)
    return Race(quiz, race_rounds(tx, id_)) if quiz else None
