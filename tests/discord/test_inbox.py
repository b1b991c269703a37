"""Reports reach managers on a loopback Discord, with the real core and a real database behind the adapter."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.domain.ids import Account, ChannelId, WorkspaceId
from bot.ports.outside import Unreachable
from tests.builders import bank, question
from tests.contexts import Stage
from tests.discord.conftest import QuickClient, make_adapter, running, settings_for
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import MODAL
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.world import Posted

LEADS = frozenset({"100000000000000004"})


@pytest.fixture
async def stage(server: LoopbackDiscord, tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_store(tmp_path / "study.db") as store:
        made = Stage(bank(question()), SystemClock().now(), store)
        settings = settings_for(server, manager_roles=LEADS)
        adapter = DiscordAdapter(settings, made.study, lambda: 0.0, QuickClient)
        made.platforms.join("discord", adapter)
        async with running(adapter):
            await server.wait_for(lambda: adapter.state() == READY and server.world.commands)
            await server.wait_for(lambda: server.gateway.is_listened_to)
            yield made


def here(server: LoopbackDiscord) -> WorkspaceId:
    return WorkspaceId(f"discord:{server.world.guild}")


async def asked(server: LoopbackDiscord, stage: Stage) -> Posted:
    await ask_now(stage.ctx, ChannelId(f"{here(server)}/{server.first_channel}"))
    await stage.look_around()
    return server.messages()[-1]


async def reported(server: LoopbackDiscord, posted: Posted, who: str, reason: str) -> Posted:
    """Answer, press Report on the private reply, write why."""
    verdict = (await (await server.click(posted, "A", who)).answered()).reply
    form = await (await server.click(verdict, "Report", who)).answered()
    assert form.kind == MODAL
    return (await (await server.submit(form, reason)).answered()).reply


def dm(server: LoopbackDiscord, who: str) -> Posted:
    return server.direct(who)[-1]


async def test_a_report_stands_in_the_managers_channel_and_is_decided_there(
    server: LoopbackDiscord, stage: Stage
) -> None:
    mods = server.world.add_channel("mods")
    await server.gateway.emit("CHANNEL_CREATE", mods.payload(server.world.guild, server.world.bot))
    shown = await (await server.slash("managers", {"channel": mods.id}, "ann", MANAGER)).answered()
    assert "Reports go to a channel" in shown.reply.text
    assert f"posted in <#{mods.id}>, with buttons" in shown.reply.text
    posted = await asked(server, stage)
    thanks = await reported(server, posted, "bob", "C is right, too")
    assert "goes to the managers" in thanks.text
    await stage.look_around()
    [card] = server.messages(mods.id)
    assert "C is right, too" in card.text
    assert "Bob" not in card.text
    refused = (await (await server.click(card, "Dismiss", "bob")).answered()).reply
    assert "That one is for managers" in refused.text
    why = await (await server.click(card, "Dismiss", "ann", MANAGER)).answered()
    decided = (await (await server.submit(why, "It is right.")).answered()).reply
    assert "dismissed" in decided.text
    await stage.look_around()
    assert list(card.buttons) == []
    assert "Decided by Ann" in card.text
    log = await (await server.slash("audit", {"page": 1}, "ann", MANAGER)).answered()
    assert "Ann dismissed the report of attention-scaling: “It is right.”" in log.reply.text
    assert f"Ann sent reports to <#{mods.id}>" in log.reply.text


async def test_the_post_is_found_again_after_an_uncertain_end(server: LoopbackDiscord, stage: Stage) -> None:
    await (await server.slash("managers", {"channel": server.first_channel}, "ann", MANAGER)).answered()
    posted = await asked(server, stage)
    await reported(server, posted, "bob", "hm")
    server.fail("POST", "/messages", cut=True, accepted=True)
    await stage.look_around()
    await stage.look_around(seconds=60)
    assert ["Dismiss" in message.buttons for message in server.messages()].count(True) == 1


@pytest.mark.parametrize("by", ["owner", "Manage Server", "role"])
async def test_a_press_in_a_direct_message_is_judged_by_the_server_it_is_about(
    server: LoopbackDiscord, stage: Stage, by: str
) -> None:
    ann = server.person("ann")
    await (await server.slash("managers", {}, "ann", MANAGER)).answered()
    if by == "owner":
        server.world.owner = ann["id"]
        await server.gateway.emit("GUILD_UPDATE", server.world.guild_payload())
    else:
        server.world.join(ann, server.world.admin_role if by == "Manage Server" else server.world.lead_role)
    await reported(server, await asked(server, stage), "bob", "C is right, too")
    await stage.look_around()
    card = dm(server, "ann")
    assert "C is right, too" in card.text
    options = (await (await server.click(card, "Accept another option")).answered()).reply
    label = next(label for label in options.buttons if "reason" in label)
    why = await (await server.click(options, label)).answered()
    assert why.kind == MODAL
    done = (await (await server.submit(why, "Both hold.")).answered()).reply
    assert "One more option counts as right" in done.text
    assert "Decided by Ann" in done.text


async def test_who_manages_no_more_decides_nothing(server: LoopbackDiscord, stage: Stage) -> None:
    ann = server.person("ann")
    server.world.join(ann, server.world.admin_role)
    await (await server.slash("managers", {}, "ann", MANAGER)).answered()
    await reported(server, await asked(server, stage), "bob", "hm")
    await stage.look_around()
    server.world.join(ann)
    refused = (await (await server.click(dm(server, "ann"), "Dismiss")).answered()).reply
    assert "That one is for managers" in refused.text
    server.world.members.clear()
    refused = (await (await server.click(dm(server, "ann"), "Dismiss")).answered()).reply
    assert "That one is for managers" in refused.text


async def test_the_platform_says_who_manages(server: LoopbackDiscord, stage: Stage) -> None:
    roster, ann = stage.ctx.roster, Account(f"discord:{server.person('ann')['id']}")
    assert not await roster.may_manage(ann, here(server))  # no member
    server.world.join(server.person("ann"))
    assert not await roster.may_manage(ann, here(server))
    server.world.join(server.person("ann"), server.world.admin_role)
    assert await roster.may_manage(ann, here(server))
    assert not await roster.may_manage(ann, WorkspaceId("discord:None"))
    assert not await roster.may_manage(Account("slack:T1/U1"), here(server))
    with pytest.raises(Unreachable, match="does not show that server"):
        await roster.may_manage(ann, WorkspaceId("discord:7"))
    server.fail("GET", "/members/", status=503)
    with pytest.raises(Unreachable):
        await roster.may_manage(ann, here(server))


async def test_nobody_is_asked_before_the_login(server: LoopbackDiscord, study: FakeStudy) -> None:
    with pytest.raises(Unreachable, match="not connected"):
        await make_adapter(server, study).may_manage(Account("discord:1"), WorkspaceId("discord:2"))
