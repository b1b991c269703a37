"""Cards of competitions, as their wording makes them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.cards import Card
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.contest import Between, Contest, Rule, Season, State
from bot.domain.divisions import Division
from bot.domain.ids import AnnouncementId, ChannelId, ContestId, PersonId, TeamId, TopicId, workspace_of
from bot.domain.team_scores import TeamStanding, TeamTally
from bot.ports.contests import ContestPage, ContestScore, ContestStanding, Cursor, Kept, Version, Winners
from bot.wording import contest_boards as boards
from bot.wording import contest_history as history
from bot.wording import contest_news as news
from bot.wording import contests as words
from tests.builders import BERLIN, HALL, NOON

ANN, BOB, EVE, JOE = (PersonId(n) for n in range(1, 5))
RED, SKY = TeamId("red"), TeamId("sky")
PEOPLE = Contest(
    id=ContestId("abcdefghijkl"),
    name="Autumn cup",
    workspace=workspace_of(HALL),
    channel=HALL,
    places=(HALL, ChannelId("web:playground/den")),
    starts_at=NOON - timedelta(days=8),
    ends_at=NOON + timedelta(days=6, hours=11),
    state=State.RUNNING,
    topics=frozenset({TopicId("attention")}),
)
TEAMS = replace(
    PEOPLE, between=Between.TEAMS, rule=Rule.AVERAGE, is_frozen=True, places=(workspace_of(HALL),)
)
LADDER = replace(PEOPLE, name="Ladder", season=Season.MONTH, number=3, is_divided=True)
OVER = replace(LADDER, state=State.ENDED, ends_at=NOON - timedelta(hours=12))


def standing(place: int, person: PersonId, name: str, points: int, right: int) -> ContestStanding:
    score = ContestScore(person=person, name=name, points=points, right=right, answered=12, last_at=0)
    return ContestStanding(place, score)


FIRST = (
    standing(1, ANN, "Ann_the_*great*", 120, 9),
    standing(2, BOB, "", 95, 7),
    standing(2, EVE, "||Eve||", 95, 7),
)
MINE = ContestStanding(14, standing(14, JOE, "@everyone", 20, 2).score, 15)


def team(place: int, id_: TeamId, name: str, score: int, active: int) -> TeamStanding:
    tally = TeamTally(team=id_, name=name, points=310, right=22, answered=40, active=active)
    return TeamStanding(place, score, tally)


TABLE = (team(1, RED, "Reds 🦊", 6250, 4), team(2, SKY, "Sky is the limit of what we know", 5133, 6))
KEPT = Kept(people=FIRST, teams=())
VERSIONS = (
    Version(number=1, reason="", by=None, at=NOON - timedelta(hours=12)),
    Version(number=2, reason="r2 had two keys", by=ANN, at=NOON),
)


def told(kind: AnnouncementKind, contest: Contest, version: int = 0) -> Announcement:
    subject = f"{contest.id}/{version}" if version else contest.id
    return Announcement(id=AnnouncementId("news"), kind=kind, channel=HALL, subject=subject, opened_at=NOON)


def people() -> Card:
    page = ContestPage(standings=FIRST, after=Cursor(95, 7, 0, EVE))
    return boards.people_card(PEOPLE, page, JOE, MINE, BERLIN, first=True)


def teams() -> Card:
    return boards.teams_card(TEAMS, TABLE, SKY, BERLIN, 0)


def group() -> Card:
    sizes = {Division(2, 1): 11, Division(1, 1): 14, Division(1, 2): 15}
    standings = [standing(n, PersonId(n), f"Member {n}", 100 - 5 * n, 9) for n in range(1, 12)]
    return boards.division_card(
        LADDER, boards.Group(Division(2, 1), standings, standings), PersonId(4), sizes, BERLIN
    )


def _topic(id_: TopicId) -> str:
    return id_.capitalize()


def started() -> Card:
    return news.started_card(told(AnnouncementKind.CONTEST_START, TEAMS), TEAMS, BERLIN, _topic)


def half() -> Card:
    kept = Kept(people=FIRST, teams=TABLE)
    return news.half_card(told(AnnouncementKind.CONTEST_HALF, TEAMS), TEAMS, kept, BERLIN)


def ended() -> Card:
    return news.ended_card(told(AnnouncementKind.CONTEST_END, OVER), OVER, KEPT, VERSIONS)


def amended() -> Card:
    announcement = told(AnnouncementKind.CONTEST_AMENDED, OVER, 2)
    return news.amended_card(announcement, OVER, KEPT, VERSIONS[1], "Ann")


def final() -> Card:
    named = [(VERSIONS[0], ""), (VERSIONS[1], "Ann")]
    return history.version_card(OVER, KEPT, VERSIONS[1], named, BERLIN)


def _winners(number: int, *names: tuple[PersonId, str]) -> Winners:
    back = timedelta(days=31 * (3 - number))
    ends_at = OVER.ends_at
    assert ends_at is not None
    contest = replace(OVER, number=number, starts_at=OVER.starts_at - back, ends_at=ends_at - back)
    return Winners(contest, names, (), 12_000 if names else 0)


SEASONS = (_winners(3, (ANN, "Ann")), _winners(2), _winners(1, (ANN, "Ann"), (BOB, "")))


def hall() -> Card:
    return history.hall_card("Ladder", SEASONS, BERLIN)


def past() -> Card:
    return history.past_card(SEASONS, 0, BERLIN)


def ask_to_amend() -> Card:
    return words.amend_card(OVER, "r2 had two keys")


CONTEST_GALLERY: Mapping[str, Callable[[], Card]] = {
    "contest_people": people,
    "contest_teams": teams,
    "contest_group": group,
    "contest_started": started,
    "contest_half": half,
    "contest_ended": ended,
    "contest_amended": amended,
    "contest_final": final,
    "contest_hall": hall,
    "contest_past": past,
    "contest_ask_to_amend": ask_to_amend,
}
