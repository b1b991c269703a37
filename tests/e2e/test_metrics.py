"""What Prometheus reads of the real process after posts, clicks and refusals on both platforms."""

import asyncio
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.process import Running, environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.slack import LoopbackSlack

Counts = dict[tuple[str, ...], float]


async def counts(bot: Running) -> Counts:
    """Every sample by its name and its labels' values, in the order of the labels' names."""
    async with aiohttp.ClientSession() as client, client.get(f"{bot.address}/metrics") as answer:
        assert answer.status == 200
        text = await answer.text()
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {
        (one.name.removeprefix("studybot_"), *(value for _, value in sorted(one.labels.items()))): one.value
        for one in samples
    }


async def counted(bot: Running, what: tuple[str, ...], least: float) -> Counts:
    """The samples as soon as one of them has come so far: people see an answer before the bot hears of it."""
    async with asyncio.timeout(5):
        while (seen := await counts(bot)).get(what, 0) < least:  # noqa: ASYNC110 - a page tells nobody
            await asyncio.sleep(0.05)
    return seen


async def on_discord(discord: LoopbackDiscord) -> None:
    """A post that is limited once, an answer, the same once more."""
    discord.fail("POST", "/messages", retry_after=0.2)
    await (await discord.slash("ask", {}, "boss", MANAGER)).answered()
    post = await discord.wait_for(lambda: next(iter(discord.messages()), None))
    await (await discord.click(post, "A")).answered()
    await (await discord.click(post, "A")).answered()


async def on_slack(slack: LoopbackSlack) -> None:
    """A post that is refused."""
    slack.world.user("boss", admin=True)
    slack.fail("chat.postMessage", error="is_archived")
    await slack.command("ask", "boss")
    await slack.wait_for(lambda: slack.ephemerals("boss"))


async def test_posts_answers_waits_and_refusals_are_counted(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    write_config(tmp_path, [], due_in=3600, open_for=3600)
    async with started(environment(tmp_path, discord, slack), tmp_path / "log") as bot:
        await asyncio.gather(on_discord(discord), on_slack(slack))
        seen = await counted(bot, ("acknowledgement_seconds_count", "discord"), 3)
        assert await bot.stop() == 0
    assert seen["deliveries_total", "post", "posted", "discord"] == 1
    assert seen["deliveries_total", "post", "refused", "slack"] == 1
    assert sum(seen.get(("answers_total", verdict), 0) for verdict in ("right", "wrong")) == 1
    assert seen["answers_total", "already-answered"] == 1
    assert seen["acknowledgement_seconds_count", "discord"] == 3
    assert seen["acknowledgement_seconds_count", "slack"] == 1
    assert 0 < seen["acknowledgement_seconds_sum", "discord"] < 3
    assert seen["rate_limit_waits_total", "discord"] == seen["invalid_requests_total", "discord", "429"] == 1
    assert seen["rate_limit_wait_seconds_total", "discord"] == 1  # the header tells whole seconds
    assert seen["outbox", "failed"] == 1
    assert seen["outbox", "posted"] >= 2  # ours, and the playground's own
    assert (seen["connected", "discord"], seen["connected", "slack"]) == (1, 1)
    assert seen[("database_bytes",)] > 100_000
