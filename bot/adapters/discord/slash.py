"""The slash commands: what people type, described and completed, as the commands of the core."""

from typing import Any

import discord
import structlog
from discord import app_commands
from discord.app_commands import Choice, Range

from bot.adapters.discord import complete
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.slash_competitions import CompetitionGroup
from bot.adapters.discord.slash_leagues import LeagueGroup, link, unlink
from bot.adapters.discord.slash_managing import audit, managers, status
from bot.adapters.discord.slash_privacy import PrivacyGroup, exclude, readmit
from bot.adapters.discord.slash_questions import QUESTION, QuestionGroup
from bot.adapters.discord.slash_review import review
from bot.adapters.discord.slash_schedules import ScheduleGroup
from bot.adapters.discord.slash_teams import TeamGroup
from bot.adapters.discord.wire import Interaction
from bot.adapters.discord.words import changed_command
from bot.commands import (
    Ask,
    Command,
    Help,
    InterviewHistory,
    Leaderboard,
    StartInterview,
    StartLiveQuiz,
    StartQuiz,
    Stats,
)
from bot.domain import interview as interviews
from bot.domain import live_quiz
from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId, QuestionId, TopicId
from bot.domain.question import Level
from bot.domain.quiz import LONGEST

log = structlog.get_logger()

PERIODS = {
    Period.TODAY: "Today",
    Period.WEEK: "This week",
    Period.MONTH: "This month",
    Period.ALL: "All time",
}
SEASON = "season"
SOLO, LIVE = "solo", "live"
MODES = {SOLO: "Alone, in private", LIVE: "Live: the channel races"}


class StudyTree(app_commands.CommandTree[Any]):
    """All our commands, for servers only; a manager's commands are seen by all and refused by the core."""

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        super().__init__(client, allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk
        commands: list[app_commands.Command[Any, ..., None]] = [
            ask,
            quiz,
            leaderboard,
            stats,
            help_,
            interview,
            link,
            unlink,
            managers,
            audit,
            status,
            exclude,
            readmit,
        ]
        for command in commands:
            self.add_command(command)
        self.add_command(ScheduleGroup())
        self.add_command(QuestionGroup())
        self.add_command(LeagueGroup())
        self.add_command(TeamGroup())
        self.add_command(CompetitionGroup())
        self.add_command(PrivacyGroup())
        self.add_command(review)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        outdated = isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch)
        log.warning("discord.command_failed", error=str(error), outdated=outdated, interaction=interaction.id)
        if interaction.type is discord.InteractionType.application_command:
            # people's apps show commands for a while as they were before an update
            await self._desk.show(interaction, changed_command() if outdated else self._desk.study.apology())


@app_commands.command(description="Ask this channel a question now (managers)")
@app_commands.describe(question=f"{QUESTION}; one that was not asked here yet if left out")
@app_commands.autocomplete(question=complete.questions)
async def ask(interaction: Interaction, question: str | None = None) -> None:
    chosen = QuestionId(question) if question else None
    await interaction.client.desk.command(interaction, Ask(chosen))


@app_commands.command(description="Practise alone in private, or race with the whole channel")
@app_commands.describe(
    topic="What about; everything if left out",
    level="How hard; all levels if left out",
    count="How many questions; 5 if left out",
    mode="Alone in private if left out, or a race for the whole channel",
    seconds="In a race, how long each question is open; 20 if left out",
    changes="In a race, whether a choice may be changed until time is up",
)
@app_commands.choices(
    level=[Choice(name=level.capitalize(), value=level.value) for level in Level],
    mode=[Choice(name=title, value=value) for value, title in MODES.items()],
)
@app_commands.autocomplete(topic=complete.topics)
async def quiz(
    interaction: Interaction,
    topic: str | None = None,
    level: str | None = None,
    count: Range[int, 1, LONGEST] = 5,
    mode: str = SOLO,
    seconds: Range[int, live_quiz.SHORTEST, live_quiz.LONGEST] = live_quiz.USUAL,
    changes: bool = False,
) -> None:
    about, hard = TopicId(topic) if topic else None, Level(level) if level else None
    command: Command = StartQuiz(about, hard, count)
    if mode == LIVE:
        command = StartLiveQuiz(about, hard, count, seconds, changes)
    await interaction.client.desk.command(interaction, command)


@app_commands.command(description="Who has the most points")
@app_commands.describe(
    scope="People if left out",
    period="This week if left out",
    topic="What about; everything if left out",
    channel="Points from one channel only; the whole server if left out",
    picture="As a picture instead of text",
)
@app_commands.choices(
    scope=[Choice(name=of.capitalize(), value=of.value) for of in Of],
    period=[
        Choice(name=title, value=period) for period, title in (*PERIODS.items(), (SEASON, "This season"))
    ],
)
@app_commands.autocomplete(topic=complete.topics)
async def leaderboard(
    interaction: Interaction,
    scope: str = Of.PEOPLE,
    period: str = Period.WEEK,
    topic: str | None = None,
    channel: discord.TextChannel | None = None,
    picture: bool = False,
) -> None:
    where = ChannelId(f"discord:{interaction.guild_id}/{channel.id}") if channel else None
    season = period == SEASON
    command = Leaderboard(
        Period.WEEK if season else Period(period),
        where,
        picture,
        of=Of(scope),
        topic=TopicId(topic) if topic else None,
        season=season,
    )
    await interaction.client.desk.command(interaction, command)


@app_commands.command(description="Points, streak and strengths")
@app_commands.describe(
    member="Whose numbers; your own if left out",
    picture="Days and strengths as pictures instead of text",
)
async def stats(
    interaction: Interaction, member: discord.Member | None = None, picture: bool = False
) -> None:
    await interaction.client.desk.command(interaction, Stats(str(member.id) if member else None, picture))


@app_commands.command(name="help", description="What the bot can do, and how points are earned")
async def help_(interaction: Interaction) -> None:
    await interaction.client.desk.command(interaction, Help())


@app_commands.command(description="A mock interview in private: answer in your own words, then compare")
@app_commands.describe(
    topic="What about; everything if left out",
    level="How hard; all levels if left out",
    minutes=f"How long; {interviews.USUAL} if left out",
    history="List your last interviews instead of starting one",
)
@app_commands.choices(level=[Choice(name=level.capitalize(), value=level.value) for level in Level])
@app_commands.autocomplete(topic=complete.topics)
async def interview(
    interaction: Interaction,
    topic: str | None = None,
    level: str | None = None,
    minutes: Range[int, interviews.SHORTEST, interviews.LONGEST] = interviews.USUAL,
    history: bool = False,
) -> None:
    begin = StartInterview(TopicId(topic) if topic else None, Level(level) if level else None, minutes)
    await interaction.client.desk.command(interaction, InterviewHistory() if history else begin)
