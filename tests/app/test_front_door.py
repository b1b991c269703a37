"""Nobody gets more out of the bot than a fast human needs, and nobody else notices."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.store.opening import open_store
from bot.app.front_door import Buckets, FrontDoor
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card, Tone
from bot.commands import Help, Leaderboard, StartQuiz
from bot.domain.ids import DIRECT, ChannelId, UploadId
from bot.domain.rates import SECOND, Limits, Rate
from bot.plain import to_plain
from bot.ports.store import Store
from bot.presses.imports import TakeIn
from bot.presses.questions import Choose
from tests.builders import NOON, actor, round_
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock
from tests.store.builders import post

ADA, GRACE = actor("ada"), actor("grace")
ELSEWHERE = ChannelId("discord:1/2")
LIMITS = Limits(person=Rate(5, 2), workspace=Rate(8, 100))
WORD = "That was a lot at once"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path / "study.db") as opened:
        yield opened


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def study(store: Store, clock: StoppedClock) -> StudyBot:
    ctx = replace(context(store, RecordingChannels(), clock), limits=LIMITS)
    return StudyBot(ctx, Postman(ctx))


async def test_a_script_gets_a_friendly_word_and_goes_on_when_it_was_told(
    study: StudyBot, clock: StoppedClock
) -> None:
    cards = [(await study.command(Help(), ADA)).card for _ in range(7)]
    assert [card.title == WORD for card in cards] == [False] * 5 + [True] * 2
    assert cards[-1].tone is Tone.REFUSAL
    assert "Please go on in 1 second." in to_plain(cards[-1])
    clock.advance(seconds=0.5)
    assert (await study.command(Help(), ADA)).card.title != WORD
    assert (await study.command(Help(), ADA)).card.title == WORD


async def test_what_is_turned_away_costs_the_database_nothing(
    study: StudyBot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await post(store, round_())
    for _ in range(5):
        await study.press(Choose(asked.id, 1), ADA)

    def never(*_: object) -> None:
        raise AssertionError("the database was asked")

    database = store.people._database  # type: ignore[attr-defined] # of the real store
    monkeypatch.setattr(database, "read", never)
    monkeypatch.setattr(database, "write", never)
    replies: list[Card] = [
        (await study.press(Choose(asked.id, 1), ADA)).card,
        (await study.command(StartQuiz(), ADA)).card,
        (await study.submit(TakeIn(UploadId("x")), {}, ADA)).card,
        *(await study.home(ADA)),
    ]
    assert {card.title for card in replies} == {WORD}


async def test_a_page_that_is_drawn_again_and_again_takes_nothing_from_who_looks_at_it(
    study: StudyBot,
) -> None:
    """It shows the board by itself, as often as anything changes."""
    for _ in range(20):
        assert (await study.look(Leaderboard(), ADA)).card.title != WORD
    assert (await study.command(Help(), ADA)).card.title != WORD
    refused = replace(ADA, channel=ChannelId(f"discord:{DIRECT}/1"))
    assert (await study.look(Leaderboard(), refused)).card.tone is Tone.REFUSAL


async def test_one_person_slows_nobody_else_down(study: StudyBot) -> None:
    for _ in range(100):
        await study.command(Help(), ADA)
    assert (await study.command(Help(), GRACE)).card.title != WORD


def test_a_person_is_the_same_everywhere_and_a_workspace_is_for_all_of_its_people() -> None:
    door = FrontDoor(LIMITS)
    assert [door.wait(replace(ADA, channel=ELSEWHERE), NOON) for _ in range(5)] == [0.0] * 5
    assert door.wait(ADA, NOON) == 0.5
    for number in range(8):
        assert door.wait(actor(f"p{number}"), NOON) == 0.0
    assert door.wait(GRACE, NOON) == 0.01
    assert door.wait(replace(GRACE, channel=ELSEWHERE), NOON) == 0.0


def test_memory_holds_those_who_were_here_just_now_and_never_more_than_so_many() -> None:
    rate, now = Rate(3, 1), NOON.timestamp().__int__() * SECOND
    buckets = Buckets(rate, most=50)
    for number in range(1000):
        buckets.take(f"p{number}", now)
    assert len(buckets) == 50
    buckets.take("somebody", now + 3 * SECOND)
    assert len(buckets) == 1
    for number in range(1000):
        buckets.take(f"q{number}", now + number * SECOND)
        assert len(buckets) <= 5


def test_a_clock_that_jumps_locks_nobody_out() -> None:
    door = FrontDoor(LIMITS)
    for hours in (0, 2, -2, 0):
        at = NOON + timedelta(hours=hours)
        assert [door.wait(ADA, at) == 0.0 for _ in range(6)] == [True] * 5 + [False]
