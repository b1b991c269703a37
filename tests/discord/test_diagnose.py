"""What `studybot doctor` says about Discord."""

from collections.abc import Sequence

import discord
import pytest

from bot.adapters.discord.diagnose import diagnose
from bot.adapters.discord.permissions import FOR_PICTURES, FOR_THREADS, NEEDED, invite_url
from bot.config.settings import DiscordSettings
from bot.domain.ids import ChannelId
from tests.discord.conftest import settings_for
from tests.platforms.discord import LoopbackDiscord


def channels(server: LoopbackDiscord) -> Sequence[ChannelId]:
    return [ChannelId(f"discord:{server.world.guild}/{server.first_channel}")]


async def test_nothing_is_wrong_where_all_is_well(server: LoopbackDiscord) -> None:
    assert await diagnose(settings_for(server), channels(server)) == []


async def test_a_missing_token_is_named() -> None:
    [problem] = await diagnose(DiscordSettings(token=""))
    assert "STUDYBOT_DISCORD_TOKEN" in problem


async def test_a_refused_token_is_named(server: LoopbackDiscord) -> None:
    [problem] = await diagnose(settings_for(server, token="wrong"))
    assert "token refused" in problem


@pytest.mark.parametrize(("fault", "words"), [("refuse", "503"), ("slam", "hangs up")])
async def test_a_gateway_that_lets_nobody_in_is_named(
    server: LoopbackDiscord, fault: str, words: str
) -> None:
    setattr(server.gateway, fault, 1)
    [problem] = await diagnose(settings_for(server), channels(server))
    assert "gateway takes no connection" in problem
    assert words in problem
    assert server.gateway.identified == 0


async def test_an_application_in_no_server_is_to_be_invited(server: LoopbackDiscord) -> None:
    server.world.in_guild = False
    [problem] = await diagnose(settings_for(server), channels(server))
    assert "studybot discord invite" in problem


@pytest.mark.parametrize("channel", ["discord:100000000000000001/9", "discord:9/9", "discord:study/general"])
async def test_a_channel_that_cannot_be_seen_is_named(server: LoopbackDiscord, channel: str) -> None:
    [problem] = await diagnose(settings_for(server), [ChannelId(channel)])
    assert channel in problem


async def test_every_missing_permission_is_named(server: LoopbackDiscord) -> None:
    server.world.channels[server.first_channel].denied = frozenset({"embed_links", "read_message_history"})
    [problem] = await diagnose(settings_for(server), channels(server))
    assert "lacks Embed Links and Read Message History in #general" in problem


@pytest.mark.parametrize(
    ("denied", "said"),
    [("attach_files", "lacks Attach Files in"), ("send_messages", "lacks Send Messages in")],
)
async def test_what_pictures_need_is_named_unless_it_goes_with_another(
    server: LoopbackDiscord, denied: str, said: str
) -> None:
    server.world.channels[server.first_channel].denied = frozenset({denied})
    [problem] = await diagnose(settings_for(server), channels(server))
    assert said in problem


async def test_an_unreachable_discord_is_said(server: LoopbackDiscord) -> None:
    server.fail("GET", "/users/@me", cut=True, times=9)
    [problem] = await diagnose(settings_for(server))
    assert "cannot be reached" in problem


def test_the_invitation_asks_for_no_more_than_we_need() -> None:
    url = invite_url(42)
    assert "client_id=42" in url
    assert "scope=bot+applications.commands" in url
    granted = discord.Permissions(int(url.rpartition("permissions=")[2]))
    assert {name for name, given in granted if given} == {*NEEDED, *FOR_THREADS, *FOR_PICTURES}
