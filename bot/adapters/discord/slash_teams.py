"""`/team …`: teams, who is in them, and the roles that some follow."""

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.adapters.discord import complete
from bot.adapters.discord.wire import Interaction
from bot.commands import (
    BalanceTeams,
    CreateTeam,
    DisbandTeam,
    HandOverTeam,
    InviteToTeam,
    JoinTeam,
    LeaveTeam,
    ListTeams,
    RenameTeam,
    SyncTeam,
)
from bot.domain.team import MOST_DEALT

Name = Range[str, 1, 100]
TEAM = "The team's name"
OWN = "Which team; your own if left out"


class TeamGroup(app_commands.Group, name="team", description="Compete together"):
    @app_commands.command(description="Begin a team; you are its captain")
    @app_commands.describe(
        name="2 to 30 characters", by_invitation="Only whom you invite may join; everybody if left out"
    )
    async def create(self, interaction: Interaction, name: Name, by_invitation: bool = False) -> None:
        await interaction.client.desk.command(interaction, CreateTeam(name, by_invitation))

    @app_commands.command(description="Join a team; you leave the one you are in")
    @app_commands.describe(name=TEAM, member="Whom to put there (managers); yourself if left out")
    @app_commands.autocomplete(name=complete.teams)
    async def join(self, interaction: Interaction, name: Name, member: discord.Member | None = None) -> None:
        await interaction.client.desk.command(interaction, JoinTeam(name, _id(member)))

    @app_commands.command(description="Leave your team; what you earned in it stays there")
    @app_commands.describe(member="Whom to take out (managers); yourself if left out")
    async def leave(self, interaction: Interaction, member: discord.Member | None = None) -> None:
        await interaction.client.desk.command(interaction, LeaveTeam(_id(member)))

    @app_commands.command(name="list", description="All teams, or who is in one of them")
    @app_commands.describe(name="Which team to look at; all of them if left out")
    @app_commands.autocomplete(name=complete.teams)
    async def list_(self, interaction: Interaction, name: Name | None = None) -> None:
        await interaction.client.desk.command(interaction, ListTeams(name))

    @app_commands.command(description="Give a team another name (its captain, managers)")
    @app_commands.describe(name="2 to 30 characters", team=OWN)
    @app_commands.autocomplete(team=complete.teams)
    async def rename(self, interaction: Interaction, name: Name, team: str | None = None) -> None:
        await interaction.client.desk.command(interaction, RenameTeam(name, team))

    @app_commands.command(description="Invite somebody, who is told in private (its captain, managers)")
    @app_commands.describe(member="Whom to invite", team=OWN)
    @app_commands.autocomplete(team=complete.teams)
    async def invite(self, interaction: Interaction, member: discord.Member, team: str | None = None) -> None:
        await interaction.client.desk.command(interaction, InviteToTeam(str(member.id), team))

    @app_commands.command(description="Let another member lead the team (its captain, managers)")
    @app_commands.describe(member="Who leads it from now on", team=OWN)
    @app_commands.autocomplete(team=complete.teams)
    async def captain(
        self, interaction: Interaction, member: discord.Member, team: str | None = None
    ) -> None:
        await interaction.client.desk.command(interaction, HandOverTeam(str(member.id), team))

    @app_commands.command(description="End a team; what it has earned stays (its captain, managers)")
    @app_commands.describe(team=OWN)
    @app_commands.autocomplete(team=complete.teams)
    async def disband(self, interaction: Interaction, team: str | None = None) -> None:
        await interaction.client.desk.command(interaction, DisbandTeam(team))

    @app_commands.command(description="Let a team follow a role (managers)")
    @app_commands.describe(role="Whoever has it is in the team")
    async def sync(self, interaction: Interaction, role: discord.Role) -> None:
        await interaction.client.desk.command(interaction, SyncTeam(str(role.id)))

    @app_commands.command(description="Deal everybody into teams of like strength (managers)")
    @app_commands.describe(teams="How many teams")
    async def balance(self, interaction: Interaction, teams: Range[int, 2, MOST_DEALT]) -> None:
        await interaction.client.desk.command(interaction, BalanceTeams(teams))


def _id(member: discord.Member | None) -> str | None:
    return str(member.id) if member else None
