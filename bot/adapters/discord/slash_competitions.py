"""`/competition …`: contests between people or teams."""

import re

from discord import app_commands
from discord.app_commands import Choice, Range

from bot.adapters.discord import complete
from bot.adapters.discord.wire import Interaction
from bot.commands import (
    AmendCompetition,
    CancelCompetition,
    CompetitionHistory,
    CompetitionStatus,
    EndCompetition,
    ListCompetitions,
    StartCompetition,
)
from bot.domain.contest import Between, Rule, Season
from bot.domain.ids import ChannelId
from bot.presses.contests import LONGEST_REASON

NAME = "The competition's name"
RULES = {
    Rule.TOTAL: "Total: all points of a team",
    Rule.AVERAGE: "Average of a team's active members",
    Rule.BEST: "Best: for each question the best members of a team",
    Rule.ADJUSTED: "Adjusted: points for each answer, pulled towards the mean",
}
SEASONS = {Season.MONTH: "Every month anew", Season.QUARTER: "Every quarter anew"}
_CHANNEL = re.compile(r"<#([0-9]+)>")


class CompetitionGroup(
    app_commands.Group, name="competition", description="Contests between people or teams"
):
    @app_commands.command(description="Begin a competition in this server (managers)")
    @app_commands.rename(start="from", end="to")
    @app_commands.describe(
        name="What it is called",
        start="now, today, tomorrow or a date such as 2026-12-01; now if left out",
        end="A date that still counts, such as 2026-12-24, or 2w, 10d, 12h; leave it out for a season",
        between="People if left out",
        rule="How the points of its members make the score of a team; total if left out",
        best="For the rule best: how many members of a team count for each question; 3 if left out",
        share="For the rule average: how many percent of the rounds make a member active; 50 if left out",
        scope="Only some #channels or topics (attention, rag); the whole server if left out",
        league="The name of a league, for a competition over all its channels",
        freeze="Keep the teams as they are at the start",
        season="Begin again each month or quarter, with a hall of fame",
        divisions="Groups of about 15 people with tiers, for seasons between people",
    )
    @app_commands.choices(
        between=[Choice(name=each.capitalize(), value=each.value) for each in Between],
        rule=[Choice(name=title, value=rule.value) for rule, title in RULES.items()],
        season=[Choice(name=title, value=season.value) for season, title in SEASONS.items()],
    )
    @app_commands.autocomplete(scope=complete.topic_list)
    async def start(
        self,
        interaction: Interaction,
        name: Range[str, 1, 100],
        start: str | None = None,
        end: str | None = None,
        between: str | None = None,
        rule: str | None = None,
        best: Range[int, 1, 50] | None = None,
        share: Range[int, 1, 100] | None = None,
        scope: str | None = None,
        league: str | None = None,
        freeze: bool | None = None,
        season: str | None = None,
        divisions: bool | None = None,
    ) -> None:
        rules = (between, rule, _text(best), _text(share))
        where = (_channels(interaction, scope), _topics(scope), league)
        command = StartCompetition(name, start, end, *rules, *where, _flag(freeze), season, _flag(divisions))
        await interaction.client.desk.command(interaction, command)

    @app_commands.command(description="How a competition stands, with your own place")
    @app_commands.describe(name=f"{NAME}; the one that runs if left out")
    @app_commands.autocomplete(name=complete.competitions)
    async def status(self, interaction: Interaction, name: str | None = None) -> None:
        await interaction.client.desk.command(interaction, CompetitionStatus(name))

    @app_commands.command(name="list", description="All competitions that go on")
    async def list_(self, interaction: Interaction) -> None:
        await interaction.client.desk.command(interaction, ListCompetitions())

    @app_commands.command(description="What is over: winners, final standings, the hall of fame")
    @app_commands.describe(name=f"{NAME}; all of them if left out")
    @app_commands.autocomplete(name=complete.competitions)
    async def history(self, interaction: Interaction, name: str | None = None) -> None:
        await interaction.client.desk.command(interaction, CompetitionHistory(name))

    @app_commands.command(description="End a competition now and keep its standing (managers)")
    @app_commands.describe(name=NAME)
    @app_commands.autocomplete(name=complete.competitions)
    async def end(self, interaction: Interaction, name: str) -> None:
        await interaction.client.desk.command(interaction, EndCompetition(name))

    @app_commands.command(description="Give a competition up, so that nobody wins it (managers)")
    @app_commands.describe(name=NAME)
    @app_commands.autocomplete(name=complete.competitions)
    async def cancel(self, interaction: Interaction, name: str) -> None:
        await interaction.client.desk.command(interaction, CancelCompetition(name))

    @app_commands.command(description="Count a final standing again; both stay in the history (managers)")
    @app_commands.describe(name=NAME, reason="Why; everybody will read it")
    @app_commands.autocomplete(name=complete.competitions)
    async def amend(self, interaction: Interaction, name: str, reason: Range[str, 1, LONGEST_REASON]) -> None:
        await interaction.client.desk.command(interaction, AmendCompetition(name, reason))


def _topics(scope: str | None) -> str | None:
    """What stands between the channels of a scope, separated by commas."""
    words = re.split(r"[\s,;]+", _CHANNEL.sub(" ", scope or ""))
    return (
        ", ".join(word.lower() for word in words if word.lower() not in ("", "workspace", "server")) or None
    )


def _flag(chosen: bool | None) -> str | None:
    return None if chosen is None else "yes" if chosen else "no"


def _channels(interaction: Interaction, scope: str | None) -> tuple[ChannelId, ...]:
    found = _CHANNEL.findall(scope or "")
    return tuple(ChannelId(f"discord:{interaction.guild_id}/{id_}") for id_ in found)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
