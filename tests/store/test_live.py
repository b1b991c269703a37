"""Live quizzes: one a channel, each step in one transaction, every choice counted once."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.adapters.store.connection import open_raw
from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.domain import live_quiz as rules
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.boards import Period
from bot.domain.ids import AnnouncementId, ChannelId, MessageId, QuestionId, QuizId, RoundId, workspace_of
from bot.domain.live_quiz import LOBBY_TIME, Ending, LiveQuiz, Phase, Seen
from bot.domain.round import Round, RoundKind
from bot.ports.live import Outcome
from bot.ports.records import Action
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, question, round_
from tests.store.builders import answer, member, post

Q = QuizId("q1")
ELSEWHERE = ChannelId("web:playground/other")


def lobby(quiz: LiveQuiz) -> Announcement:
    return Announcement(
        id=AnnouncementId(f"lobby-{quiz.id}"),
        kind=AnnouncementKind.LOBBY,
        channel=quiz.channel,
        subject=quiz.id,
        opened_at=NOON,
    )


async def started(
    store: Store, id_: QuizId = Q, channel: ChannelId = HALL, may_change: bool = False
) -> LiveQuiz:
    quiz = LiveQuiz(
        id=id_,
        channel=channel,
        host=await member(store, "host", channel),
        questions=(QuestionId("a"), QuestionId("b")),
        seconds=20,
        until=NOON + LOBBY_TIME,
        may_change=may_change,
    )
    assert await store.live.start(quiz, lobby(quiz)) is None
    return quiz


def live_round(name: str, quiz: LiveQuiz) -> Round:
    return round_(name, kind=RoundKind.LIVE, quiz=quiz.id, channel=quiz.channel, question=question(name))


async def asked(store: Store, quiz: LiveQuiz, name: str = "r1") -> LiveQuiz:
    """The next question is open, was posted at noon, and closes 20 seconds later."""
    opened = rules.go_on(quiz, RoundId(name))
    assert await store.live.advance(quiz, opened, NOON, UTC, ask=live_round(name, quiz))
    await store.outbox.done(RoundId(name), Action.POST, MessageId(f"m-{name}"), NOON)
    timed = rules.timed(opened, (await store.live.seen(opened)).posted_at)
    assert timed.until == after(seconds=20)
    assert await store.live.advance(opened, timed, NOON, UTC)
    return timed


async def choose(store: Store, name: str, choice: int, seconds: float, round_name: str = "r1") -> Outcome:
    person = await member(store, name)
    kept = await store.rounds.find(RoundId(round_name))
    assert kept is not None
    return (await store.live.choose(kept, person, choice, after(seconds=seconds))).outcome


async def test_a_quiz_is_kept_with_its_host_and_its_lobby(store: Store) -> None:
    quiz = await started(store)
    assert await store.live.find(Q) == quiz
    assert await store.live.running() == [quiz]
    assert await store.live.members(Q) == [(quiz.host, "Host")]
    assert await store.live.lobby(Q) == lobby(quiz)
    [delivery] = await store.outbox.due(NOON)
    assert delivery.post == lobby(quiz)


async def test_a_race_is_nobody_s_unfinished_solo_quiz(store: Store) -> None:
    quiz = await started(store)
    assert await store.quizzes.latest(quiz.host, workspace_of(quiz.channel)) is None
    assert await store.quizzes.find(quiz.id) is None


async def test_a_channel_has_one_quiz_at_a_time_and_others_run_beside_it(store: Store) -> None:
    quiz = await started(store)
    second = replace(quiz, id=QuizId("q2"))
    assert await store.live.start(second, lobby(second)) == quiz
    assert await store.live.find(second.id) is None
    await started(store, QuizId("q3"), ELSEWHERE)
    over = rules.end(quiz, Ending.STOPPED)
    assert await store.live.advance(quiz, over, NOON, UTC)
    assert await store.live.start(second, lobby(second)) is None
    assert {one.id for one in await store.live.running()} == {"q2", "q3"}


async def test_the_database_itself_refuses_a_second_quiz(path: Path) -> None:
    async with open_store(path) as store:
        await started(store)
        await started(store, QuizId("q2"), ELSEWHERE)
    with closing(open_raw(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE live_quizzes SET channel = ?", (HALL,))


async def test_people_stand_in_line_as_they_joined_until_they_leave(store: Store) -> None:
    quiz = await started(store)
    for seconds, name in enumerate(("bob", "ada"), 1):
        assert await store.live.join(Q, await member(store, name), after(seconds=seconds))
    assert not await store.live.join(Q, await member(store, "bob"), after(seconds=9))
    led_by_bob = rules.without_host(quiz, [await member(store, "bob")])
    assert await store.live.advance(quiz, led_by_bob, NOON, UTC, leaves=quiz.host)
    assert [name for _, name in await store.live.members(Q)] == ["Bob", "Ada"]
    assert (await store.live.seen(quiz)).joined == 2
    assert await store.live.join(Q, quiz.host, after(seconds=10))


async def test_whoever_leaves_from_a_state_that_is_past_is_still_in(store: Store) -> None:
    quiz = await started(store)
    await asked(store, quiz)
    assert not await store.live.advance(quiz, rules.without_host(quiz, []), NOON, UTC, leaves=quiz.host)
    assert await store.live.members(Q) == [(quiz.host, "Host")]


async def test_a_choice_that_a_look_has_not_seen_yet_makes_its_question_no_silent_one(store: Store) -> None:
    opened = await asked(store, await started(store))
    seen = await store.live.seen(opened)
    assert await choose(store, "ada", 1, 19.9) is Outcome.LOCKED
    moment = after(seconds=20)
    silent = rules.step(opened, moment, seen, RoundId("r2"))
    assert silent.silent == 1
    assert not await store.live.advance(opened, silent, moment, UTC)
    assert await store.live.find(Q) == opened
    heard = rules.step(opened, moment, await store.live.seen(opened), RoundId("r2"))
    assert heard.silent == 0
    assert await store.live.advance(opened, heard, moment, UTC)


async def test_somebody_who_joins_while_the_lobby_is_about_to_end_keeps_it_open(store: Store) -> None:
    quiz = await started(store)
    too_few = rules.end(quiz, Ending.TOO_FEW)
    await store.live.join(Q, await member(store, "bob"), after(seconds=59))
    assert not await store.live.advance(quiz, too_few, NOON + LOBBY_TIME, UTC)
    assert await store.live.find(Q) == quiz


async def test_a_step_from_a_state_that_is_past_does_nothing(store: Store) -> None:
    quiz = await started(store)
    opened = await asked(store, quiz)
    late = rules.end(quiz, Ending.TOO_FEW)
    assert not await store.live.advance(quiz, late, NOON, UTC)
    assert await store.live.find(Q) == opened


async def test_a_question_waits_for_its_post_and_closes_at_its_deadline(store: Store) -> None:
    quiz = await started(store)
    opened = rules.go_on(quiz, RoundId("r1"))
    await store.live.advance(quiz, opened, NOON, UTC, ask=live_round("r1", quiz))
    assert await store.live.seen(opened) == Seen(joined=1)
    assert await choose(store, "ada", 1, seconds=100) is Outcome.LOCKED  # nobody has been shown a deadline
    await store.outbox.done(RoundId("r1"), Action.POST, MessageId("m"), after(seconds=100))
    assert await choose(store, "bob", 1, seconds=119.9) is Outcome.LOCKED
    assert await choose(store, "cleo", 1, seconds=120) is Outcome.LATE
    await store.outbox.failed(RoundId("r1"), Action.POST, "gone")
    assert (await store.live.seen(opened)).failed


async def test_the_first_choice_stands_unless_changes_are_allowed(store: Store) -> None:
    await asked(store, await started(store))
    assert await choose(store, "ada", 0, 5) is Outcome.LOCKED
    assert await choose(store, "ada", 1, 6) is Outcome.STANDS
    assert await choose(store, "ada", 1, 20) is Outcome.LATE
    race = await store.live.race(Q)
    assert race is not None
    [entry] = race.rounds[0].entries
    assert (entry.name, entry.choice, entry.left, entry.points) == ("Ada", 0, timedelta(seconds=15), None)


async def test_where_changes_are_allowed_the_last_choice_counts_with_its_time(store: Store) -> None:
    await asked(store, await started(store, may_change=True))
    assert await choose(store, "ada", 0, 5) is Outcome.LOCKED
    assert await choose(store, "ada", 1, 15) is Outcome.CHANGED
    race = await store.live.race(Q)
    assert race is not None
    [entry] = race.rounds[0].entries
    assert (entry.choice, entry.left) == (1, timedelta(seconds=5))


async def test_who_answers_in_an_extension_earns_no_bonus_for_speed(store: Store) -> None:
    opened = await asked(store, await started(store))
    await choose(store, "ada", 1, 10)
    longer = rules.extend(opened, after(seconds=12))
    assert await store.live.advance(opened, longer, after(seconds=12), UTC)
    assert await store.live.find(Q) == longer
    await choose(store, "bob", 1, 15)
    await choose(store, "cleo", 1, 34)
    assert await store.live.advance(longer, rules.show(longer, NOON), after(seconds=35), UTC)
    race = await store.live.race(Q)
    assert race is not None
    points = [(entry.name, entry.left.seconds, entry.points) for entry in race.rounds[0].entries]
    assert points == [("Ada", 10, 22), ("Bob", 5, 18), ("Cleo", 0, 15)]


async def test_a_paused_question_takes_no_choices(store: Store) -> None:
    opened = await asked(store, await started(store))
    assert await store.live.advance(opened, rules.pause(opened, NOON), NOON, UTC)
    assert await choose(store, "ada", 1, 3) is Outcome.PAUSED
    kept = await store.rounds.find(RoundId("r1"))
    assert kept is not None
    assert not kept.is_closed(after(hours=1))


async def test_settling_notes_race_points_writes_the_ledger_and_closes(store: Store) -> None:
    opened = await asked(store, await started(store))
    await choose(store, "ada", 1, 10)
    await choose(store, "bob", 0, 1)
    shown = rules.show(opened, after(seconds=20))
    assert await store.live.advance(opened, shown, after(seconds=20), UTC)

    race = await store.live.race(Q)
    assert race is not None
    assert [(entry.name, entry.points) for entry in race.rounds[0].entries] == [("Bob", 0), ("Ada", 22)]
    result = await store.rounds.result(RoundId("r1"))
    assert result.chosen == (1, 1, 0, 0)
    standing = await store.boards.standing(HALL, Period.ALL, NOON.date(), await member(store, "ada"))
    assert standing is not None
    assert standing.score.points == 15
    closed = await store.rounds.find(RoundId("r1"))
    assert closed is not None
    assert closed.closes_at == after(seconds=20)
    await store.outbox.done(AnnouncementId("lobby-q1"), Action.POST, MessageId("m0"), NOON)
    closings = [d.post.id for d in await store.outbox.due(after(seconds=20)) if d.action is Action.CLOSE]
    assert closings == ["lobby-q1", "r1"]
    assert await choose(store, "cleo", 1, 19) is Outcome.LATE


async def test_who_was_scored_on_a_question_before_races_but_moves_no_board(store: Store) -> None:
    ada = await member(store, "ada")
    daily = await post(store, round_("d1", question=question("r1")))
    await store.answers.record(answer(daily, ada), daily)
    opened = await asked(store, await started(store))
    await choose(store, "ada", 1, 0)
    await store.live.advance(opened, rules.show(opened, after(seconds=20)), after(seconds=20), UTC)
    race = await store.live.race(Q)
    assert race is not None
    assert race.rounds[0].entries[0].points == 30
    standing = await store.boards.standing(HALL, Period.ALL, NOON.date(), ada)
    assert standing is not None
    assert (standing.score.points, standing.score.answered) == (15, 1)


async def test_a_streak_runs_over_the_questions_of_one_quiz(store: Store) -> None:
    quiz = await asked(store, await started(store))
    await choose(store, "ada", 1, 20 - 1e-6)
    shown = rules.show(quiz, after(seconds=20))
    await store.live.advance(quiz, shown, after(seconds=20), UTC)
    second = await asked(store, shown, "r2")
    for name in ("ada", "bob"):
        await choose(store, name, 1, 20 - 1e-6, "r2")
    podium = replace(lobby(quiz), id=AnnouncementId("podium"), kind=AnnouncementKind.PODIUM)
    over = rules.end(second, Ending.STOPPED)
    await store.live.advance(second, over, after(seconds=20), UTC, podium=podium)
    race = await store.live.race(Q)
    assert race is not None
    assert {entry.name: entry.points for entry in race.rounds[1].entries} == {"Ada": 17, "Bob": 15}
    assert race.quiz.phase is Phase.ENDED
    assert podium in await store.announcements.latest(HALL, limit=9)


async def test_live_questions_leave_the_daily_one_alone(store: Store) -> None:
    daily = await post(store, round_("d1"))
    opened = await asked(store, await started(store))
    assert [one.id for one in await store.rounds.latest(HALL, 9)] == ["d1"]
    assert [one.id for one in await store.rounds.latest_live(HALL, 9)] == ["r1"]
    assert await store.rounds.due_to_close(after(hours=1)) == []
    assert await store.rounds.find(daily.id) == daily
    paused = rules.pause(opened, NOON)
    await store.live.advance(opened, paused, NOON, UTC)
    await post(store, round_("d2", opened_at=after(seconds=5)))
    kept = await store.rounds.find(RoundId("r1"))
    assert kept is not None
    assert kept.closes_at is None


async def test_two_hundred_choices_at_once_count_once_each(path: Path) -> None:
    async with open_store(path) as store:
        opened = await asked(store, await started(store))
        names = [f"p{n}" for n in range(200)]
        told = await asyncio.gather(*(choose(store, name, n % 4, n / 20) for n, name in enumerate(names)))
        assert told == [Outcome.LOCKED] * 200
        again = await asyncio.gather(*(choose(store, name, 1, 15) for name in names[:50]))
        assert again == [Outcome.STANDS] * 50
        await store.live.advance(opened, rules.show(opened, after(seconds=20)), after(seconds=20), UTC)
        result = await store.rounds.result(RoundId("r1"))
        assert result.chosen == (50, 50, 50, 50)
    assert check_totals(path) == []


async def test_everything_survives_closing(path: Path) -> None:
    async with open_store(path) as store:
        opened = await asked(store, await started(store))
        await choose(store, "ada", 1, 5)
        paused = rules.pause(opened, after(seconds=6))
        await store.live.advance(opened, paused, after(seconds=6), UTC)
    async with open_store(path) as store:
        assert await store.live.running() == [paused]
        race = await store.live.race(Q)
        assert race is not None
        assert len(race.rounds[0].entries) == 1
