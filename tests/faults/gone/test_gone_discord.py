"""What becomes of schedules and private words when a Discord server takes something away from the bot.

The real core, a real database and the real adapter behind a loopback Discord; days pass by a stopped clock.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.adapters.store.opening import open_store
from bot.app.reminders import remind
from bot.domain.ids import ChannelId
from tests.builders import NOON, bank, question, schedule
from tests.contexts import Stage
from tests.discord.conftest import QuickClient, answers, running, settings_for
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.world import Posted

DAY = 86_400
ROOM, OTHER = "200000000000000001", "200000000000000002"
BROKEN: dict[str, tuple[Callable[[LoopbackDiscord], Awaitable[None]], str]] = {
    "the channel is deleted": (lambda server: server.delete_channel(ROOM), "not on Discord"),
    "the bot may not write": (lambda server: server.deny(ROOM, "send_messages"), "lacks Send Messages"),
    "the bot may not see": (lambda server: server.deny(ROOM, "view_channel"), "lacks View Channel"),
}


@pytest.fixture
async def stage(server: LoopbackDiscord, tmp_path: Path) -> AsyncIterator[Stage]:
    """A schedule that asks a question in #general once a day, for an hour; Ann manages and has been seen."""
    async with open_store(tmp_path / "study.db") as store:
        questions = bank(*(question(f"question-{n}") for n in range(9)))
        made = Stage(questions, NOON, store)
        adapter = DiscordAdapter(settings_for(server), made.study, lambda: 0.0, QuickClient)
        made.platforms.join("discord", adapter)
        async with running(adapter):
            await server.wait_for(lambda: adapter.state() == READY and server.world.commands)
            await server.wait_for(lambda: server.gateway.is_listened_to)
            server.world.join(server.person("ann"), server.world.admin_role)
            await (await server.slash("managers", {}, "ann", MANAGER)).answered()
            await ask_daily(made, f"discord:{server.world.guild}/{ROOM}")
            yield made


async def ask_daily(at: Stage, channel: str, thread: bool = False) -> None:
    """From now on, a minute before this time of each day."""
    due = (at.clock.now() - timedelta(minutes=1)).time().replace(microsecond=0)
    daily = schedule(
        channel=ChannelId(channel),
        times=(due,),
        zone=ZoneInfo("UTC"),
        open_for=timedelta(hours=1),
        thread=thread,
    )
    await at.ctx.store.schedules.save(daily)
    await at.look_around()


def asked(server: LoopbackDiscord, channel: str = ROOM) -> list[Posted]:
    return [one for one in server.messages(channel) if "A" in one.buttons or "Closed" in one.text]


def tries(server: LoopbackDiscord, method: str = "POST", channel: str = ROOM) -> int:
    path = f"/channels/{channel}/messages" + ("/.*" if method == "PATCH" else "")
    return len(server.sent(method, path))


async def listed(server: LoopbackDiscord, who: str, permissions: int = MANAGER) -> Posted:
    shown = await server.slash("schedule list", {}, who, permissions, OTHER)
    return (await shown.answered()).reply


