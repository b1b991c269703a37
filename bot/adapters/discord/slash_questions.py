"""`/question …`: look into the bank, report a mistake in it, read it anew."""

from discord import app_commands
from discord.app_commands import Range

from bot.adapters.discord import complete
from bot.adapters.discord.wire import Interaction
from bot.commands import ReloadBank, ReportQuestion, ShowQuestion
from bot.commands.managing import ListReports
from bot.domain.ids import QuestionId

QUESTION = "Part of its text or its id"


class QuestionGroup(app_commands.Group, name="question", description="The bank of questions"):
    @app_commands.command(description="Everything about a question: answer, key points, sources")
    @app_commands.describe(question=QUESTION)
    @app_commands.autocomplete(question=complete.questions)
    async def show(self, interaction: Interaction, question: str) -> None:
        await interaction.client.desk.command(interaction, ShowQuestion(QuestionId(question)))

    @app_commands.command(description="Tell those who keep the bank what is wrong with a question")
    @app_commands.describe(question=QUESTION, reason="What is wrong, and how it should be")
    @app_commands.autocomplete(question=complete.questions)
    async def report(self, interaction: Interaction, question: str, reason: Range[str, 1, 1000] = "") -> None:
        await interaction.client.desk.command(interaction, ReportQuestion(QuestionId(question), reason))

    @app_commands.command(description="What people say is wrong, to decide about (managers)")
    async def reports(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ListReports())

    @app_commands.command(description="Read the question files anew (managers)")
    async def reload(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ReloadBank())
