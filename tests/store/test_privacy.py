"""What people can learn of what is kept of them, and that nothing of it is found once they are forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import visitors

from bot.adapters.store.connection import open_raw
from bot.adapters.store.database import Database, open_database
from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import SqliteStore
from bot.adapters.store.personal_data import HOLDINGS, NOBODY_HERE
from bot.adapters.store.schema import prepare
from bot.adapters.store.tables import metadata
from bot.adapters.store.team_tables import memberships, teams
from bot.domain.boards import Period
from bot.domain.ids import Account, PersonId, QuizId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.quiz import Quiz
from bot.domain.retention import Retention
from bot.domain.round import Rating
from tests.builders import HALL, NOON, actor, question, round_
from tests.store.builders import answer, member, post

HERE = WorkspaceId("web:playground")
NAME = "Zuleika Quibblesworth-Ångström"
ACCOUNT = Account("discord:918273645546372819")
TEXT = "Mine alone: the gradient of the logits wobbles like a blancmange."
REASON = "Plainly preposterous, says Zuleika."
LATER = NOON + timedelta(days=400)
ME = Actor(ACCOUNT, NAME, HALL)
LIKE_A_PERSON = {"person", "account", "host", "captain", "self", "head", "by", "author", "name", "decided_by"}


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    prepare(path)
    async with open_database(path) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> SqliteStore:
    return SqliteStore(database)


def about_people() -> list[tuple[Table, Column[object]]]:
    found = []
    for table in metadata.tables.values():
        for column in table.columns:
            refers = any(key.column.table.name == "persons" for key in column.foreign_keys)
            if refers or column.name in LIKE_A_PERSON:
                found.append((table, column))
    return found


@pytest.mark.parametrize(("table", "column"), about_people(), ids=str)
def test_no_column_about_a_person_is_forgotten(table: Table, column: Column[object]) -> None:
    """A new table has to be put into HOLDINGS, or into NOBODY_HERE with a reason."""
    if table.name in NOBODY_HERE or f"{table.name}.{column.name}" in NOBODY_HERE:
        return
    held = [holding for holding in HOLDINGS if holding.table is table]
    assert held, f"{table.name} is about people; put it into HOLDINGS"
    if column.foreign_keys:
        asked = {str(part) for holding in held for part in visitors.iterate(holding.mine)}
        assert str(column) in asked, f"nobody looks for a person in {column}"


def test_every_reason_is_about_something_that_is_there() -> None:
    names = {table.name for table in metadata.tables.values()}
    names |= {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}
    assert set(NOBODY_HERE) <= names


async def live_a_little(store: SqliteStore, database: Database) -> PersonId:
    """Leave a trace in as many places as there are ways to."""
    me, other = await store.people.recognise(ME), await member(store, "grace")
    team = {"id": "t1", "workspace": HERE, "name": "Team", "key": "team", "captain": me, "source": None}
    await database.write(
        lambda tx: tx.run(insert(teams), {**team, "is_open": True, "created_at": 0, "ended_at": None})
    )
    joined = {"workspace": HERE, "team": "t1", "joined_at": 0}
    both = [{**joined, "person": person} for person in (me, other)]
    await database.write(lambda tx: tx.run_all(insert(memberships), both))
    rounds = [await post(store, round_(f"r{n}", question=question(f"question-{n}"))) for n in range(3)]
    for number, asked in enumerate(rounds):
        await store.answers.record(answer(asked, me), asked)
        await store.answers.record(answer(asked, other, right=number > 0), asked)
    await store.answers.rate(rounds[0].id, me, Rating.PARTLY, NOON)
    await store.quizzes.start(
        Quiz(id=QuizId("q1"), person=me, channel=HALL, questions=(question().id,)), NOON
    )
    await write_texts(database, me)
    await store.exclusions.exclude(WorkspaceId("slack:T9"), me, NOON, REASON)
    await store.links.offer(me, "zuleikascode", NOON, timedelta(minutes=10))
    await store.links.accept("zuleikascode", other, NOON)
    await store.links.offer(me, "zuleikasnext", NOON, timedelta(minutes=10))
    return me


async def write_texts(database: Database, me: PersonId) -> None:
    def work(tx: object) -> None:
        run = tx._connection.execute  # type: ignore[attr-defined] # rows as they are, without a use case
        run("INSERT INTO interviews VALUES ('i1', ?, NULL, NULL, 20, 0, NULL)", (me,))
        run(
            "INSERT INTO interview_answers VALUES ('i1', 0, 0, 'q', 't', '{}', 0, ?, 0, 0, 0, 0, NULL)",
            (TEXT,),
        )
        run(
            "INSERT INTO reports (question, person, workspace, reason, at) VALUES ('q', ?, ?, ?, 0)",
            (me, HERE, REASON),
        )
        run(
            "INSERT INTO audit (workspace, by, action, subject, reason, at) VALUES (?, ?, 'x', 's', '', 0)",
            (HERE, me),
        )
        run(
            "INSERT INTO audit (workspace, by, action, subject, reason, at) "
            "VALUES (?, NULL, 'member-excluded', ?, ?, 0)",
            (HERE, str(me), REASON),
        )
        run(
            "INSERT INTO review_settings VALUES (?, 0.9, NULL, '18:30', 'Europe/Berlin', ?, ?, 5, NULL, '')",
            (me, ACCOUNT, HERE),
        )

    await database.write(work)


def found_in(path: Path, *words: str) -> list[str]:
    """Which words stand in the file, its log or its index, in whatever corner."""
    files = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))]
    content = b"".join(file.read_bytes() for file in files if file.exists())
    return [word for word in words if word.encode() in content]


SECRETS = (NAME, ACCOUNT, TEXT, REASON, "zuleikascode", "zuleikasnext")


async def test_the_export_holds_everything(store: SqliteStore, database: Database) -> None:
    me = await live_a_little(store, database)
    told = await store.privacy.export(me)
    assert [row["account"] for row in told["accounts"]] == [ACCOUNT]
    assert [row["name"] for row in told["members"]] == [NAME]
    assert [row["chosen"] for row in told["answers"]] == ["Because of reason 1"] * 3
    assert told["answers"][0]["at"] == NOON.isoformat()
    assert told["answers"][0]["right"] is True
    assert told["quizzes"][0]["questions"] == [question().id]
    assert [row["text"] for row in told["interview_answers"]] == [TEXT]
    assert [row["reason"] for row in told["reports"]] == [REASON]
    assert len(told["audit"]) == 2
    assert all(told[name] for name in ("memberships", "teams", "links", "link_codes"))
    assert {holding.table.name for holding in HOLDINGS} == set(told)


async def test_the_export_holds_nothing_of_others(store: SqliteStore, database: Database) -> None:
    await live_a_little(store, database)
    told = await store.privacy.export(await member(store, "grace"))
    assert NAME not in repr(told)
    assert TEXT not in repr(told)
    assert len(told["answers"]) == 3


async def test_who_is_forgotten_is_found_in_no_file(
    store: SqliteStore, database: Database, path: Path
) -> None:
    me = await live_a_little(store, database)
    assert found_in(path, *SECRETS)  # or the test below would prove nothing
    assert await store.privacy.forget(me, NOON)
    assert found_in(path, *SECRETS) == []


async def test_earlier_names_are_gone_as_well(store: SqliteStore, path: Path) -> None:
    """Also where rows have moved from page to page since."""
    former = "Formerly Known As Somebody Else"
    me = await store.people.recognise(Actor(ACCOUNT, former, HALL))
    for number in range(300):
        await store.people.recognise(actor(f"somebody-with-quite-a-long-name-{number}"))
    await store.people.recognise(ME)
    assert await store.privacy.forget(me, NOON)
    assert found_in(path, former, NAME, ACCOUNT) == []


async def test_a_file_of_an_earlier_release_is_written_anew_once(path: Path) -> None:
    prepare(path)
    with closing(open_raw(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("INSERT INTO reports VALUES (NULL, 'q', 1, 'w', ?, 0, NULL, NULL)", (TEXT,))
        connection.execute("DELETE FROM reports")
    assert found_in(path, TEXT) == [TEXT]
    async with open_database(path) as database:
        store = SqliteStore(database)
        assert await store.privacy.forget(await store.people.recognise(ME), NOON)
    assert found_in(path, TEXT, NAME) == []


async def test_numbers_stay_right(store: SqliteStore, database: Database, path: Path) -> None:
    me = await live_a_little(store, database)
    board = await store.boards.page(HERE, Period.ALL, NOON.date())
    result = await store.rounds.result(round_("r1").id)
    await store.privacy.forget(me, NOON)
    after = await store.boards.page(HERE, Period.ALL, NOON.date())
    assert [(s.place, s.score.points) for s in after.standings] == [
        (s.place, s.score.points) for s in board.standings
    ]
    assert NAME not in {standing.score.name for standing in after.standings}
    assert (await store.rounds.result(round_("r1").id)).chosen == result.chosen
    assert await asyncio.to_thread(check_totals, path) == []


async def test_who_comes_back_is_somebody_new(store: SqliteStore, database: Database) -> None:
    me = await live_a_little(store, database)
    await store.privacy.forget(me, NOON)
    assert await store.people.find(ACCOUNT) is None
    assert await store.people.recognise(ME) != me
    assert (await store.privacy.export(me))["accounts"] == []


async def test_a_reader_holds_the_cleaning_up_only_for_a_while(store: SqliteStore, path: Path) -> None:
    """Another process, such as a backup, still sees the file as it was."""
    me = await store.people.recognise(ME)
    with closing(open_raw(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM members").fetchall()
        assert not await store.privacy.forget(me, NOON)
        assert await store.people.find(ACCOUNT) is None
        reader.execute("COMMIT")
    await store.privacy.expire(Retention(), NOON)
    assert found_in(path, NAME, ACCOUNT) == []


async def test_hiding_can_be_taken_back(store: SqliteStore) -> None:
    me = await store.people.recognise(ME)
    assert await store.privacy.hide(me, HERE, True)
    assert not await store.privacy.hide(me, HERE, True)
    assert await store.privacy.hide(me, HERE, False)
    assert not await store.privacy.hide(me, WorkspaceId("slack:T9"), True)


async def test_what_is_old_goes_and_only_that(store: SqliteStore, database: Database, path: Path) -> None:
    me = await live_a_little(store, database)
    kept = Retention(interviews=timedelta(days=365), audit=timedelta(days=100_000))
    assert await store.privacy.expire(Retention(), LATER) == 0
    assert await store.privacy.expire(kept, LATER) == 1
    assert found_in(path, TEXT) == []
    assert found_in(path, NAME) == [NAME]
    assert len((await store.privacy.export(me))["audit"]) == 2
    assert await store.privacy.expire(Retention(audit=timedelta(days=365)), LATER) == 2


async def test_who_is_silent_for_long_is_forgotten(store: SqliteStore, path: Path) -> None:
    asked, again = await post(store, round_("r1")), await post(store, round_("r2"))
    silent, active = await store.people.recognise(ME), await member(store, "grace")
    mute = await member(store, "alan")
    for person in (silent, active):
        await store.answers.record(answer(asked, person), asked)
    await store.answers.record(answer(again, active, at=LATER), again)
    kept = Retention(people=timedelta(days=365))
    assert await store.privacy.expire(kept, NOON + timedelta(days=364)) == 0
    assert await store.privacy.expire(kept, LATER) == 1
    assert await store.people.find(ACCOUNT) is None
    assert await store.people.name_of(active, HERE) == "Grace"
    assert await store.people.name_of(mute, HERE) == "Alan"
    assert found_in(path, NAME, ACCOUNT) == []
    assert await asyncio.to_thread(check_totals, path) == []


async def test_holdings_are_counted(store: SqliteStore, database: Database) -> None:
    me = await live_a_little(store, database)
    held = await store.privacy.holdings(me)
    assert (held.answers, held.interviews, held.teams, held.workspaces) == (3, 1, 1, 1)


def test_deleted_rows_are_overwritten_on_every_connection(path: Path) -> None:
    with closing(open_raw(path)) as connection:
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
