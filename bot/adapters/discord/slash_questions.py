"""`/question …`: look into the bank, report a mistake in it, read it anew, add one's own to it."""

from discord import Attachment, app_commands
from discord.app_commands import Choice, Range

from bot.adapters.discord import complete
from bot.adapters.discord.attachments import SentAttachment
from bot.adapters.discord.wire import Interaction
from bot.commands import (
    ExportPack,
    HardQuestions,
    HideQuestion,
    ListSuggestions,
    QuestionStats,
    ReloadBank,
    ReportQuestion,
    ShowQuestion,
    SuggestQuestion,
    UnhideQuestion,
)
from bot.commands.managing import ListReports
from bot.domain.ids import QuestionId, TopicId
from bot.domain.own_questions import OWN_TOPIC
from bot.domain.question import Level
from bot.presses.imports import ChooseFile

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

    @app_commands.command(description="Who chose what, and how well it tells strong from weak (managers)")
    @app_commands.describe(question=QUESTION)
    @app_commands.autocomplete(question=complete.questions)
    async def stats(self, interaction: Interaction, question: str) -> None:
        await interaction.client.desk.command(interaction, QuestionStats(QuestionId(question)))

    @app_commands.command(description="The ten questions that fewest people got right here")
    async def hard(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, HardQuestions())

    @app_commands.command(description="What people say is wrong, to decide about (managers)")
    async def reports(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ListReports())

    @app_commands.command(description="Write a question for your server's own pack")
    @app_commands.describe(
        topic="What about; a topic of your own questions if left out",
        level="How hard; intermediate if left out",
    )
    @app_commands.choices(level=[Choice(name=level.capitalize(), value=level.value) for level in Level])
    @app_commands.autocomplete(topic=complete.topics)
    async def suggest(
        self, interaction: Interaction, topic: str = OWN_TOPIC, level: str = Level.INTERMEDIATE
    ) -> None:
        command = SuggestQuestion(TopicId(topic), Level(level))
        await interaction.client.desk.command(interaction, command)

    @app_commands.command(description="What people have suggested for your own pack (managers)")
    async def suggestions(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ListSuggestions())

    @app_commands.command(description="Have a question asked no more in this server (managers)")
    @app_commands.describe(question=QUESTION)
    @app_commands.autocomplete(question=complete.questions)
    async def hide(self, interaction: Interaction, question: str) -> None:
        await interaction.client.desk.command(interaction, HideQuestion(QuestionId(question)))

    @app_commands.command(description="Let a hidden question be asked again (managers)")
    @app_commands.describe(question="Its id")
    async def unhide(self, interaction: Interaction, question: str) -> None:
        await interaction.client.desk.command(interaction, UnhideQuestion(QuestionId(question)))

    @app_commands.command(description="Your own pack as a file in the bank's format (managers)")
    async def export(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ExportPack())

    @app_commands.command(name="import", description="Questions out of a file for your own pack (managers)")
    @app_commands.describe(
        file="Markdown, CSV, GIFT, Open Trivia DB, Anki and others, at most 1 MB",
        topic="Put all of them under one; what the file says if left out",
        level="Of those whose file says none; intermediate if left out",
    )
    @app_commands.choices(level=[Choice(name=level.capitalize(), value=level.value) for level in Level])
    @app_commands.autocomplete(topic=complete.topics)
    async def import_(
        self, interaction: Interaction, file: Attachment, topic: str | None = None, level: str | None = None
    ) -> None:
        press = ChooseFile(TopicId(topic) if topic else None, Level(level) if level else None)
        await interaction.client.desk.hand_in(interaction, press, SentAttachment(file))

    @app_commands.command(description="Read the question files anew (managers)")
    async def reload(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ReloadBank())
