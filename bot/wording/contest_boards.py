"""How a competition stands: people, teams or one group, with one's own place and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from bot.cards import Block, Button, Card, Heading, Look, Picture, Rank, Ranking
from bot.domain.contest import Contest, Rule, State
from bot.domain.divisions import LOWEST, Division
from bot.domain.ids import ContestId, PersonId, TeamId
from bot.domain.team_scores import TeamStanding
from bot.ports.contests import ContestPage, ContestScore, ContestStanding, Cursor
from bot.presses.contests import ShowContest, ShowDivision, ShowPeople, ShowRace, ShowTeams
from bot.wording.contest_rules import DIVISIONS, TIES, closing, rule_line, title_of
from bot.wording.links import PLATFORMS
from bot.wording.people import ANONYMOUS, HAS_LEFT
from bot.wording.phrases import counted, line, moment

PAGE = 10
MOST_GROUPS = 8  # buttons that lead to other groups

LEADS = "Nobody is ahead of you."
LEVEL = "As many points as the place above; the tie rule decides."


def people_card(
    contest: Contest,
    page: ContestPage,
    reader: PersonId,
    own: ContestStanding | None,
    zone: tzinfo,
    first: bool,
) -> Card:
    """`first` is False for the pages behind the first one."""
    rows = tuple(person_rank(standing, reader) for standing in page.standings)
    return Card(
        title=f"Standings: {title_of(contest)}",
        blocks=(
            line(when(contest, zone)),
            *_ranking(rows),
            *_own(rows, None if own is None else person_rank(own, reader), _gap_of(own)),
            line(rule_line(contest)),
        ),
        buttons=(*_first(contest.id, first), *_next_people(contest.id, page.after), *_race(rows, contest)),
        note=TIES,
    )


def teams_card(
    contest: Contest, standings: Sequence[TeamStanding], team: TeamId | None, zone: tzinfo, page: int
) -> Card:
    """`standings` are all teams, of which a page is shown; `team` is the reader's."""
    shown = standings[page * PAGE : (page + 1) * PAGE]
    rows = tuple(team_rank(contest, standing, team) for standing in shown)
    at = next((n for n, standing in enumerate(standings) if standing.tally.team == team), None)
    own = None if at is None else team_rank(contest, standings[at], team)
    more = (page + 1) * PAGE < len(standings)
    return Card(
        title=f"Standings: {title_of(contest)}",
        blocks=(
            line(when(contest, zone)),
            *_ranking(rows),
            *_own(rows, own, None if at is None else _team_gap(standings, at), "Your team"),
            line(rule_line(contest)),
        ),
        buttons=(
            *_first(contest.id, page == 0),
            *((Button("Next page", ShowTeams(contest.id, page + 1)),) if more else ()),
            *_race(rows, contest),
        ),
        note=TIES,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """All who stand in a group, and those of them who are `shown`."""

    division: Division
    standings: Sequence[ContestStanding]
    shown: Sequence[ContestStanding]


def division_card(
    contest: Contest,
    group: Group,
    reader: PersonId,
    groups: Mapping[Division, int],
    zone: tzinfo,
) -> Card:
    rows = tuple(person_rank(standing, reader) for standing in group.shown)
    others = [other for other in groups if other != group.division]
    return Card(
        title=f"Standings: {title_of(contest)}, {division_name(group.division)}",
        blocks=(
            line(when(contest, zone)),
            *_ranking(rows),
            *_group_gap(group.standings, reader),
            line(_moving(len(group.standings), group.division)),
            line(rule_line(contest)),
            line(DIVISIONS),
        ),
        buttons=(
            *(
                Button(division_name(other).capitalize(), ShowDivision(contest.id, other))
                for other in others[:MOST_GROUPS]
            ),
            *_race(rows, contest),
        ),
        note=TIES,
    )


def _group_gap(standings: Sequence[ContestStanding], reader: PersonId) -> tuple[Block, ...]:
    """What is missing to the next place of one's own group; nothing in another one."""
    own = next((one for one in standings if one.score.person == reader), None)
    if own is None:
        return ()
    above = [one for one in standings if one.place < own.place]
    if not above:
        return (line("Nobody in your group is ahead of you."),)
    return (line(_gap_words(100 * (above[-1].score.points - own.score.points))),)


def division_name(division: Division) -> str:
    return f"tier {division.tier}, group {division.number}"


def _moving(people: int, division: Division) -> str:
    fifth = people // 5
    if not fifth:
        return "Nobody moves from a group of fewer than five."
    if division.tier == LOWEST:
        return f"After the season the first {fifth} move up a tier."
    return f"After the season the first {fifth} move up a tier and the last {fifth} down."


def when(contest: Contest, zone: tzinfo) -> str:
    assert contest.ends_at is not None  # a league has boards of its own
    match contest.state:
        case State.PLANNED:
            return f"Begins {moment(contest.starts_at, zone)}."
        case State.RUNNING:
            return f"Runs until {closing(contest.ends_at, zone)}."
        case State.ENDED:
            return f"Over since {closing(contest.ends_at, zone)}."
        case State.CANCELLED:
            return "Cancelled: nobody wins it."


def name_of(score: ContestScore) -> str:
    return f"{score.name or ANONYMOUS} {HAS_LEFT}" if score.has_left else score.name or ANONYMOUS


def person_rank(standing: ContestStanding, reader: PersonId | None) -> Rank:
    score = standing.score
    return Rank(
        place=standing.place,
        name=name_of(score),
        points=score.points,
        detail=f"{score.right:,} of {score.answered:,} right{where(score)}",
        is_reader=score.person == reader,
    )


def where(score: ContestScore) -> str:
    """The platforms in words, where people of several meet."""
    return f", on {' and '.join(PLATFORMS[p] for p in score.platforms)}" if score.platforms else ""


def team_rank(contest: Contest, standing: TeamStanding, team: TeamId | None) -> Rank:
    tally = standing.tally
    name = f"{tally.name or 'a team that is gone'}{' (ended)' if tally.has_ended else ''}"
    active = f", {tally.active:,} active" if contest.rule is Rule.AVERAGE and tally.active else ""
    return Rank(
        place=standing.place,
        name=f"{name} (your team)" if tally.team == team else name,
        points=in_points(standing.score),
        detail=f"{tally.right:,} of {tally.answered:,} right{active}",
    )


def in_points(hundredths: int) -> float:
    """Hundredths of a point as points; whole ones without decimals."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def score_words(hundredths: int) -> str:
    """`12 points` or `12.50 points`."""
    points = in_points(hundredths)
    return counted(points, "point") if isinstance(points, int) else f"{points:,.2f} points"


def _ranking(rows: tuple[Rank, ...]) -> tuple[Block, ...]:
    return (Ranking(rows),) if rows else (line("Nobody has answered for it yet."),)


def _own(
    rows: tuple[Rank, ...], own: Rank | None, gap: str | None, heading: str = "Your place"
) -> tuple[Block, ...]:
    """One's own row where it is not on the page, and what is missing to the next place."""
    if own is None or gap is None:
        return ()
    missing: tuple[Block, ...] = (line(gap),)
    return missing if own in rows else (Heading(heading), Ranking((own,)), *missing)


def _gap_of(own: ContestStanding | None) -> str | None:
    if own is None:
        return None
    return LEADS if own.gap is None else _gap_words(100 * own.gap)


def _team_gap(standings: Sequence[TeamStanding], at: int) -> str:
    own = standings[at]
    above = [other for other in standings[:at] if other.place < own.place]
    return _gap_words(above[-1].score - own.score) if above else "No team is ahead of yours."


def _gap_words(hundredths: int) -> str:
    return f"Gap to the next place: {score_words(hundredths)}." if hundredths else LEVEL


def _race(rows: tuple[Rank, ...], contest: Contest) -> tuple[Button, ...]:
    return (Button("Day by day", ShowRace(contest.id)),) if rows else ()


def race_card(contest: Contest, picture: Picture | None) -> Card:
    blocks: tuple[Block, ...] = (picture,) if picture else (line("Pictures cannot be drawn at the moment."),)
    return Card(
        title=f"Day by day: {title_of(contest)}",
        blocks=blocks,
        buttons=(Button("Standings", ShowContest(contest.id)),),
    )


def _first(id_: ContestId, is_first: bool) -> tuple[Button, ...]:
    return () if is_first else (Button("First page", ShowContest(id_), Look.MAIN),)


def _next_people(id_: ContestId, after: Cursor | None) -> tuple[Button, ...]:
    if after is None:
        return ()
    press = ShowPeople(id_, after.points, after.right, after.last_at, after.person)
    return (Button("Next page", press),)
