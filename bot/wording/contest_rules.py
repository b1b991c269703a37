"""How a competition counts, in one line each: its time, its scope, its rule, what decides a tie."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from bot.domain.contest import Between, Contest, Rule, Season, State
from bot.domain.ids import TopicId
from bot.domain.occurrences import MONTHS, WEEKDAYS
from bot.domain.team_scores import K
from bot.wording.phrases import counted, moment

TIES = "Ties: more right answers, then the earlier last point, then a shared place."
DIVISIONS = (
    "Groups of about 15 people: after the season the top fifth of each group moves up a tier and the bottom "
    "fifth down, and a tier of fewer than ten people joins the one below. Newcomers begin in tier 1, the "
    "lowest."
)
STATES = {
    State.PLANNED: "not begun yet",
    State.RUNNING: "running",
    State.ENDED: "over",
    State.CANCELLED: "cancelled",
}
SEASONS = {Season.MONTH: "every month", Season.QUARTER: "every quarter"}
A_MOMENT = timedelta(microseconds=1)
_SHARES = {50: "at least half of the", 100: "all"}


def title_of(contest: Contest) -> str:
    """`Autumn cup`, or `Autumn cup, season 3`."""
    return contest.name if contest.season is Season.NONE else f"{contest.name}, season {contest.number}"


def season_name(contest: Contest, zone: tzinfo) -> str:
    """`Nov 2026` for a month, `Oct-Dec 2026` for a quarter, by the day on which it ends."""
    assert contest.ends_at is not None  # only competitions have seasons
    last = (contest.ends_at - A_MOMENT).astimezone(zone)
    if contest.season is Season.QUARTER:
        first = last.month - 1 - (last.month - 1) % 3
        return f"{MONTHS[first]}-{MONTHS[first + 2]} {last.year}"
    return f"{MONTHS[last.month - 1]} {last.year}"


def closing(at: datetime, zone: tzinfo) -> str:
    """`the end of Sun 29 Nov, CET` for a midnight, which people take for that of the day before."""
    local = (at - A_MOMENT).astimezone(zone)
    if at.astimezone(zone).date() == local.date():
        return moment(at, zone)
    return f"the end of {WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}, {local.tzname()}"


def day_of(at: datetime, zone: tzinfo) -> str:
    """The last day of what ended then: `29 Nov 2026`."""
    local = (at - A_MOMENT).astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def rule_line(contest: Contest) -> str:
    """Shown on every board, so that nobody has to guess."""
    if contest.between is Between.PEOPLE:
        return "Rule: everybody's points, each question once."
    match contest.rule:
        case Rule.TOTAL:
            return "Rule: total, the points of all members of a team together."
        case Rule.AVERAGE:
            return f"Rule: average of the members who answered {_share(contest.share)} rounds."
        case Rule.BEST:
            best = "the best member" if contest.best == 1 else f"the {contest.best} best members"
            return f"Rule: for each question the points of {best} of a team, added up."
        case Rule.ADJUSTED:
            return (
                "Rule: adjusted, points for each answer, pulled towards the mean of all teams "
                f"as by {K} more answers of that mean."
            )


def _share(percent: int) -> str:
    return _SHARES.get(percent, f"at least {percent} % of the")


def facts(
    contest: Contest, zone: tzinfo, name_of_topic: Callable[[TopicId], str]
) -> tuple[tuple[str, str], ...]:
    """Its time, scope and settings as labels and values."""
    assert contest.ends_at is not None  # a league has a card of its own
    rows = [
        ("From", moment(contest.starts_at, zone)),
        ("To", closing(contest.ends_at, zone)),
        ("Between", _between(contest)),
        ("Counts", scope_of(contest, name_of_topic)),
    ]
    if contest.season is not Season.NONE:
        rows.append(("Repeats", SEASONS[contest.season]))
    return tuple(rows)


def _between(contest: Contest) -> str:
    if contest.between is Between.PEOPLE:
        return "people, in groups of about 15" if contest.is_divided else "people"
    return "teams as they are at the start" if contest.is_frozen else "teams"


def scope_of(contest: Contest, name_of_topic: Callable[[TopicId], str]) -> str:
    channels = [place for place in contest.places if "/" in place]
    where = counted(len(channels), "channel") if channels else "the whole workspace"
    topics = ", ".join(sorted(map(name_of_topic, contest.topics)))
    return f"{where}; {topics}" if topics else where
