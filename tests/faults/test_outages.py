"""Fault 9: platforms that refuse or are gone: said in words, waited for in growing pauses, and overcome.

How the waits grow over an hour, and that a mended token is noticed without a restart, takes minutes here and
is shown in tests/discord/test_connection.py and tests/slack/test_connection.py with shorter steps.
"""

import asyncio
import json
import shutil
import sys
from pathlib import Path

import aiohttp

from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack, Place
from tests.faults.silence import gone
from tests.faults.test_exactly_once import is_there_once

BANK = Path(__file__).parents[2] / "question_bank"
WAITING = "SELECT 1 FROM deliveries JOIN rounds ON id = post WHERE state != 'posted' AND channel = :channel"
TRIED = f"{WAITING} AND error != ''"

OnBothRooms = tuple[OnDiscord, OnDiscord]
InBothRooms = tuple[OnSlack, OnSlack]


async def readiness(bot: Lives) -> tuple[int, dict[str, str]]:
    async with aiohttp.ClientSession() as client, client.get(f"{bot.running.address}/readyz") as answer:
        return answer.status, dict(await answer.json())


async def until_said(bot: Lives, platform: str, words: str, within: float = 10) -> dict[str, str]:
    """What /readyz says once it says these words of this platform."""
    said: dict[str, str] = {}
    try:
        async with asyncio.timeout(within):
            while words not in said.get(platform, ""):
                await asyncio.sleep(0.02)
                _, said = await readiness(bot)
    except TimeoutError:
        raise TimeoutError(f"{said}\n{bot.logged()}") from None
    return said


async def doctor(bot: Lives) -> str:
    """What `studybot doctor` says; it has to find something. One topic is enough for it to read here."""
    bank, config = bot.folder / "bank", bot.folder / "doctor.yaml"
    bank.mkdir(exist_ok=True)
    shutil.copy(BANK / "safety-ethics.yaml", bank)
    config.write_text(json.dumps({"timezone": "UTC", "bank": str(bank)}))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor"),
        env={**bot.settings, "STUDYBOT_CONFIG": str(config)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 1, said.decode()
    return said.decode()


async def press_on_discord(place: OnDiscord, who: str) -> None:
    post = await place.server.wait_for(lambda: next(iter(place.server.messages(place.room)), None))
    await (await place.server.click(post, "A", who)).answered()


async def press_on_slack(place: OnSlack, who: str) -> None:
    post = await place.server.wait_for(lambda: next(iter(place.server.messages(place.room)), None))
    await place.server.click(post, "A", who)
    await place.server.wait_for(lambda: place.server.ephemerals(who))


async def test_a_start_while_both_refuse_the_first_connection(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Slack's second ticket is good and it works; Discord's gateway is named until it lets the bot in."""
    gateway, socket = on_discord[0].server.gateway, on_slack[0].server.socket
    gateway.refuse = 1000
    socket.dead_tickets = 1
    await bot.start(ready=503)
    said = await until_said(bot, "discord", "503")
    assert said["discord"].startswith("connecting; the last connection failed")
    assert "gateway takes no connection" in await doctor(bot)
    tried = list(gateway.tried_at)
    await until_said(bot, "slack", "ready", within=20)
    await on_slack[0].ask()
    await press_on_slack(on_slack[0], "ann")
    assert (await readiness(bot))[0] == 503

    gateway.refuse = 0
    await until_said(bot, "discord", "ready", within=20)
    assert (await readiness(bot))[0] == 200
    assert socket.tickets_given == 3  # one of them for the doctor
    assert len(tried) <= 5
    await on_discord[0].ask()
    await press_on_discord(on_discord[0], "ann")
    await bot.end_well()
    assert "AttributeError" not in bot.logged()  # Rapptz/discord.py#10520


async def test_a_token_revoked_at_run_time_is_named_and_keeps_the_post(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Each in turn: the other platform answers, /readyz and doctor name the token, a good one posts."""
    discord, slack = on_discord[0].server, on_slack[0].server
    await bot.start()
    await on_discord[1].ask()
    await on_slack[1].ask()
    other: tuple[Place, Place] = (on_discord[1], on_slack[1])
    for place in other:
        await is_there_once(bot, place)
    good = slack.world.bot_token
    slack.world.bot_token = "xoxb-another"
    await on_slack[0].ask()
    said = await until_said(bot, "slack", "Slack refuses the bot token")
    assert said["discord"] == "ready"
    await press_on_discord(on_discord[1], "ann")
    assert "Slack refuses the bot token" in await doctor(bot)

    slack.world.bot_token = good
    right, discord.world.token = discord.world.token, "another"
    await on_discord[0].ask()
    await until_said(bot, "discord", "token refused")
    await press_on_slack(on_slack[1], "ann")
    assert "token refused" in await doctor(bot)
    await is_there_once(bot, on_slack[0])  # Slack's token was good again all the time
    assert on_discord[0].shown() == []
    assert bot.rows(TRIED, channel=on_discord[0].channel)
    tries = len(discord.sent("GET", "/users/@me"))
    await bot.stop()

    discord.world.token = right
    await bot.start()
    await is_there_once(bot, on_discord[0])
    await bot.end_well()
    assert tries <= 4  # of the doctor two


async def test_both_platforms_gone_are_waited_for_without_haste(
    bot: Lives, on_discord: OnBothRooms, on_slack: InBothRooms
) -> None:
    """Questions are on their way: a few tries, ever rarer; then all is well and each is posted once."""
    places: tuple[Place, Place] = (on_discord[0], on_slack[0])
    await bot.start()
    on_discord[0].server.fail("POST", "/messages$", status=503)
    on_slack[0].server.fail("chat.postMessage", status=503)
    for place in places:
        await place.ask()
        await bot.until(TRIED, channel=place.channel)
    async with gone(on_discord[0].server) as of_discord, gone(on_slack[0].server) as of_slack:
        begun = asyncio.get_running_loop().time()
        asked = asyncio.create_task(doctor(bot))
        await on_discord[0].server.wait_for(lambda: len(of_discord) >= 6 and len(of_slack) >= 3, within=30)
        said = await until_said(bot, "slack", "apps.connections.open")
        assert said["discord"].startswith("connecting; the last connection failed")
        words = await asked
        tried = len(of_discord), len(of_slack)
        seconds = asyncio.get_running_loop().time() - begun
    assert "Discord cannot be reached" in words
    assert "apps.connections.open" in words
    print(f"in {seconds:.1f} s Discord was tried {tried[0]} times and Slack {tried[1]}")
    assert max(tried) <= 10 + seconds  # a few by the doctor; without waits they would be hundreds

    await until_said(bot, "discord", "ready", within=30)
    await until_said(bot, "slack", "ready", within=30)
    for place in places:
        await is_there_once(bot, place)
    await press_on_discord(on_discord[0], "ann")
    await press_on_slack(on_slack[0], "ann")
    assert (await readiness(bot))[0] == 200
    await bot.end_well()
