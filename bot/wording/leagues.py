"""What is said about leagues."""

from collections.abc import Sequence

from bot.cards import Card, Facts
from bot.domain.ids import WorkspaceId, platform_of, workspace_of
from bot.ports.leagues import League
from bot.wording.links import PLATFORMS, typed
from bot.wording.phrases import counted, line
from bot.wording.replies import refused

HOW = (
    "Every channel of a league gets the same question for the same date. Each person counts once a question, "
    "wherever they answer; /link joins a Discord and a Slack self."
)


def created_card(league: League) -> Card:
    return Card(
        title=f"League {league.name}",
        blocks=(
            line(
                "Whoever manages a channel elsewhere brings it in with ",
                *typed(f"league join {league.code}", f"league join code:{league.code}"),
            ),
            line(HOW),
        ),
        note="This channel is its first one. The board: /leaderboard scope:league",
    )


def joined_card(league: League) -> Card:
    return Card(
        title=f"This channel is in the league {league.name}",
        blocks=(
            line(HOW),
            line("Its next question is the league's. Earlier answers do not count."),
        ),
        note="The board: /leaderboard scope:league",
    )


def left_card(league: League) -> Card:
    return Card(
        title=f"Out of the league {league.name}",
        blocks=(line("Answers here no longer count for it. What has been earned so far stays."),),
    )


def list_card(leagues: Sequence[League], reader: WorkspaceId, with_codes: bool) -> Card:
    """Codes are for managers, since whoever has one can bring a channel in."""
    if not leagues:
        return Card(
            title="No league yet",
            blocks=(line("A manager begins one with /league create, or joins one with its code."), line(HOW)),
        )
    rows = tuple((league.name, _about(league, reader, with_codes)) for league in leagues)
    return Card(title="Leagues", blocks=(Facts(rows), line(HOW)))


def _about(league: League, reader: WorkspaceId, with_codes: bool) -> str:
    places = league.contest.places
    workspaces = {workspace_of(place) if "/" in place else place for place in places}  # type: ignore[arg-type]
    names = sorted({PLATFORMS[platform_of(place)] for place in places})
    code = f"; code {league.code}" if with_codes and league.contest.workspace == reader else ""
    if not places:
        return f"no channel at the moment{code}"
    return (
        f"{counted(len(places), 'channel')} in {counted(len(workspaces), 'workspace')} "
        f"on {' and '.join(names)}{code}"
    )


def taken_card() -> Card:
    return refused(
        "This channel is in a league already",
        "A channel is in one league at most; /league leave takes it out.",
    )


def unknown_code_card() -> Card:
    return refused(
        "There is no such league", "Ask whoever began it for the code; /league list shows it to them."
    )


def in_none_card() -> Card:
    return refused("This channel is in no league", "/league join and a code bring it into one.")


def elsewhere_card() -> Card:
    return refused("That channel is elsewhere", "You can bring in channels of this workspace only.")
