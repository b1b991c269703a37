"""`/team` on Discord, and the roles that teams follow."""

import pytest

from bot.adapters.discord.adapter import DiscordAdapter
from bot.commands import (
    BalanceTeams,
    Command,
    CreateTeam,
    DisbandTeam,
    JoinTeam,
    LeaveTeam,
    ListTeams,
    RenameTeam,
    SyncTeam,
)
from bot.domain.ids import Account, WorkspaceId
from bot.ports.outside import Refused
from tests.discord.conftest import make_adapter, running
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.typed import Options

HERE = WorkspaceId("discord:100000000000000001")
RED = "300000000000000001"


@pytest.mark.parametrize(
    ("words", "options", "command"),
    [
        ("team create", {"name": "The Maskers"}, CreateTeam("The Maskers")),
        ("team create", {"name": "Reds", "by_invitation": True}, CreateTeam("Reds", True)),
        ("team join", {"name": "Reds"}, JoinTeam("Reds")),
        ("team leave", {}, LeaveTeam()),
        ("team list", {}, ListTeams()),
        ("team list", {"name": "Reds"}, ListTeams("Reds")),
        ("team rename", {"name": "Blues"}, RenameTeam("Blues")),
        ("team rename", {"name": "Blues", "team": "Reds"}, RenameTeam("Blues", "Reds")),
        ("team disband", {}, DisbandTeam()),
        ("team balance", {"teams": 4}, BalanceTeams(4)),
    ],
)
async def test_a_team_command_reaches_the_core(
    server: LoopbackDiscord,
    adapter: DiscordAdapter,
    study: FakeStudy,
    words: str,
    options: Options,
    command: Command,
) -> None:
    await (await server.slash(words, options)).answered()
    assert [seen for seen, _ in study.commanded] == [command]


async def test_members_are_named_by_number(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    bob = server.person("bob")["id"]
    for verb in ("join", "leave", "invite", "captain"):
        options: Options = {"member": "bob"}
        if verb == "join":
            options["name"] = "Reds"
        await (await server.slash(f"team {verb}", options)).answered()
    assert {getattr(command, "member", None) for command, _ in study.commanded} == {bob}


async def test_names_of_teams_complete(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    found = await server.autocomplete("team join", {"name": "mask"}, "name")
    assert found == [{"name": "The Maskers", "value": "The Maskers"}]


async def test_whoever_acts_brings_their_roles_along(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    server.world.roles[RED] = "Red"
    await (await server.slash("help", roles=(server.world.lead_role,))).answered()
    [(_, actor)] = study.commanded
    assert actor.groups is not None
    assert server.world.lead_role in actor.groups


async def test_a_role_is_named_by_number(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    await (await server.slash("team sync", {"role": server.world.lead_role}, permissions=MANAGER)).answered()
    assert study.commanded[0][0] == SyncTeam(server.world.lead_role)


async def test_without_the_intent_discord_is_not_asked_who_has_a_role(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    assert await adapter.title(HERE, server.world.lead_role) == "Leads"
    assert await adapter.members(HERE, server.world.lead_role) is None
    assert server.sent("GET", r"/guilds/\d+/members") == []


async def test_a_role_that_is_not_there_or_everybody_s_is_refused(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    for role in ("1", server.world.guild, "red"):
        with pytest.raises(Refused, match="no such role"):
            await adapter.title(HERE, role)


async def test_with_the_intent_all_people_of_a_role_are_known(
    server: LoopbackDiscord, study: FakeStudy
) -> None:
    world = server.world
    world.enrolled = {str(400000000000000000 + n): ((RED,) if n % 2 else ()) for n in range(1001)}
    adapter = make_adapter(server, study, members_intent=True)
    async with running(adapter):
        await server.wait_for(lambda: adapter.state() == "ready")
        with pytest.raises(Refused, match="Server Members Intent"):
            await adapter.members(HERE, RED)
        world.may_list_members = True
        found = await adapter.members(HERE, RED)
    assert found is not None
    assert len(found) == 500
    assert found[0] == (Account("discord:400000000000000001"), "Member-0001")


async def test_one_person_is_looked_up_without_any_intent(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.world.enrolled["400000000000000001"] = ()
    assert await adapter.name_of(HERE, Account("discord:400000000000000001")) == "Member-0001"
    with pytest.raises(Refused, match="not on this server"):
        await adapter.name_of(HERE, Account("discord:400000000000000002"))


async def test_somebody_is_gone_only_where_discord_says_so(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.world.enrolled["400000000000000001"] = ()
    assert await adapter.name_there(HERE, Account("discord:400000000000000001")) == "Member-0001"
    assert await adapter.name_there(HERE, Account("discord:400000000000000002")) is None
    server.world.in_guild = False
    with pytest.raises(Refused):
        await adapter.name_there(HERE, Account("discord:400000000000000001"))
