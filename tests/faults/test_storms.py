"""Storms of 429: no request before its time, at most five tries a call, and nobody else has to wait.

Fault 7 with waits of some seconds, and once of thirty. Each case of those is shown with a clock that is told:
tests/discord/test_pace.py for the adapter, tests/app/test_delivery.py for the outbox.
"""

from collections.abc import Sequence
from itertools import pairwise

import aiohttp
import pytest

from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack
from tests.platforms.discord import LoopbackDiscord

INVALID = (401, 403, 429)
TRIES_A_CALL = 5
POSTED = "SELECT 1 FROM deliveries JOIN rounds ON id = post WHERE state = 'posted' AND channel = :channel"
TRIED = """SELECT 1 FROM deliveries JOIN rounds ON id = post
    WHERE state = 'claimed' AND error != '' AND channel = :channel"""

OnBothRooms = tuple[OnDiscord, OnDiscord]
InBothRooms = tuple[OnSlack, OnSlack]


def posts(place: OnDiscord) -> list[float]:
    """When the bot tried to write there."""
    return [each.at for each in place.server.sent("POST", f"/channels/{place.room}/messages")]


def posts_on_slack(place: OnSlack) -> list[float]:
    calls = place.server.calls("chat.postMessage")
    return [each.at for each in calls if each.arguments["channel"] == place.room]


def invalid(discord: LoopbackDiscord) -> int:
    return len([each for each in discord.requests if each.status in INVALID])


async def counted_as_invalid(bot: Lives) -> float:
    """What the bot itself says of its requests to Discord."""
    async with aiohttp.ClientSession() as client, client.get(f"{bot.running.address}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    begin = 'studybot_invalid_requests_total{platform="discord"'
    return sum(float(line.split()[-1]) for line in lines if line.startswith(begin))


def gaps(moments: Sequence[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(moments)]


async def readiness(bot: Lives) -> dict[str, str]:
    async with aiohttp.ClientSession() as client, client.get(f"{bot.running.address}/readyz") as answer:
        return dict(await answer.json())


async def test_storms_on_single_channels_are_sat_out_and_others_unaffected(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Seven refusals on Discord: two calls of at most five tries, each after its time, and one message.

    On Slack neither that question nor the one after it is tried before the time it said.
    """
    stormy, calm = on_discord
    discord, slack = stormy.server, on_slack[0].server
    await bot.start()
    discord.fail("POST", f"/channels/{stormy.room}/messages$", retry_after=0.6, times=7)
    slack.fail("chat.postMessage", retry_after=7)
    await stormy.ask()
    await discord.wait_for(lambda: posts(stormy))
    await calm.ask()
    await on_slack[0].ask()
    await bot.until(TRIED, channel=on_slack[0].channel)
    await on_slack[0].ask()
    await on_slack[1].ask()
    for place in (calm, on_slack[1]):
        await bot.until(POSTED, channel=place.channel)
    assert (stormy.shown(), on_slack[0].shown()) == ([], [])
    await (await discord.click(discord.messages(calm.room)[0], "A", "ann")).answered()

    for place in (stormy, on_slack[0]):
        await bot.until(POSTED, channel=place.channel)
    tries = posts(stormy)
    assert len(tries) == 8
    assert min(gaps(tries)) >= 0.6
    assert posts(calm)[0] < tries[TRIES_A_CALL - 1]
    assert gaps(tries)[TRIES_A_CALL - 1] >= 1  # the outbox's call, after the whole second of the header
    assert (len(stormy.shown()), len(stormy.nonces())) == (1, 1)
    assert invalid(discord) == await counted_as_invalid(bot) == 7
    calls = posts_on_slack(on_slack[0])
    assert len(calls) == 2
    assert min(gaps(calls)) >= 7
    await bot.end_well()


async def test_a_global_limit_holds_every_channel_but_no_answer_and_thirty_seconds_no_end(
    bot: Lives, on_discord: OnBothRooms
) -> None:
    """For two seconds nothing is sent but what people are waiting for; then each channel has its message.

    A limit of thirty seconds is being waited out when the process is asked to end, and does not hold it up.
    """
    first, second = on_discord
    discord = first.server
    await bot.start()
    await second.ask()
    await bot.until(POSTED, channel=second.channel)
    discord.fail("POST", "/messages$", retry_after=2, everywhere=True)
    await first.ask()
    await discord.wait_for(lambda: invalid(discord) == 1)
    [limited] = [each.at for each in discord.requests if each.status == 429]
    await second.ask()
    await (await discord.click(discord.messages(second.room)[0], "A", "ann")).answered()
    await discord.wait_for(lambda: len(second.shown()) == 2 and first.shown(), within=20)
    sent = [each for each in discord.requests if each.at > limited]
    early = [each.path for each in sent if each.at < limited + 2]
    assert early
    assert all(path.startswith("/interactions/") for path in early)
    assert invalid(discord) == 1

    discord.fail("POST", "/messages$", retry_after=30)
    before = len(posts(first))
    await first.ask()
    await discord.wait_for(lambda: len(posts(first)) > before)
    await bot.end_well()
    assert len(posts(first)) == before + 1


async def test_a_ban_without_via_is_waited_out_in_silence(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """One request, then none of any kind for three seconds; /readyz says why; Slack goes on."""
    place, discord = on_discord[0], on_discord[0].server
    await bot.start()
    discord.fail("POST", "/messages$", retry_after=3, by_cloudflare=True)
    await place.ask()
    await bot.until(TRIED, channel=place.channel)
    [banned] = [each.at for each in discord.requests if each.status == 429]
    assert "takes no requests from this address" in (await readiness(bot))["discord"]
    await on_slack[0].ask()
    await on_discord[1].ask()
    for tried in (on_slack[0], *on_discord):
        await bot.until(POSTED, channel=tried.channel)
    after = [each.at for each in discord.requests if each.at > banned]
    assert min(after) >= banned + 3
    assert (await readiness(bot))["discord"] == "ready"
    assert (len(place.shown()), invalid(discord)) == (1, 1)
    await bot.end_well()


@pytest.mark.long
async def test_thirty_seconds_are_waited_out_and_then_each_question_comes_once(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    place, other = on_discord[0], on_slack[0]
    await bot.start()
    place.server.fail("POST", "/messages$", retry_after=30)
    other.server.fail("chat.postMessage", retry_after=30)
    await place.ask()
    await other.ask()
    for tried in (place, other):
        await bot.until(POSTED, channel=tried.channel, within=60)
    for moments in (posts(place), posts_on_slack(other)):
        assert len(moments) == 2
        assert gaps(moments)[0] >= 30
    assert (len(place.shown()), len(other.shown())) == (1, 1)
    await bot.end_well()
