import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.adapters.store.migrations.runner import upgrade
from bot.adapters.store.opening import open_store
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.ids import AnnouncementId, MessageId
from bot.ports.records import Action, DeliveryState
from bot.ports.store import Store
from tests.builders import HALL, NOON, after

RESULT = Announcement(
    id=AnnouncementId("a1"),
    kind=AnnouncementKind.QUIZ_RESULT,
    channel=HALL,
    subject="q1",
    opened_at=NOON,
)


async def test_an_announcement_is_claimed_with_its_delivery(store: Store) -> None:
    assert await store.announcements.claim(RESULT)
    assert await store.announcements.latest(HALL, limit=9) == [RESULT]
    [delivery] = await store.outbox.due(NOON)
    assert (delivery.post, delivery.action, delivery.state) == (RESULT, Action.POST, DeliveryState.CLAIMED)


async def test_a_subject_is_announced_once_of_each_kind(store: Store) -> None:
    assert await store.announcements.claim(RESULT)
    assert not await store.announcements.claim(replace(RESULT, id=AnnouncementId("a2")))
    assert await store.announcements.latest(HALL, limit=9) == [RESULT]
    podium = replace(RESULT, id=AnnouncementId("a3"), kind=AnnouncementKind.PODIUM)
    assert await store.announcements.claim(podium)
    assert len(await store.outbox.due(NOON)) == 2


async def test_the_latest_announcements_come_first_and_failed_ones_not_at_all(store: Store) -> None:
    for number in range(4):
        subject, id_ = f"q{number}", AnnouncementId(f"a{number}")
        await store.announcements.claim(
            replace(RESULT, id=id_, subject=subject, opened_at=after(minutes=number))
        )
    await store.outbox.failed(AnnouncementId("a3"), Action.POST, "no such channel")
    latest = await store.announcements.latest(HALL, limit=2)
    assert [one.id for one in latest] == ["a2", "a1"]


async def test_an_announcement_can_be_closed_and_has_its_message(store: Store) -> None:
    await store.announcements.claim(RESULT)
    await store.outbox.done(RESULT.id, Action.POST, MessageId("m1"), NOON)
    assert await store.outbox.message_of(RESULT.id) == "m1"
    await store.outbox.enqueue_close(RESULT.id, NOON)
    [closing_] = await store.outbox.due(NOON)
    assert (closing_.post, closing_.action, closing_.message) == (RESULT, Action.CLOSE, "m1")


async def test_a_migration_keeps_every_delivery(path: Path) -> None:
    upgrade(path, to="0001")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO rounds (id, kind, workspace, channel, question_id, topic, question, opened_at, day,"
            " reveal, mention, thread, for_streaks, ended)"
            " VALUES ('r1', 'asked', 'w', 'w/c', 'q', 't', '{}', 0, '2026-01-01', 'private', '', 0, 0, 0)"
        )
        connection.execute("INSERT INTO deliveries VALUES ('r1', 'post', 'posted', 1, 'm7', '', 1, 2, 3)")
    async with open_store(path) as store:
        assert await store.outbox.message_of(AnnouncementId("r1")) == "m7"
        assert await store.outbox.due(NOON) == []
