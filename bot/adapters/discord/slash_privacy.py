"""`/privacy …`, `/exclude` and `/readmit`: what is kept of people, and who is on the boards."""

import discord
from discord import app_commands
from discord.app_commands import Range

from bot.adapters.discord.wire import Interaction
from bot.commands.managing import Exclude, Readmit
from bot.commands.privacy import ExportMine, ForgetMe, HideMe
from bot.domain.reported import LONGEST_REASON


class PrivacyGroup(app_commands.Group, name="privacy", description="What is kept about you"):
    @app_commands.command(description="A file with everything that is kept about you")
    async def export(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ExportMine())

    @app_commands.command(description="Go on playing; others here see “anonymous”")
    async def hide(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, HideMe())

    @app_commands.command(description="Let others see your name again")
    async def show(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, HideMe(hidden=False))

    @app_commands.command(description="Be forgotten; asks twice before anything is deleted")
    async def delete(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ForgetMe())


@app_commands.command(description="Take somebody off the boards, answers are kept (managers)")
@app_commands.describe(member="Whom", reason="Why; they read it, and it stands in the audit log")
async def exclude(
    interaction: Interaction, member: discord.Member, reason: Range[str, 1, LONGEST_REASON] = ""
) -> None:
    await interaction.client.desk.command(interaction, Exclude(str(member.id), reason))


@app_commands.command(description="Put somebody on the boards again (managers)")
@app_commands.describe(member="Whom")
async def readmit(interaction: Interaction, member: discord.Member) -> None:
    await interaction.client.desk.command(interaction, Readmit(str(member.id)))
