"""A click that is delivered again and again counts once, and every delivery is acknowledged.

Fault 5: twice at once, on another socket, and once more after a restart.
"""

import asyncio

from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.delivery import Delivered

CALLBACK = r"/interactions/\d+/[^/]+/callback"
ROWS = "SELECT round, person, choice, points FROM answers ORDER BY round"
SCORES = "SELECT scope, period, person, points, right, answered FROM totals ORDER BY scope, period, person"


async def again_on_discord(discord: LoopbackDiscord, times: int) -> None:
    """Deliver the last click again; the bot acknowledges it although Discord knows that it has been."""
    before = len(discord.sent("POST", CALLBACK))
    for _ in range(times):
        await discord.send_again()
    await discord.wait_for(lambda: len(discord.sent("POST", CALLBACK)) == before + times)


async def again_on_slack(slack: LoopbackSlack, clicked: Delivered, times: int) -> None:
    """Deliver the same envelope again; a TimeoutError would say that it was not acknowledged."""
    before = len(slack.ephemerals("ann"))
    for _ in range(times):
        assert (await slack.redeliver(clicked)).latency is not None
    await slack.wait_for(lambda: len(slack.ephemerals("ann")) == before + times)


async def test_a_click_delivered_again_changes_nothing_and_is_acknowledged(
    bot: Lives, on_discord: tuple[OnDiscord, ...], on_slack: tuple[OnSlack, ...]
) -> None:
    discord, slack = on_discord[0].server, on_slack[0].server
    await bot.start()
    await asyncio.gather(on_discord[0].ask(), on_slack[0].ask())
    on_one: Posted = await discord.wait_for(lambda: next(iter(discord.messages()), None))
    on_other = await slack.wait_for(lambda: next(iter(slack.messages()), None))
    await (await discord.click(on_one, "A", "ann")).answered()
    clicked = await slack.click(on_other, "A", "ann")
    await slack.wait_for(lambda: slack.ephemerals("ann"))
    rows, scores = bot.rows(ROWS), bot.rows(SCORES)
    assert len(rows) == 2

    await again_on_discord(discord, times=2)
    await again_on_slack(slack, clicked, times=1)
    opened = slack.socket.opened
    await slack.socket.refresh()
    await slack.wait_for(lambda: slack.socket.opened > opened, within=15)
    await again_on_slack(slack, clicked, times=1)
    assert (bot.rows(ROWS), bot.rows(SCORES)) == (rows, scores)

    await bot.kill()
    await bot.start()
    await again_on_discord(discord, times=2)
    await again_on_slack(slack, clicked, times=2)
    assert (bot.rows(ROWS), bot.rows(SCORES)) == (rows, scores)
    assert len(discord.ephemerals("ann")) == 1
    assert all("already answered" in said.words for said in slack.ephemerals("ann")[1:])
    await bot.end_well()
