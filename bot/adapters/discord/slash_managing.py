"""`/managers`, `/audit` and `/status`: where managers hear of reports, what they did, how the bot is."""

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.adapters.discord.wire import Interaction
from bot.commands import Command
from bot.commands.managing import ClearInbox, SetInbox, ShowAudit, ShowFastAnswers, ShowInbox, ShowStatus
from bot.domain.ids import ChannelId


@app_commands.command(description="Where reports of questions go (managers)")
@app_commands.describe(
    channel="A channel that only managers read",
    direct="Send them to the managers' direct messages instead",
)
async def managers(
    interaction: Interaction, channel: discord.TextChannel | None = None, direct: bool = False
) -> None:
    command: Command = ClearInbox() if direct else ShowInbox()
    if channel is not None:
        command = SetInbox(ChannelId(f"discord:{interaction.guild_id}/{channel.id}"))
    await interaction.client.desk.command(interaction, command)


@app_commands.command(description="Who did what, when and why (managers)")
@app_commands.describe(
    page="Older entries stand on later pages", speed="List right answers that came sooner than one reads"
)
async def audit(interaction: Interaction, page: Range[int, 1, 10_000] = 1, speed: bool = False) -> None:
    await interaction.client.desk.command(interaction, ShowFastAnswers() if speed else ShowAudit(page))


@app_commands.command(
    description="How the bot is: connections, schedules, what waits, what failed (managers)"
)
async def status(interaction: Interaction) -> None:
    await interaction.client.desk.command(interaction, ShowStatus())