@pytest.mark.parametrize("by", ["button", "command"])
@pytest.mark.parametrize("what", BROKEN)
async def test_a_manager_is_told_once_what_is_missing_where_and_the_schedule_stops_after_three_failures(
    server: LoopbackDiscord,
    stage: Stage,
    what: str,
    by: str,
) -> None:
    await stage.look_around(DAY)
    assert len(asked(server)) == 1
    break_it, words = BROKEN[what]
    await break_it(server)
    await answers(server)
    await (await server.slash("help", {}, "ann", MANAGER, "200000000000000002")).answered()
    before = tries(server)
    for _ in range(2):
        await stage.look_around(DAY)
        await stage.look_around(60)
    [told] = server.direct("ann")
    assert words in told.text
    assert ROOM in told.text
    await stage.look_around(DAY - 120)
    [_, stopped] = server.direct("ann")
    assert "Schedule daily has stopped asking" in stopped.text
    assert words in stopped.text
    for _ in range(3):
        await stage.look_around(DAY)
    assert tries(server) == before + 3, "a schedule that has stopped asks nothing"
    assert len(server.direct("ann")) == 2, "nobody is told twice"
    for_members = await listed(server, "bob", 0)
    assert "daily (stopped)" in for_members.text
    assert words in for_members.text
    assert "after 3 questions" in for_members.text
    assert for_members.buttons == {}
    assert "Resume daily" in (await listed(server, "ann")).buttons

    if "deleted" in what:
        server.world.add_channel("general", ROOM)
        await server.gateway.emit(
            "CHANNEL_CREATE", server.world.channels[ROOM].payload(server.world.guild, "1")
        )
    else:
        await server.deny(ROOM)
        await answers(server)
    if by == "button":
        said = (await (await server.click(stopped, "Resume daily", "ann")).answered()).reply
    else:
        typed = await server.slash("schedule resume", {"name": "daily"}, "ann", MANAGER)
        said = (await typed.answered()).reply
    assert "Schedule daily resumed" in said.text
    posts = len(asked(server))
    await stage.look_around(DAY)
    await stage.look_around(60)
    assert len(asked(server)) == posts + 1
    assert len(server.direct("ann")) == 2
    again = (await (await server.click(stopped, "Resume daily", "ann")).answered()).reply
    assert "not stopped any more" in again.text


