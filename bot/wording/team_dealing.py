"""Dealing everybody into teams of like strength."""

from collections.abc import Sequence

from bot.cards import Button, Card, Facts, Look, Tone
from bot.domain.team import MOST_DEALT
from bot.presses.teams import DealTeams
from bot.wording.phrases import counted, line
from bot.wording.replies import refused
from bot.wording.teams import MOVES_NOTHING

MOST_NAMES = 12


def name_of(number: int) -> str:
    return f"Team {number}"


def preview_card(
    teams: Sequence[Sequence[str]], records: Sequence[tuple[int, int]], there: int, press: DealTeams
) -> Card:
    """`records` are the points and answers of each team's people; `there` counts the teams that would end."""
    people = sum(map(len, teams))
    ending = f"{_those(there)} now will end. " if there else ""
    rows = tuple(
        (f"{name_of(n)} ({len(names)})", f"{_listed(names)}; {_average(*record)}")
        for n, (names, record) in enumerate(zip(teams, records, strict=True), 1)
    )
    return Card(
        title=f"{counted(people, 'person', 'people')} in {counted(len(teams), 'team')}?",
        blocks=(
            line("Everybody who has answered in this month or the last one, dealt by their average so far."),
            Facts(rows),
            line(f"{ending}{MOVES_NOTHING} Nothing has been changed yet."),
        ),
        buttons=(Button("Deal these teams", press, Look.DANGER),),
        note="Few answers count little: each average is pulled towards everybody's as if by 20 answers more.",
    )


def _those(teams: int) -> str:
    return "The team that is here" if teams == 1 else f"The {teams:,} teams that are here"


def _listed(names: Sequence[str]) -> str:
    shown = [name or "somebody" for name in names[:MOST_NAMES]]
    more = len(names) - len(shown)
    return ", ".join([*shown, f"{more} more"] if more else shown)


def _average(points: int, answered: int) -> str:
    return f"{points / answered:.1f} points an answer" if answered else "no answers yet"


def too_many_card(people: int) -> Card:
    if people < 2:
        return refused("Too few people to deal", "Teams are dealt from those who have answered lately.")
    most = min(people, MOST_DEALT)
    return refused("That many teams do not work", f"{people:,} people can be dealt into 2 to {most} teams.")


def follow_groups_card(names: Sequence[str]) -> Card:
    return refused(
        "Teams here follow roles or groups",
        f"People belong to {', '.join(names[:5])} by a role or user group. Disband those teams first.",
    )


def done_card(people: int, teams: int) -> Card:
    text = f"{counted(people, 'person', 'people')} in {counted(teams, 'team')}. /team list shows them."
    return Card(title="The teams are dealt", tone=Tone.RIGHT, blocks=(line(text),))
