"""What may have arrived and cannot be looked up is sent once and logged as unknown: never two messages.

Fault 4 for follow-ups, answers to forms, notices and invitations: a 500 after acceptance, a cut, a kill.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.faults.lives import Lives
from tests.faults.places import BOSS, OnDiscord, OnSlack
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import UPDATE_LATER
from tests.platforms.slack import LoopbackSlack

FOLLOW_UP = r"/webhooks/\d+/[^/]+"
Lost = dict[str, Any]
LOST: dict[str, Lost] = {"ann": {"status": 500}, "bob": {"cut": True}}
"""How each person's answer is lost after it was accepted."""
TOLD = "SELECT count(*) FROM notices WHERE state = 'told' HAVING count(*) = 2"


@contextmanager
def busy(bot: Lives) -> Iterator[None]:
    """Another process writes, so that the bot has to promise an answer first."""
    other = sqlite3.connect(bot.database, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


async def report_on_discord(discord: LoopbackDiscord, bot: Lives, who: str, lost: Lost) -> None:
    """The thanks for a report come late, as a follow-up to the private message whose button was pressed."""
    post = await discord.wait_for(lambda: next(iter(discord.messages()), None))
    verdict = (await (await discord.click(post, "A", who)).answered()).reply
    form = await (await discord.click(verdict, "Report", who)).answered()
    discord.fail("POST", f"{FOLLOW_UP}$", accepted=True, **lost)
    with busy(bot):
        sent = await (await discord.submit(form, "B is right, too.")).acknowledged()
    assert sent.kind == UPDATE_LATER
    await bot.until_logged("discord.reply_unknown", times=len(discord.sent("POST", FOLLOW_UP)) or 1)


async def report_on_slack(slack: LoopbackSlack, who: str, lost: Lost) -> None:
    """Both the verdict and the thanks for the report answer at an address that is good for five answers."""
    post = await slack.wait_for(lambda: next(iter(slack.messages()), None))
    slack.fail("response_url", accepted=True, **lost)
    await slack.click(post, "A", who)
    verdict = await slack.wait_for(lambda: next(iter(slack.ephemerals(who)), None))
    await slack.click(verdict, "Report", who)
    form = await slack.wait_for(lambda: next(iter(slack.modals(who)), None))
    slack.fail("response_url", accepted=True, **lost)
    await slack.submit_view(form, who, text="B is right, too.")
    await slack.wait_for(lambda: len(slack.ephemerals(who)) == 2)


async def test_a_reply_or_private_message_whose_fate_is_unknown_is_not_sent_again(
    bot: Lives, on_discord: tuple[OnDiscord, ...], on_slack: tuple[OnSlack, ...]
) -> None:
    discord, slack = on_discord[0].server, on_slack[0].server
    discord.world.join(discord.person(BOSS), discord.world.admin_role)
    await bot.start()
    await on_discord[0].ask()
    await on_slack[0].ask()
    for who, lost in LOST.items():
        await report_on_discord(discord, bot, who, lost)
        await report_on_slack(slack, who, lost)
    await bot.until_logged("discord.reply_unknown", times=len(LOST))
    await bot.until_logged("slack answer unknown", times=2 * len(LOST))

    # the managers are told of both reports in direct messages
    discord.fail("POST", rf"/channels/(?!{on_discord[0].room})\d+/messages$", accepted=True, cut=True)
    held = slack.hold("chat.postMessage", accepted=True)
    await bot.until_logged("notice unknown")
    await held.arrived()
    await bot.kill()
    await bot.start()
    await bot.until_logged("notice unknown", times=2)
    await bot.until(TOLD)
    await bot.end_well()

    assert [len(there.direct(BOSS)) for there in (discord, slack)] == [1, 1]
    # each a verdict and thanks for the report
    seen = [len(there.ephemerals(who)) for there in (discord, slack) for who in LOST]
    assert seen == [2, 2, 2, 2]
    assert len(discord.sent("POST", FOLLOW_UP)) == len(LOST)
    assert slack.calls("chat.postEphemeral") == []
