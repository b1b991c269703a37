"""What becomes of schedules and private words when a Slack workspace takes something away from the bot.

The real core, a real database and the real adapter behind a loopback Slack; days pass by a stopped clock.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.adapters.store.opening import open_store
from bot.app.reminders import remind
from bot.config.settings import SlackSettings
from bot.domain.ids import ScheduleId
from tests.builders import NOON, bank, question, schedule
from tests.contexts import Stage
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import World
from tests.slack.conftest import GENERAL
from tests.slack.test_inbox import private

DAY = 86_400
DAILY = ScheduleId("daily")


def _archive(world: World, is_so: bool) -> None:
    world.channels["C0GENERAL"].is_archived = is_so


def _kick(world: World, is_so: bool) -> None:
    world.channels["C0GENERAL"].has_bot = not is_so


def _delete(world: World, is_so: bool) -> None:
    if is_so:
        world.channels["C0GONE"] = world.channels.pop("C0GENERAL")
    else:
        world.channels["C0GENERAL"] = world.channels.pop("C0GONE")


BROKEN: dict[str, tuple[Callable[[World, bool], None], str]] = {
    "the channel is archived": (_archive, "<#C0GENERAL> is archived"),
    "the bot was removed": (_kick, "not in the channel <#C0GENERAL>"),
    "the channel is deleted": (_delete, "sees no channel “C0GENERAL”"),
}


@pytest.fixture
async def stage(
    slack: LoopbackSlack,
    settings: SlackSettings,
    tmp_path: Path,
) -> AsyncIterator[Stage]:
    """A schedule that asks a question in #general once a day, for an hour; the boss has been seen."""
    async with open_store(tmp_path / "study.db") as store:
        made = Stage(bank(*(question(f"question-{n}") for n in range(9))), NOON, store)
        slack.world.now = lambda: made.clock.now().timestamp()
        adapter = SlackAdapter(settings, made.study)
        made.platforms.join("slack", adapter)
        task = asyncio.create_task(adapter.run())
        await slack.wait_for(lambda: slack.socket.opened)
        await slack.command("managers", "boss")
        await private(slack, "boss", "direct messages")
        due = (NOON - timedelta(minutes=1)).time()
        daily = schedule(channel=GENERAL, times=(due,), zone=ZoneInfo("UTC"), open_for=timedelta(hours=1))
        await store.schedules.save(daily)
        await made.look_around()
        yield made
        await adapter.close()
        await asyncio.wait_for(task, 5)


def posts(slack: LoopbackSlack) -> int:
    """How often the bot has tried to write into #general."""
    return len([call for call in slack.calls("chat.postMessage") if call.arguments["channel"] == "C0GENERAL"])


@pytest.mark.parametrize("by", ["button", "command"])
@pytest.mark.parametrize("what", BROKEN)
async def test_a_manager_is_told_once_what_is_wrong_where_and_the_schedule_stops_after_three_failures(
    slack: LoopbackSlack,
    stage: Stage,
    what: str,
    by: str,
) -> None:
    await stage.look_around(DAY)
    assert len(slack.messages()) == 1
    change, words = BROKEN[what]
    change(slack.world, True)
    before = posts(slack)
    for _ in range(2):
        await stage.look_around(DAY)
        await stage.look_around(60)
    [told] = slack.direct("boss")
    assert words in told.words
    await stage.look_around(DAY - 120)
    [_, stopped] = slack.direct("boss")
    assert "Schedule daily has stopped asking" in stopped.words
    assert words in stopped.words
    for _ in range(3):
        await stage.look_around(DAY)
    assert posts(slack) == before + 3, "a schedule that has stopped asks nothing"
    assert len(slack.direct("boss")) == 2, "nobody is told twice"
    await slack.command("schedule list", "grace", "C0RANDOM")
    listed = await private(slack, "grace", "daily (stopped)")
    assert words in listed.words
    assert listed.buttons == []

    change(slack.world, False)
    if by == "button":
        await slack.click(stopped, "Resume daily", "grace")
        await private(slack, "grace", "That one is for managers")
        await slack.click(stopped, "Resume daily", "boss")
    else:
        await slack.command("schedule resume daily", "boss", "C0RANDOM")
    await private(slack, "boss", "Schedule daily resumed")
    standing = len(slack.messages())
    await stage.look_around(DAY)
    await stage.look_around(60)
    assert len(slack.messages()) == standing + 1
    assert len(slack.direct("boss")) == 2


async def test_removed_and_invited_again_it_works_by_itself_and_asks_nothing_twice(
    slack: LoopbackSlack,
    stage: Stage,
) -> None:
    for is_kicked in (False, True, True, False, True, True, False):
        _kick(slack.world, is_kicked)
        await stage.look_around(DAY)
        await stage.look_around(60)
    assert not await stage.ctx.store.troubles.halts()
    assert len(slack.messages()) == 3
    assert [("not in the channel" in one.words) for one in slack.direct("boss")] == [True, True]


async def test_a_token_that_is_revoked_halts_nothing(
    slack: LoopbackSlack,
    stage: Stage,
) -> None:
    slack.fail("chat.postMessage", error="token_revoked", times=4)
    for _ in range(5):
        await stage.look_around(DAY)
    assert len(slack.messages()) == 1, "once there is a good token, the next question comes"
    assert slack.direct("boss") == []


async def test_the_closing_of_a_deleted_message_ends_at_once_and_its_answers_count(
    slack: LoopbackSlack,
    stage: Stage,
) -> None:
    await stage.look_around(DAY)
    [posted] = slack.messages()
    await slack.click(posted, "B", "grace")
    await private(slack, "grace", "points in all")
    await stage.look_around(10)
    posted.deleted = True
    before = len(slack.calls("chat.update"))
    for _ in range(5):
        await stage.look_around(3600)
    assert len(slack.calls("chat.update")) == before + 1, "one try, and no other"
    await slack.command("leaderboard", "grace")
    assert "grace" in (await private(slack, "grace", "Leaderboard")).words
    assert slack.direct("boss") == [], "whoever deletes a message knows"


async def test_reminders_of_somebody_whose_account_is_gone_stop_after_one_try(
    slack: LoopbackSlack,
    stage: Stage,
) -> None:
    await slack.command("review add question-1", "grace")
    await private(slack, "grace", "question-1")
    await slack.command("review remind 11:59 UTC", "grace")
    await private(slack, "grace", "11:59")
    slack.world.user("grace").deleted = True
    before = len(slack.calls("chat.postMessage"))
    for _ in range(5):
        stage.clock.advance(days=1)
        await remind(stage.ctx)
    assert len(slack.calls("chat.postMessage")) == before + 1
