"""A workspace's own questions from draft to pack."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.announcements import announce
from bot.adapters.store.codec import to_announcement, to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.own_question_tables import own_questions
from bot.adapters.store.suggestion_news import POSTS_IN, UNTOLD, note_decided
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.announcement import Announcement
from bot.domain.ids import ChannelId, PersonId, QuestionId, WorkspaceId
from bot.domain.own_questions import IN_PACK, WAITING, OwnQuestion, State, Written
from bot.domain.question import Question

DECISION = ("decided_by", "decided_at", "is_imported")
ADD = insert(own_questions).on_conflict_do_nothing()
_ALL = select(own_questions)
_HERE = (own_questions.c.workspace == given("place")) & (own_questions.c.id == given("key"))
_FIND = _ALL.where(_HERE)
_REPLACE = (
    update(own_questions)
    .where(_HERE & (own_questions.c.state == given("old")) & (own_questions.c.written == given("known")))
    .values(
        {
            name: given(f"new_{name}")
            for name in ("written", "question", "state", "written_at", "reason", *DECISION)
        }
    )
)
_LISTED = _ALL.where(
    (own_questions.c.workspace == given("place")) & (own_questions.c.state == given("old"))
).order_by(own_questions.c.written_at, own_questions.c.id)
_IDS = select(own_questions.c.id).where(own_questions.c.workspace == given("place"))
_WAITING = _ALL.where(
    (own_questions.c.workspace == given("place"))
    & or_(*(own_questions.c.state == state for state in WAITING))
    & (own_questions.c.author == given("who"))
).order_by(own_questions.c.written_at, own_questions.c.id)
_PACKS = _ALL.where(
    or_(*(own_questions.c.state == state for state in IN_PACK)),
    given("place").is_(None) | (own_questions.c.workspace == given("place")),
).order_by(own_questions.c.workspace, own_questions.c.decided_at, own_questions.c.id)


class SqliteOwnQuestions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, own: OwnQuestion, post: Announcement | None = None) -> bool:
        def work(tx: Transaction) -> bool:
            is_new = tx.run(ADD, row_of(own)) > 0
            if is_new and post is not None:
                announce(tx, post)
            return is_new

        return await self._database.write(work)

    async def find(self, workspace: WorkspaceId, id_: QuestionId) -> OwnQuestion | None:
        row = await self._database.read(lambda tx: tx.one(_FIND, {"place": workspace, "key": id_}))
        return _own_question(row) if row else None

    async def replace(
        self, before: OwnQuestion, after: OwnQuestion, post: Announcement | None = None
    ) -> bool:
        def work(tx: Transaction) -> bool:
            if tx.run(_REPLACE, _change(before, after)) == 0:
                return False
            if post is not None:
                announce(tx, post)
            if before.state is State.SUGGESTED and after.state is not State.SUGGESTED:
                note_decided(tx, after)
            return True

        return await self._database.write(work)

    async def untold(self) -> Sequence[tuple[WorkspaceId, QuestionId]]:
        rows = await self._database.read(lambda tx: tx.all(UNTOLD, {}))
        return [(workspace, id_) for workspace, id_ in rows]

    async def posts_in(self, channel: ChannelId) -> Sequence[Announcement]:
        rows = await self._database.read(lambda tx: tx.all(POSTS_IN, {"channel": channel}))
        return list(map(to_announcement, rows))

    async def listed(self, workspace: WorkspaceId, state: State) -> Sequence[OwnQuestion]:
        # a pack may hold thousands, so rows become questions in the reader's thread
        values = {"place": workspace, "old": state}
        return await self._database.read(lambda tx: list(map(_own_question, tx.all(_LISTED, values))))

    async def ids(self, workspace: WorkspaceId) -> Sequence[QuestionId]:
        rows = await self._database.read(lambda tx: tx.all(_IDS, {"place": workspace}))
        return [QuestionId(id_) for (id_,) in rows]

    async def waiting(self, workspace: WorkspaceId, author: PersonId) -> Sequence[OwnQuestion]:
        rows = await self._database.read(lambda tx: tx.all(_WAITING, {"place": workspace, "who": author}))
        return list(map(_own_question, rows))

    async def packs(
        self, workspace: WorkspaceId | None = None
    ) -> Mapping[WorkspaceId, Sequence[OwnQuestion]]:
        found: dict[WorkspaceId, list[OwnQuestion]] = defaultdict(list)
        values = {"place": workspace}
        for own in await self._database.read(lambda tx: list(map(_own_question, tx.all(_PACKS, values)))):
            found[own.workspace].append(own)
        return found


def _change(before: OwnQuestion, after: OwnQuestion) -> Mapping[str, Any]:
    known = {"old": before.state, "known": _json(before.written)}
    now = {f"new_{name}": value for name, value in row_of(after).items()}
    return {"place": before.workspace, "key": before.id, **known, **now}


def row_of(own: OwnQuestion) -> Mapping[str, Any]:
    return {
        "workspace": own.workspace,
        "id": own.id,
        "author": own.author,
        "written": _json(own.written),
        "question": _json(own.question),
        "state": own.state,
        "written_at": to_micros(own.written_at),
        "reason": own.reason,
        "decided_by": own.decided_by,
        "decided_at": None if own.decided_at is None else to_micros(own.decided_at),
        "is_imported": own.is_imported,
    }


def _json(value: Written | Question | None) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _own_question(row: Row) -> OwnQuestion:
    workspace, id_, author, written, question, *decision = row
    state, written_at, reason, decided_by, decided_at, is_imported = decision
    return OwnQuestion(
        workspace=workspace,
        id=id_,
        author=author,
        written=msgspec.json.decode(written, type=Written),
        question=None if question is None else msgspec.json.decode(question, type=Question),
        state=State(state),
        written_at=to_moment(written_at),
        reason=reason,
        decided_by=decided_by,
        decided_at=None if decided_at is None else to_moment(decided_at),
        is_imported=bool(is_imported),
    )
