"""Who plays: their names, their platform and team, how much they know and how often they come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from random import Random

BOSS = "boss"
"""The manager on either platform, who does not play."""


@dataclass(frozen=True, slots=True)
class Team:
    platform: str
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Player:
    """`strength` is the chance to be right, `diligence` that to answer on a day; `handle` is unique."""

    handle: str
    name: str
    platform: str
    team: str
    captain: bool
    strength: float
    diligence: float


TEAMS = (
    Team(
        "discord",
        "The Maskers",
        (
            "Mei Lin",
            "Oluwaseun",
            "Björn Ängström",
            "Priya 🌱",
            "Tomás",
            "Zsófia",
            "Κατερίνα",
            "Huda",
            "Nguyễn Thị Ánh",
            "Rafael",
            "Ingrid",
            "Kwame",
            "Лена",
        ),
    ),
    Team(
        "discord",
        "Attention Seekers",
        ("Дмитрий", "Sofía 🦊", "佐藤 陽菜", "Amara", "Lukas", "Yara", "Jørgen", "Chidi", "Ines"),
    ),
    Team("discord", "Löss", ("Élodie", "Hamza", "Wren", "דניאל", "Paola", "Sanjay", "Freya", "Emeka")),
    Team("discord", "Two of a Kind", ("Ada", "Alan 🐢")),
    Team(
        "slack",
        "Gradient Descenders",
        (
            "giulia",
            "नेहा",
            "max 🚲",
            "fatima",
            "joão",
            "陈伟",
            "olga",
            "pierre",
            "aisha",
            "mateusz",
            "Bartholomew Featherstonehaugh-Cholmondel",
        ),
    ),
    Team("slack", "Night Owls 🦉", ("سارة", "henrik", "ayumi", "carlos", "dilnoza", "ewa", "tariq", "zoë")),
    Team("slack", "Late Fusion", ("ivan", "민준", "leila", "oscar", "brigitte", "themba")),
    Team("slack", "Dropouts", ("nora", "สมชาย", "vera ✨")),
)
TWINS = 2
"""So many people of Discord have a second self on Slack, under the same name."""


def cast(people: int, chance: Random) -> Sequence[Player]:
    """So many people; of fewer than all, each team keeps its first ones."""
    players = [
        _player(team, number, name, chance) for team in TEAMS for number, name in enumerate(team.names)
    ]
    by_team = ([one for one in players if one.team == team.name] for team in TEAMS)
    in_turns = (one for row in zip_longest(*by_team) for one in row if one is not None)
    taken = set(islice(in_turns, people))
    return [one for one in players if one in taken]


def second_selves(players: Sequence[Player]) -> Iterator[tuple[Player, Player]]:
    """People of Discord, each with their self on Slack."""
    there = [one for one in players if one.platform == "discord" and not one.captain][:TWINS]
    teams = [team.name for team in TEAMS if team.platform == "slack"]
    for number, player in enumerate(there):
        yield (
            player,
            Player(f"{player.handle}s", player.name, "slack", teams[number], False, player.strength, 0.4),
        )


def everybody(players: Sequence[Player], twins: Sequence[tuple[Player, Player]]) -> Sequence[Player]:
    return list(chain(players, (self_ for _, self_ in twins)))


def _player(team: Team, number: int, name: str, chance: Random) -> Player:
    handle = f"{team.platform[0]}{TEAMS.index(team)}{number:02}"
    strength = min(0.95, max(0.2, chance.gauss(0.6, 0.18)))
    diligence = min(1.0, max(0.25, chance.gauss(0.75, 0.2)))
    return Player(handle, name, team.platform, team.name, number == 0, strength, diligence)
