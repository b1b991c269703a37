"""`/league …`, `/link` and `/unlink`: one contest over several servers and both platforms."""

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.adapters.discord.wire import Interaction
from bot.commands.leagues import CreateLeague, JoinLeague, LeaveLeague, Link, ListLeagues, Unlink
from bot.domain.ids import ChannelId
from bot.domain.names import LONGEST, SHORTEST

THIS = "This channel if left out"


class LeagueGroup(app_commands.Group, name="league", description="One contest over several workspaces"):
    @app_commands.command(description="Begin a league with this channel, and get its code (managers)")
    @app_commands.describe(name="What the league is called")
    async def create(self, interaction: Interaction, name: Range[str, SHORTEST, LONGEST]) -> None:
        await interaction.client.desk.command(interaction, CreateLeague(name))

    @app_commands.command(description="Bring a channel into a league (managers)")
    @app_commands.describe(code="The league's code", channel=THIS)
    async def join(
        self, interaction: Interaction, code: str, channel: discord.TextChannel | None = None
    ) -> None:
        await interaction.client.desk.command(interaction, JoinLeague(code, _id(interaction, channel)))

    @app_commands.command(description="Take a channel out of its league (managers)")
    @app_commands.describe(channel=THIS)
    async def leave(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        await interaction.client.desk.command(interaction, LeaveLeague(_id(interaction, channel)))

    @app_commands.command(name="list", description="The leagues of this server")
    async def list_(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ListLeagues())


def _id(interaction: Interaction, channel: discord.TextChannel | None) -> ChannelId | None:
    return ChannelId(f"discord:{interaction.guild_id}/{channel.id}") if channel else None


@app_commands.command(description="Be one person here and on Slack or another server, in leagues")
@app_commands.describe(code="The code that your other self has got; left out, you get one")
async def link(interaction: Interaction, code: str | None = None) -> None:
    await interaction.client.desk.command(interaction, Link(code))


@app_commands.command(description="Count for yourself alone again")
async def unlink(interaction: Interaction) -> None:
    await interaction.client.desk.command(interaction, Unlink())
