"""`/schedule …`: when and what a channel is asked."""

from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.adapters.discord import complete
from bot.adapters.discord.wire import Interaction
from bot.commands import (
    AddSchedule,
    EditSchedule,
    ListSchedules,
    PauseSchedule,
    PreviewSchedule,
    RemoveSchedule,
    ResumeSchedule,
    ScheduleFields,
    SkipDate,
)
from bot.domain.ids import ChannelId
from bot.domain.round import Reveal

FIELDS = {
    "times": "Local times, such as 09:00 or 09:00, 16:30",
    "weekdays": "Such as mon-fri or mon, wed, fri; every day if left out",
    "zone": "A time zone such as Europe/Berlin or America/New_York",
    "topics": "Ask about these topics only",
    "levels": "Ask at these levels only",
    "kinds": "Ask these kinds of questions only",
    "tags": "Ask questions with one of these tags only",
    "open_for": "How long a question stays open, such as 4h or 2d; until the next one if left out",
    "reveal": "Where the model answer stands",
    "mention": "The role to ping with each question",
    "thread": "Open a thread for discussion under each question",
    "skip_dates": "Dates to leave out, such as 2026-12-25",
}
REVEALS = {
    Reveal.PRIVATE: "In private, to each person who asks for it",
    Reveal.SPOILER: "In the post itself, behind a spoiler",
    Reveal.AT_CLOSE: "To everyone when the question closes",
}
NAME = "The schedule's name"

Callback = TypeVar("Callback", bound=Callable[..., Any])


def _described(**others: str) -> Callable[[Callback], Callback]:
    """Describe and complete the fields that `add` and `edit` share."""
    reveals = [Choice(name=title, value=reveal.value) for reveal, title in REVEALS.items()]

    def decorate(command: Callback) -> Callback:
        app_commands.describe(**FIELDS, **others)(command)
        app_commands.choices(reveal=reveals)(command)
        app_commands.autocomplete(
            topics=complete.topic_list, levels=complete.level_list, kinds=complete.kind_list
        )(command)
        return command

    return decorate


def _fields(interaction: Interaction) -> ScheduleFields:
    """The fields as they were typed, whichever of the two commands they belong to."""
    return ScheduleFields(**{key: _typed(value) for key, value in interaction.namespace if key in FIELDS})


def _typed(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case discord.Role():
            return str(value.id)
        case _:
            return str(value)


class ScheduleGroup(app_commands.Group, name="schedule", description="When and what this channel is asked"):
    @app_commands.command(description="Ask a question in a channel at fixed times")
    @_described(name="A short name for the schedule", channel="Where to ask; here if left out")
    async def add(
        self,
        interaction: Interaction,
        times: str,
        channel: discord.TextChannel | None = None,
        name: str | None = None,
        weekdays: str | None = None,
        zone: str | None = None,
        topics: str | None = None,
        levels: str | None = None,
        kinds: str | None = None,
        tags: str | None = None,
        open_for: str | None = None,
        reveal: str | None = None,
        mention: discord.Role | None = None,
        thread: bool | None = None,
        skip_dates: str | None = None,
    ) -> None:
        where = ChannelId(f"discord:{interaction.guild_id}/{channel.id}") if channel else None
        command = AddSchedule(_fields(interaction), where, name)
        await interaction.client.desk.command(interaction, command)

    @app_commands.command(description="Change a schedule; what you leave out stays as it is")
    @_described(name=NAME)
    @app_commands.autocomplete(name=complete.schedules)
    async def edit(
        self,
        interaction: Interaction,
        name: str,
        times: str | None = None,
        weekdays: str | None = None,
        zone: str | None = None,
        topics: str | None = None,
        levels: str | None = None,
        kinds: str | None = None,
        tags: str | None = None,
        open_for: str | None = None,
        reveal: str | None = None,
        mention: discord.Role | None = None,
        thread: bool | None = None,
        skip_dates: str | None = None,
    ) -> None:
        await interaction.client.desk.command(interaction, EditSchedule(name, _fields(interaction)))

    @app_commands.command(name="list", description="All schedules of this server")
    async def list_(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ListSchedules())

    @app_commands.command(description="Stop asking until you resume it")
    @app_commands.describe(name=NAME)
    @app_commands.autocomplete(name=complete.schedules)
    async def pause(self, interaction: Interaction, name: str) -> None:
        await interaction.client.desk.command(interaction, PauseSchedule(name))

    @app_commands.command(description="Go on asking after a pause")
    @app_commands.describe(name=NAME)
    @app_commands.autocomplete(name=complete.schedules)
    async def resume(self, interaction: Interaction, name: str) -> None:
        await interaction.client.desk.command(interaction, ResumeSchedule(name))

    @app_commands.command(description="Leave out one date")
    @app_commands.describe(name=NAME, date="Such as 2026-12-25; the next one if left out")
    @app_commands.autocomplete(name=complete.schedules)
    async def skip(self, interaction: Interaction, name: str, date: str | None = None) -> None:
        await interaction.client.desk.command(interaction, SkipDate(name, date))

    @app_commands.command(description="Delete a schedule; its questions and scores stay")
    @app_commands.describe(name=NAME)
    @app_commands.autocomplete(name=complete.schedules)
    async def remove(self, interaction: Interaction, name: str) -> None:
        await interaction.client.desk.command(interaction, RemoveSchedule(name))

    @app_commands.command(description="The next five times at which a question is asked")
    @app_commands.describe(name="The schedule's name; all of them if left out")
    @app_commands.autocomplete(name=complete.schedules)
    async def preview(self, interaction: Interaction, name: str | None = None) -> None:
        await interaction.client.desk.command(interaction, PreviewSchedule(name))
