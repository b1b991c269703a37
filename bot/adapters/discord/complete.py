"""What Discord suggests while somebody types an option."""

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.adapters.discord.desk import Desk
from bot.adapters.discord.render import shortened
from bot.adapters.discord.wire import Interaction
from bot.domain.ids import WorkspaceId
from bot.domain.question import Kind, Level

MOST, LONGEST = 25, 100  # suggestions, and characters of each


async def topics(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return _choices(
        (id_, title) for id_, title in _desk(interaction).study.topics(typed, _workspace(interaction))
    )


async def questions(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return _choices(
        (id_, prompt) for id_, prompt in _desk(interaction).study.questions(typed, _workspace(interaction))
    )


async def schedules(interaction: Interaction, typed: str) -> list[Choice[str]]:
    names = await _desk(interaction).study.schedules(typed, _workspace(interaction))
    return _choices((name, name) for name in names)


async def teams(interaction: Interaction, typed: str) -> list[Choice[str]]:
    workspace = WorkspaceId(f"discord:{interaction.guild_id}")
    return _choices((name, name) for name in await _desk(interaction).study.teams(typed, workspace))


async def competitions(interaction: Interaction, typed: str) -> list[Choice[str]]:
    workspace = WorkspaceId(f"discord:{interaction.guild_id}")
    return _choices((name, name) for name in await _desk(interaction).study.competitions(typed, workspace))


async def topic_list(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Topics after those that stand before the last comma."""
    before, last = _split(typed)
    found = _desk(interaction).study.topics(last, _workspace(interaction))
    return _choices((before + id_, f"{before}{id_} ({title})") for id_, title in found)


async def level_list(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return _words(typed, Level)


async def kind_list(interaction: Interaction, typed: str) -> list[Choice[str]]:
    return _words(typed, Kind)


def _words(typed: str, words: Iterable[str]) -> list[Choice[str]]:
    before, last = _split(typed)
    return _choices((before + word, before + word) for word in words if word.startswith(last.lower()))


def _split(typed: str) -> tuple[str, str]:
    before, comma, last = typed.rpartition(",")
    return (f"{before.strip()}, " if comma else ""), last.strip()


def _choices(found: Iterable[tuple[str, str]]) -> list[Choice[str]]:
    fitting = [(value, title) for value, title in found if len(value) <= LONGEST]
    return [Choice(name=shortened(title, LONGEST), value=value) for value, title in fitting[:MOST]]


def _workspace(interaction: Interaction) -> WorkspaceId:
    return WorkspaceId(f"discord:{interaction.guild_id}")


def _desk(interaction: Interaction) -> Desk:
    desk: Desk = interaction.client.desk
    return desk
