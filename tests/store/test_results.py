"""What is taken out of the store for evaluation elsewhere."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.adapters.store.opening import open_store
from bot.adapters.store.results import UnknownWorkspace, Wanted, columns, read_results
from bot.domain.ids import ChannelId, QuizId
from bot.domain.quiz import Quiz
from bot.domain.round import RoundKind
from tests.builders import NOON, after, question, round_
from tests.store.builders import answer, member, peek, post

OTHER = ChannelId("discord:9/1")


@pytest.fixture
async def played(path: Path) -> Path:
    """Two days in one workspace and a day in another; Cyd only looks, and practises in private."""
    async with open_store(path) as store:
        ada, bob, cyd = [await member(store, name) for name in ("ada", "bob", "cyd")]
        dora = await member(store, "dora", OTHER)
        for n in range(2):
            opened = after(days=n)
            asked = await post(
                store, round_(f"r{n}", question=question(f"q{n}"), opened_at=opened, day=opened.date())
            )
            await store.answers.record(answer(asked, ada, at=opened), asked)
            await store.answers.record(
                answer(asked, bob, right=n == 0, at=opened + timedelta(minutes=1)), asked
            )
            await store.answers.record(peek(asked, cyd, at=opened), asked)
        elsewhere = await post(store, round_("r9", channel=OTHER))
        await store.answers.record(answer(elsewhere, dora), elsewhere)
    return path


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(sql).rowcount > 0


def test_rounds_answers_and_boards_are_told(played: Path) -> None:
    results = read_results(played, Wanted(workspace="web:playground"))
    assert [
        (r["round"], r["question"], r["level"], r["answered"], r["right"]) for r in results["rounds"]
    ] == [
        ("r0", "q0", "intermediate", 2, 2),
        ("r1", "q1", "intermediate", 2, 1),
    ]
    assert [(a["round"], a["name"], a["choice"], a["right"], a["points"]) for a in results["answers"]] == [
        ("r0", "Ada", "B", 1, 15),
        ("r0", "Bob", "B", 1, 15),
        ("r1", "Ada", "B", 1, 15),
        ("r1", "Bob", "C", 0, 0),
    ]
    boards = [(b["scope"], b["place"], b["name"], b["points"], b["answered"]) for b in results["boards"]]
    assert boards == [
        (scope, place, name, points, 2)
        for scope in ("web:playground", "web:playground/general")
        for place, name, points in ((1, "Ada", 30), (2, "Bob", 15))
    ]
    assert results["answers"][0]["at"] == "2026-11-23T12:00:00+00:00"


def test_a_look_at_the_answer_stays_private(played: Path) -> None:
    assert "Cyd" not in str(read_results(played, Wanted()))


def test_a_period_and_a_workspace_choose(played: Path) -> None:
    later = read_results(played, Wanted(first=date(2026, 11, 24)))
    assert [each["round"] for each in later["rounds"]] == ["r1"]
    assert {each["round"] for each in later["answers"]} == {"r1"}
    first = read_results(played, Wanted(last=date(2026, 11, 23)))
    assert [
        (each["place"], each["name"]) for each in first["boards"] if each["scope"] == "web:playground"
    ] == [
        (1, "Ada"),
        (1, "Bob"),
    ]
    assert {each["name"] for each in read_results(played, Wanted(workspace="discord:9"))["answers"]} == {
        "Dora"
    }
    nothing = read_results(played, Wanted(workspace="discord:9", first=date(2027, 1, 1)))
    assert nothing == {"rounds": [], "answers": [], "boards": []}
    with pytest.raises(UnknownWorkspace, match="'discord:none'; there are discord:9, web:playground"):
        read_results(played, Wanted(workspace="discord:none"))


def test_names_are_left_out_on_request(played: Path) -> None:
    results = read_results(played, Wanted(with_names=False))
    assert "Ada" not in str(results)
    assert list(results["boards"][0]) == columns("boards", Wanted(with_names=False))
    assert "name" in columns("boards", Wanted())


@pytest.mark.parametrize("flag", ["is_hidden", "has_left"])
def test_people_who_asked_to_be_hidden_are_in_no_list_but_in_the_sums(played: Path, flag: str) -> None:
    change(played, f"UPDATE members SET {flag} = 1 WHERE name = 'Ada'")
    results = read_results(played, Wanted(workspace="web:playground"))
    assert {each["name"] for each in (*results["answers"], *results["boards"])} == {"Bob"}
    assert {each["place"] for each in results["boards"]} == {1}
    assert [each["answered"] for each in results["rounds"]] == [2, 2]


def test_people_off_the_boards_are_on_none(played: Path) -> None:
    change(
        played,
        "INSERT INTO exclusions SELECT 'web:playground', person, 0, '' FROM members WHERE name = 'Ada'",
    )
    results = read_results(played, Wanted(workspace="web:playground"))
    assert {each["name"] for each in results["boards"]} == {"Bob"}
    assert {each["name"] for each in results["answers"]} == {"Ada", "Bob"}


async def test_private_practice_counts_on_boards_and_is_listed_nowhere(played: Path) -> None:
    async with open_store(played) as store:
        cyd = await member(store, "cyd")
        quiz = Quiz(
            id=QuizId("s1"),
            person=cyd,
            channel=round_().channel,
            questions=(question("q7").id,),
        )
        await store.quizzes.start(quiz, NOON)
        asked = await store.rounds.open_private(
            round_("p1", kind=RoundKind.QUIZ, question=question("q7"), quiz=quiz.id)
        )
        await store.answers.record(answer(asked, cyd), asked)
    results = read_results(played, Wanted())
    assert "p1" not in str(results["rounds"]) + str(results["answers"])
    assert "Cyd" in {each["name"] for each in results["boards"]}


def test_the_database_is_only_read(played: Path) -> None:
    before = played.read_bytes()
    read_results(played, Wanted())
    assert played.read_bytes() == before
