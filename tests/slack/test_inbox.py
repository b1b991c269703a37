"""Reports reach managers on a loopback Slack, with the real core and a real database behind the adapter."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.config.settings import SlackSettings
from bot.domain.ids import Account, WorkspaceId
from bot.domain.people import Actor
from bot.ports.outside import Unreachable
from tests.builders import NOON, bank, question
from tests.contexts import Stage
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message
from tests.slack.conftest import GENERAL

HERE = WorkspaceId("slack:T0STUDY")


@pytest.fixture
async def stage(slack: LoopbackSlack, settings: SlackSettings, tmp_path: Path) -> AsyncIterator[Stage]:
    """`boss` is listed as a manager; the others are members."""
    async with open_store(tmp_path / "study.db") as store:
        made = Stage(bank(question()), NOON, store)
        adapter = SlackAdapter(settings, made.study)
        made.platforms.join("slack", adapter)
        task = asyncio.create_task(adapter.run())
        await slack.wait_for(lambda: slack.socket.opened)
        yield made
        await adapter.close()
        await asyncio.wait_for(task, 5)


async def private(slack: LoopbackSlack, who: str, words: str) -> Message:
    """The private message that says so."""

    def says() -> Message | None:
        return next((one for one in reversed(slack.ephemerals(who)) if words in one.words), None)

    return await slack.wait_for(says)


async def reported(slack: LoopbackSlack, stage: Stage, who: str, reason: str, cut: bool = False) -> None:
    """A question is asked, answered and reported; `cut` breaks the connection that brings the report."""
    await ask_now(stage.ctx, GENERAL)
    await stage.look_around()
    if cut:
        slack.fail("chat.postMessage", cut=True, accepted=True)
    await slack.click(slack.messages()[-1], "A", who)
    verdict = await private(slack, who, "points in all")
    await slack.click(verdict, "Report", who)
    [form] = await slack.wait_for(lambda: slack.modals(who))
    await slack.submit_view(form, who, text=reason)
    await private(slack, who, "goes to the managers")
    await stage.look_around()


async def test_a_report_stands_in_the_managers_channel_and_is_decided_there(
    slack: LoopbackSlack, stage: Stage
) -> None:
    await slack.command("managers here", "boss")
    await private(slack, "boss", "Reports go to a channel")
    await reported(slack, stage, "grace", "C is right, too")
    card = slack.messages()[-1]
    assert "C is right, too" in card.words
    assert "grace" not in card.words.lower()
    await slack.click(card, "Dismiss", "grace")
    await private(slack, "grace", "That one is for managers")
    await slack.click(card, "Dismiss", "boss")
    [form] = await slack.wait_for(lambda: slack.modals("boss"))
    await slack.submit_view(form, "boss", text="It is right.")
    await private(slack, "boss", "dismissed")
    await stage.look_around()
    assert card.buttons == []
    assert "Decided by Boss" in card.words
    await slack.command("audit", "boss")
    log = await private(slack, "boss", "Boss dismissed the report of attention-scaling")
    assert "Boss sent reports to <#C0GENERAL>" in log.words
    await slack.command("audit", "grace")
    assert len([one for one in slack.ephemerals("grace") if "for managers" in one.words]) == 2


async def test_the_post_is_found_again_after_an_uncertain_end(slack: LoopbackSlack, stage: Stage) -> None:
    await slack.command("managers here", "boss")
    await private(slack, "boss", "Reports go to a channel")
    await reported(slack, stage, "grace", "hm", cut=True)
    await stage.look_around(seconds=60)
    assert len([one for one in slack.messages() if "Reported:" in one.words]) == 1


async def test_without_a_channel_a_manager_decides_in_their_messages_with_the_app(
    slack: LoopbackSlack, stage: Stage
) -> None:
    await slack.command("managers", "boss")
    await private(slack, "boss", "direct messages")
    await reported(slack, stage, "grace", "C is right, too")
    [card] = slack.direct("boss")
    await slack.click(card, "Void the round", "boss")
    [form] = await slack.wait_for(lambda: slack.modals("boss"))
    await slack.submit_view(form, "boss", text="The options were cut off.")
    await private(slack, "boss", "The round is void")
    await stage.look_around()
    [told] = slack.direct("grace")
    assert "The options were cut off." in told.words


async def test_the_platform_says_who_manages(slack: LoopbackSlack, stage: Stage) -> None:
    roster = stage.ctx.roster
    slack.world.user("boss")
    slack.world.user("ada")
    slack.world.user("root").is_admin = True
    assert await roster.may_manage(Account(f"{HERE}/U0BOSS"), HERE)
    assert await roster.may_manage(Account(f"{HERE}/U0ROOT"), HERE)
    assert not await roster.may_manage(Account(f"{HERE}/U0ADA"), HERE)
    assert not await roster.may_manage(Account("slack:T2/U0BOSS"), HERE)
    assert not await roster.may_manage(Account("discord:1"), HERE)


async def test_where_slack_does_not_answer_nobody_stops_managing(slack: LoopbackSlack, stage: Stage) -> None:
    roster = stage.ctx.roster
    root = slack.world.user("root")
    root.is_admin = True
    slack.fail("users.info", status=500)
    with pytest.raises(Unreachable):
        await roster.may_manage(Account(f"{HERE}/U0ROOT"), HERE)
    slack.world.scopes -= {"users:read"}
    with pytest.raises(Unreachable, match="users:read"):
        await roster.may_manage(Account(f"{HERE}/U0ROOT"), HERE)
    assert await roster.may_manage(Account(f"{HERE}/U0BOSS"), HERE)
    slack.world.scopes |= {"users:read"}
    assert not await roster.may_manage(Account(f"{HERE}/U0NOBODY"), HERE)


async def test_a_command_while_slack_does_not_answer_leaves_a_manager_among_those_who_are_told(
    slack: LoopbackSlack, stage: Stage
) -> None:
    root = slack.world.user("root")
    root.is_admin = True
    account = Account(f"{HERE}/U0ROOT")
    person = await stage.ctx.store.people.recognise(Actor(account, "root", GENERAL))
    await stage.ctx.store.inbox.note(HERE, account, person, NOON)
    slack.fail("users.info", status=500)
    slack.fail("users.info", status=500)
    await slack.command("stats", "root")
    await slack.wait_for(lambda: slack.ephemerals("root"))
    assert await stage.ctx.store.inbox.managers(HERE, 5) == [person]