async def test_only_a_manager_of_its_server_resumes_a_schedule(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    await server.deny(ROOM, "send_messages")
    await answers(server)
    for _ in range(3):
        await stage.look_around(DAY)
    stopped = server.direct("ann")[-1]
    refused = (await (await server.click(stopped, "Resume daily", "bob")).answered()).reply
    assert "That one is for managers" in refused.text
    assert await stage.ctx.store.troubles.halts()


async def test_a_success_in_between_starts_the_count_anew(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    for denied in (["send_messages"], ["send_messages"], [], ["send_messages"], ["send_messages"]):
        await server.deny(ROOM, *denied)
        await answers(server)
        await stage.look_around(DAY)
        await stage.look_around(60)
    assert not await stage.ctx.store.troubles.halts()
    assert len(asked(server)) == 1
    titles = [one.embed["title"] for one in server.direct("ann")]
    assert titles == ["A channel takes no post of mine"] * 2, "once for each time that it began"


async def test_kicked_and_invited_again_it_works_by_itself_and_asks_nothing_twice(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    await stage.look_around(DAY)
    await server.kick()
    await server.wait_for(lambda: not stage_knows_a_server(stage))
    await stage.look_around(DAY)
    assert len(asked(server)) == 1
    await server.invite()
    await server.wait_for(lambda: stage_knows_a_server(stage))
    for _ in range(2):
        await stage.look_around(DAY)
        await stage.look_around(60)
    assert len(asked(server)) == 3
    texts = [one.text for one in server.direct("ann")]
    assert sum("not on the server" in text for text in texts) == 1


def stage_knows_a_server(at: Stage) -> bool:
    adapter = at.platforms._by_name["discord"]
    assert isinstance(adapter, DiscordAdapter)
    assert adapter._client is not None
    return bool(adapter._client.guilds)


async def test_managers_hear_of_it_in_their_channel_unless_that_is_the_broken_one(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    await (await server.slash("managers", {"channel": OTHER}, "ann", MANAGER)).answered()
    await server.deny(ROOM, "send_messages")
    await answers(server)
    for _ in range(4):
        await stage.look_around(DAY)
        await stage.look_around(60)
    assert [one.embed["title"] for one in server.messages(OTHER)] == [
        "A channel takes no post of mine",
        "Schedule daily has stopped asking",
    ]
    assert server.direct("ann") == []
    await server.deny(OTHER, "send_messages")
    await answers(server)
    await ask_daily(stage, f"discord:{server.world.guild}/{OTHER}")
    await (await server.slash("schedule resume", {"name": "daily"}, "ann", MANAGER)).answered()
    await stage.look_around(DAY)
    [told] = server.direct("ann")
    assert "#random" in told.text


async def test_the_closing_of_a_deleted_message_ends_at_once_and_its_answers_count(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    await stage.look_around(DAY)
    [posted] = asked(server)
    await (await server.click(posted, "B", "bob")).answered()
    await stage.look_around(10)
    await server.delete_message(posted)
    before = tries(server, "PATCH")
    for _ in range(5):
        await stage.look_around(3600)
    assert tries(server, "PATCH") == before + 1, "one try, and no other"
    board = (await (await server.slash("leaderboard", {}, "bob")).answered()).reply
    assert "Bob" in board.text
    assert server.direct("ann") == [], "whoever deletes a message knows"
    await stage.look_around(DAY - 5 * 3600 - 10)
    assert len(asked(server)) == 1, "the next question comes"


async def test_an_archived_thread_is_opened_again_and_a_locked_one_is_refused_in_words(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    thread = "300000000000000001"
    server.world.add_thread(thread, ROOM, "daily questions")
    await ask_daily(stage, f"discord:{server.world.guild}/{thread}")
    await stage.look_around(DAY)
    await server.archive(thread)
    await answers(server)
    await stage.look_around(3700)
    [closed] = asked(server, thread)
    assert "A" not in closed.buttons, "the closing opened the thread"
    await server.archive(thread)
    await answers(server)
    await stage.look_around(DAY - 3700)
    assert len(asked(server, thread)) == 2, "so did the next question"
    await server.archive(thread, locked=True)
    await answers(server)
    await stage.look_around(DAY)
    await stage.look_around(60)
    assert len(asked(server, thread)) == 2
    [told] = server.direct("ann")
    assert "archived and locked" in told.text
    assert thread in told.text


async def test_managers_hear_once_that_questions_come_without_their_threads_and_none_is_held_back(
    server: LoopbackDiscord,
    stage: Stage,
) -> None:
    await (await server.slash("managers", {"channel": ROOM}, "ann", MANAGER)).answered()
    await ask_daily(stage, f"discord:{server.world.guild}/{ROOM}", thread=True)
    days = {"no thread": 4, "a thread": 1, "no thread again": 2}
    for what, times in days.items():
        await server.deny(ROOM, *(["create_public_threads"] if what.startswith("no") else []))
        await answers(server)
        for _ in range(times):
            await stage.look_around(DAY)
            await stage.look_around(60)
    assert len(asked(server)) == sum(days.values())
    assert len(server.world.threads) == days["a thread"]
    assert not await stage.ctx.store.troubles.halts()
    told = [one for one in server.messages(ROOM) if one not in asked(server)]
    assert [one.embed["title"] for one in told] == ["Questions come without their threads"] * 2
    assert all("lacks Create Public Threads in #general" in one.text for one in told)


@pytest.mark.parametrize("how", ["takes no direct messages", "is a stranger now"])
async def test_reminders_of_somebody_who_is_gone_stop_after_one_try(
    server: LoopbackDiscord,
    stage: Stage,
    how: str,
) -> None:
    """The same holds for every private word, see tests/app/test_notices.py."""
    bob = server.person("bob")["id"]
    at = (stage.clock.now() - timedelta(minutes=1)).strftime("%H:%M")
    await (await server.slash("review", {"add": "question-1"}, "bob")).answered()
    await (await server.slash("review", {"remind": at, "zone": "UTC"}, "bob")).answered()
    server.world.closed.add(bob)
    if how == "is a stranger now":
        await server.kick()
    for _ in range(5):
        stage.clock.advance(hours=24)
        await remind(stage.ctx)
    room = next(id_ for id_, who in server.world.dms.items() if who == bob)
    assert tries(server, channel=room) == 1
    assert server.direct("bob") == []
