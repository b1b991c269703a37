"""Fault 11 on the real process: the wall clock of its machine jumps, or the machine sleeps for a day."""

import json
import signal
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.store.codec import to_micros
from tests.faults.clocks import OwnClock
from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack, Place
from tests.faults.test_exactly_once import is_there_once

pytestmark = pytest.mark.long

SLOTS = "SELECT schedule, state, reason FROM slots WHERE channel = :channel ORDER BY due_at"
LATE = "SELECT 1 FROM slots WHERE schedule = :schedule AND decided_at - due_at BETWEEN :least AND :most"
LOOKED = "SELECT 1 FROM ticker WHERE schedule = :schedule AND looked_until BETWEEN :first AND :last"
ROUNDS = "SELECT count(*) FROM rounds WHERE channel = :channel"

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTICED_WITHIN = timedelta(seconds=6)
"""Longer than the watch of the clock takes to notice a jump and to ring."""


@pytest.fixture
def clock(tmp_path: Path, bot: Lives) -> OwnClock:
    """The bot's, from its start on."""
    own = OwnClock(tmp_path)
    bot.settings.update(own.settings)
    return own


@pytest.fixture
def places(on_discord: tuple[OnDiscord, OnDiscord], on_slack: tuple[OnSlack, OnSlack]) -> tuple[Place, Place]:
    return on_discord[0], on_slack[0]


def due_daily(bot: Lives, places: Sequence[Place], **times: datetime) -> None:
    """In each place a schedule for each time, named `name-0`, `name-1`; `catch_up` is three hours."""
    schedules = [
        {
            "id": f"{name}-{number}",
            "channel": place.channel,
            "times": [f"{due:%H:%M:%S}"],
            "zone": "UTC",
            "open_for": "3d",
        }
        for name, due in times.items()
        for number, place in enumerate(places)
    ]
    config = {"timezone": "UTC", "catch_up": "3h", "schedules": schedules}
    (bot.folder / "study.yaml").write_text(json.dumps(config))


def states(bot: Lives, place: Place) -> list[tuple[str, str]]:
    """What became of each slot so far, by the name of its schedule, in the order of their times."""
    return [(name[:-2], state) for name, state, _ in bot.rows(SLOTS, channel=place.channel)]


async def looked(bot: Lives, schedule: str, first: datetime, last: datetime) -> None:
    """By the bot's clock a look at the schedule was between the two."""
    await bot.until(LOOKED, schedule=schedule, first=to_micros(first), last=to_micros(last))


async def started(bot: Lives) -> None:
    """Ready, and each schedule has been looked at: what falls due from now on is the bot's to ask."""
    await bot.start()
    await bot.until("SELECT 1 FROM ticker")  # all of them at once


async def asked_late(bot: Lives, schedule: str, least: timedelta, most: timedelta) -> None:
    values = {"least": least / timedelta(microseconds=1), "most": most / timedelta(microseconds=1)}
    await bot.until(LATE, schedule=schedule, **values)


async def test_a_jump_ahead_asks_once_late_and_the_jump_back_neither_asks_again_nor_silences_the_bot(
    bot: Lives, clock: OwnClock, places: tuple[Place, Place]
) -> None:
    """Two hours ahead over a due time: asked once, an hour late. Back again: nothing is asked a second time,
    neither then nor when that time comes once more, and what falls due after the jump back is asked on time.
    """
    begun = clock.now().replace(microsecond=0)
    over, after = begun + HOUR, begun - timedelta(minutes=10)
    due_daily(bot, places, over=over, after=after)
    await started(bot)
    clock.jump(hours=2)
    for number, place in enumerate(places):
        await asked_late(bot, f"over-{number}", HOUR, HOUR + timedelta(minutes=2))
        await is_there_once(bot, place)

    clock.show(after - NOTICED_WITHIN)
    for number, place in enumerate(places):
        await looked(bot, f"over-{number}", after - NOTICED_WITHIN, after)
        await asked_late(bot, f"after-{number}", timedelta(), timedelta(minutes=1))
        await is_there_once(bot, place, messages=2)

    clock.show(over)
    for number, place in enumerate(places):
        await looked(bot, f"over-{number}", over, over + HOUR)
        assert states(bot, place) == [("after", "asked"), ("over", "asked")], place
        assert bot.rows(ROUNDS, channel=place.channel) == [(2,)], place
        await is_there_once(bot, place, messages=2)
    await bot.end_well()


async def test_after_a_day_asleep_what_is_within_catch_up_is_asked_and_the_rest_skipped_with_a_reason(
    bot: Lives, clock: OwnClock, places: tuple[Place, Place]
) -> None:
    """The process asks on time, then stands still for 25 hours: the daily time of an hour ago is asked, once;
    those of 18 and 6 hours ago are kept as skipped, with the reason in the database.
    """
    begun = clock.now().replace(microsecond=0)
    first, second, third = begun + HOUR, begun + 8 * HOUR, begun + 20 * HOUR
    due_daily(bot, places, first=first, second=second, third=third)
    await started(bot)
    clock.show(first)
    for place in places:
        await is_there_once(bot, place)
    bot.running.process.send_signal(signal.SIGSTOP)
    clock.jump(hours=25)
    bot.running.process.send_signal(signal.SIGCONT)
    for number, place in enumerate(places):
        await asked_late(bot, f"first-{number}", HOUR, HOUR + timedelta(minutes=2))
        await is_there_once(bot, place, messages=2)
        await looked(bot, f"third-{number}", first + DAY, first + DAY + 2 * HOUR)
        assert bot.rows(SLOTS, channel=place.channel) == [
            (f"first-{number}", "asked", ""),
            (f"second-{number}", "skipped", "18 h late; only what is less than 3 h late is still asked"),
            (f"third-{number}", "skipped", "6 h late; only what is less than 3 h late is still asked"),
            (f"first-{number}", "asked", ""),
        ], place
        assert bot.rows(ROUNDS, channel=place.channel) == [(2,)], place
    await bot.end_well()
