"""What happens on the way: people link, move, leave, report, and managers rule."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from tests.demo_season.cast import BOSS, Player

if TYPE_CHECKING:
    from tests.demo_season.season import Season

Incident = Callable[["Season"], Awaitable[None]]


def of_day(number: int, days: int) -> Iterator[Incident]:
    """What happens on a day, by the part of the season that is over by then."""
    for tenths, incident in _PLAN:
        if number == tenths * days // 10:
            yield incident


async def link_first(season: Season) -> None:
    """The Discord self gets a code, the Slack self types it."""
    player, twin = season.twins[0]
    await _link(season, player, twin)


async def link_second(season: Season) -> None:
    """The other way round."""
    player, twin = season.twins[1]
    await _link(season, twin, player)


async def _link(season: Season, one: Player, other: Player) -> None:
    hands = season.stage.hands
    offered = await hands[one.platform].say(one.handle, "link")
    code = offered.split("code:")[1].split("`")[0]
    await hands[other.platform].say(other.handle, "link", code=code)


async def change_team(season: Season) -> None:
    """Somebody of the largest team on Discord joins another one."""
    mover = [one for one in season.players if one.team.startswith("The Maskers")][-1]
    await season.stage.discord.say(mover.handle, "team join", name="Löss")


async def leave_team(season: Season) -> None:
    leaver = [one for one in season.players if one.team.startswith("Night Owls")][-1]
    await season.stage.slack.say(leaver.handle, "team leave")


async def leave_server(season: Season) -> None:
    """Somebody leaves the server; the roll call finds out."""
    there = season.stage.discord.server
    leaver = [one for one in season.players if one.team == "Attention Seekers"][-1]
    season.gone.add(leaver.handle)
    del there.world.members[there.person(leaver.handle)["id"]]
    for _ in range(len(season.players) + len(season.twins) + 2):
        await season.stage.rollcall.look(season.stage.ctx)


async def accept_option(season: Season) -> None:
    """Somebody who was wrong on Discord reports the question, and is right in the end."""
    player, letter = season.wrong["discord"]
    discord = season.stage.discord
    await discord.report(player.handle, f"{letter} is right, too")
    await season.stage.look()
    await discord.decide(BOSS, "Accept another option", letter, "Both readings hold.")
    season.rulings[discord.question()] = letter


async def void_round(season: Season) -> None:
    """A question on Slack counts for nobody."""
    player, _ = season.wrong["slack"]
    slack = season.stage.slack
    await slack.report(player.handle, "No option is right as it is worded.")
    await season.stage.look()
    await slack.decide(BOSS, "Void the round", "", "The options do not fit the question.")
    season.rulings[slack.question()] = ""


async def hide(season: Season) -> None:
    hider = [one for one in season.players if one.team == "Late Fusion"][-1]
    if _knows(season, "privacy"):
        await season.stage.slack.say(hider.handle, "privacy hide")


async def exclude(season: Season) -> None:
    if _knows(season, "exclude"):
        out = [one for one in season.players if one.team == "Löss"][-1]
        await season.stage.discord.say(BOSS, "exclude", member=out.handle, reason="Two accounts")


def _knows(season: Season, command: str) -> bool:
    return any(known["name"] == command for known in season.stage.discord.server.world.commands)


_PLAN = (
    (2, link_first),
    (3, accept_option),
    (3, change_team),
    (4, link_second),
    (4, hide),
    (5, leave_team),
    (6, void_round),
    (7, leave_server),
    (7, exclude),
)
