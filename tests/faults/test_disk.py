"""Fault 12: the disk is full. It is a small tmpfs where the test may mount one, and a limit of the kernel's
on the size of the process's files everywhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.faults.disks import filled, forbidden_to_grow, small_disk
from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack
from tests.faults.scene import Scene, is_sound, scene
from tests.faults.test_exactly_once import is_there_once
from tests.faults.test_storms import TRIED
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.slack import LoopbackSlack

TOLD = "This could not be kept"
WHY = "The disk of this bot is full"

OnBothRooms = tuple[OnDiscord, OnDiscord]
InBothRooms = tuple[OnSlack, OnSlack]


async def test_on_a_full_disk_each_click_is_told_so_nothing_unrecorded_is_posted_and_work_resumes(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        where = {"STUDYBOT_DATA": str(disk / "data")}
        async with scene(discord, slack, tmp_path, where) as at:
            await _is_full_and_mends(at, filled(disk))
            assert "Traceback" not in await at.said()
            assert "database or disk is full" in await at.said()
        await is_sound(at.database)


async def test_files_that_may_not_grow_are_told_and_survived_in_the_same_way(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    async with scene(discord, slack, tmp_path) as at:
        await _is_full_and_mends(at, forbidden_to_grow(at.bot.process.pid))
        assert "Traceback" not in await at.said()
    await is_sound(at.database)


async def _is_full_and_mends(at: Scene, fault: AbstractContextManager[None]) -> None:
    await (await at.click_discord("ann")).answered()
    assert at.rows("SELECT count(*) FROM answers") == [(1,)]
    with fault:
        told = await (await at.click_discord("bob")).answered()
        assert TOLD in told.reply.text
        assert WHY in told.reply.text
        await at.click_slack("cleo")
        words = (await at.slack.wait_for(lambda: at.slack.ephemerals("cleo")))[0].words
        assert TOLD in words
        assert WHY in words
        page = await at.click_web("grace")
        assert TOLD in page
        assert WHY in page
        asked = await (await at.discord.slash("ask", None, "boss", MANAGER)).answered(10)
        assert TOLD in asked.reply.text
        assert (len(at.discord.messages()), len(at.slack.messages())) == (1, 1)
        assert at.rows("SELECT count(*) FROM answers") == [(1,)]
    again = await (await at.click_discord("bob")).answered()
    assert TOLD not in again.reply.text
    await at.click_slack("cleo")
    await at.slack.wait_for(lambda: len(at.slack.ephemerals("cleo")) == 2)
    await (await at.discord.slash("ask", None, "boss", MANAGER)).answered(10)
    assert len(at.discord.messages()) == 2
    assert at.rows("SELECT count(*) FROM answers") == [(3,)]
    assert at.rows("PRAGMA integrity_check") == [("ok",)]
    assert await at.bot.stop() == 0


async def test_what_is_on_its_way_when_the_disk_fills_is_there_once_and_what_waits_comes_after_it(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        bot.settings["STUDYBOT_DATA"] = str(disk / "data")
        bot.database = disk / "data" / "study.db"
        await _is_full_between(bot, on_discord[0], on_slack[0], lambda: filled(disk))


async def test_what_is_on_its_way_when_files_may_not_grow_is_there_once_as_well(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    await _is_full_between(
        bot, on_discord[0], on_slack[0], lambda: forbidden_to_grow(bot.running.process.pid)
    )


async def _is_full_between(
    bot: Lives, sent: OnDiscord, waiting: OnSlack, fault: Callable[[], AbstractContextManager[None]]
) -> None:
    """One post was taken and cannot be noted as posted, the other cannot be noted as about to be sent."""
    await bot.start()
    waiting.server.fail("chat.postMessage", retry_after=1)
    await waiting.ask()
    await bot.until(TRIED, channel=waiting.channel)
    held = sent.hold_posts(accepted=True)
    await sent.ask()
    await held.arrived()
    with fault():
        held.release()
        # looked for in vain at two looks at the outbox, of which the second one finds the other post due
        await sent.server.wait_for(lambda: sent.deeds().count("search") == 2, within=20)
        assert waiting.shown() == []
    for place in (sent, waiting):
        await is_there_once(bot, place)
    assert sent.deeds().count("post") == 1
    assert waiting.deeds() == ["post", "post"]
    await bot.end_well()
