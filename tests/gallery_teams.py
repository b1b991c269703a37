"""Cards of teams and of boards as people see them."""

from bot.cards import Card
from bot.domain.boards import Gap, Of, Period
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team import Team
from bot.ports.teams import Membership
from bot.presses.boards import ShowBoard
from bot.presses.teams import DealTeams
from bot.wording.boards import BoardLine, BoardView, board_card
from bot.wording.team_dealing import preview_card
from bot.wording.teams import invitation_card, team_card
from tests.builders import NOON

HERE = WorkspaceId("discord:100000000000000001")
TEAM = Team(
    id=TeamId("abcdefgh2345"),
    workspace=HERE,
    name="The ||Maskers||",
    key="themaskers",
    created_at=NOON,
    captain=PersonId(1),
)


def board_of_week() -> Card:
    """Somebody far below, with movement, a name that is not shown and somebody who is gone."""
    board = ShowBoard(HERE, Period.WEEK, after=(90, PersonId(3)))
    own = BoardLine(place=31, name="Ada", points=15, detail="1 of 4 right", before=29, is_own=True)
    view = BoardView(
        lines=(
            BoardLine(place=11, name="anonymous", points=85, detail="6 of 7 right, streak 3 days", before=13),
            BoardLine(place=12, name="Bob (has left)", points=80, detail="6 of 8 right", before=12),
            BoardLine(place=12, name="@everyone", points=80, detail="6 of 9 right"),
        ),
        own=own,
        gap=Gap(5, 30),
        previous=ShowBoard(HERE, Period.WEEK, before=(85, PersonId(9))),
        following=ShowBoard(HERE, Period.WEEK, after=(80, PersonId(12))),
        is_compared=True,
    )
    return board_card(board, view)


def board_of_teams() -> Card:
    own = BoardLine(place=2, name="Reds", points=9.4, detail="4 of 9 right, 60 points in all", is_own=True)
    ended = "Blues (ended)"
    view = BoardView(
        lines=(BoardLine(place=1, name=ended, points=12.62, detail="4 of 6 right, 80 points in all"), own),
        own=own,
        gap=Gap(322, 1),
    )
    return board_card(ShowBoard(HERE, Period.MONTH, of=Of.TEAMS), view)


def team() -> Card:
    ann = Membership(person=PersonId(1), name="Ann_the_*great*", points=120, right=8, answered=10)
    bob = Membership(person=PersonId(2), name="anonymous", points=0, right=0, answered=0)
    return team_card(TEAM, [bob, ann], PersonId(3))


def dealing() -> Card:
    return preview_card([["Ada", "Bob"], ["Eve"]], [(45, 4), (0, 0)], 1, DealTeams(2, 4294967295))


def invitation() -> Card:
    return invitation_card(TEAM, "Ann_the_*great*")


TEAM_GALLERY = {
    "board_of_week": board_of_week,
    "board_of_teams": board_of_teams,
    "team": team,
    "dealing": dealing,
    "invitation": invitation,
}
