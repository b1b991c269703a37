"""Files that wait to be imported; the store in memory has none."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.store.opening import SqliteStore, open_store
from bot.domain.audit import AuditEntry, Deed
from bot.domain.ids import PersonId, QuestionId, TopicId, UploadId, WorkspaceId
from bot.domain.importing import Upload
from bot.domain.own_questions import OwnQuestion, State, Written
from bot.domain.question import Level
from tests.builders import NOON, actor, after, question

HERE, THERE = WorkspaceId("web:playground"), WorkspaceId("slack:T1")


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    async with open_store(path) as opened:
        yield opened


async def upload(store: SqliteStore, id_: str = "u1", who: str = "ada") -> Upload:
    return Upload(
        id=UploadId(id_),
        workspace=HERE,
        by=await store.people.recognise(actor(who)),
        name="soil.md",
        topic=TopicId("soil"),
        level=Level.EXPERT,
        content=bytes(range(256)),
        expires_at=after(hours=1),
    )


def own(id_: str, by: PersonId) -> OwnQuestion:
    return OwnQuestion(
        workspace=HERE,
        id=QuestionId(id_),
        author=by,
        written=Written(topic=TopicId("soil"), level=Level.EXPERT, prompt="Why?"),
        question=question(id_),
        state=State.APPROVED,
        written_at=NOON,
        decided_by=by,
        decided_at=NOON,
        is_imported=True,
    )


def entry(by: PersonId) -> AuditEntry:
    return AuditEntry(deed=Deed.QUESTIONS_IMPORTED, subject="1 question", reason="", by=by, at=NOON)


async def test_a_file_is_kept_as_it_is_until_it_expires(store: SqliteStore) -> None:
    kept = await upload(store)
    plain = replace(kept, id=UploadId("u2"), topic=None, level=None, workspace=THERE)
    for each in (kept, plain):
        await store.uploads.keep(each)
        assert await store.uploads.find(each.workspace, each.id, after(minutes=59)) == each
    assert await store.uploads.find(THERE, kept.id, NOON) is None
    assert await store.uploads.find(HERE, kept.id, after(hours=1)) is None
    await store.uploads.drop_expired(after(hours=1))
    assert await store.uploads.find(HERE, kept.id, NOON) is None


async def test_a_person_has_one_file_waiting_in_a_workspace(store: SqliteStore) -> None:
    first, others = await upload(store), await upload(store, "u2", "grace")
    again = replace(first, id=UploadId("u3"))
    for each in (first, others, again):
        await store.uploads.keep(each)
    found = [await store.uploads.find(HERE, each.id, NOON) for each in (first, others, again)]
    assert found == [None, others, again]
    await store.uploads.drop(HERE, again.id)
    assert await store.uploads.find(HERE, again.id, NOON) is None


async def test_its_questions_are_taken_once_all_in_one_step(store: SqliteStore) -> None:
    kept = await upload(store)
    await store.uploads.keep(kept)
    await store.own_questions.add(replace(own("b", kept.by), state=State.DECLINED))
    questions = [own(id_, kept.by) for id_ in "abc"]
    assert await store.uploads.take_in(kept, questions, entry(kept.by)) == 2
    assert await store.uploads.take_in(kept, questions, entry(kept.by)) is None
    assert await store.own_questions.listed(HERE, State.APPROVED) == [questions[0], questions[2]]
    assert sorted(await store.own_questions.ids(HERE)) == ["a", "b", "c"]
    [noted], _ = await store.audit.page(HERE, 1)
    assert noted == entry(kept.by)


async def test_where_one_cannot_be_kept_nothing_is(store: SqliteStore) -> None:
    kept = await upload(store)
    await store.uploads.keep(kept)
    broken = replace(own("b", kept.by), written_at=NOON.replace(tzinfo=None))
    with pytest.raises(TypeError):
        await store.uploads.take_in(kept, [own("a", kept.by), broken], entry(kept.by))
    assert await store.own_questions.ids(HERE) == []
    assert await store.uploads.find(HERE, kept.id, NOON) == kept
