"""Competitions that are over: who won, every count of a final standing, and the hall of fame of a series."""

from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo

from bot.cards import Block, Button, Card, Facts, Heading, Look
from bot.domain.contest import Contest, Season, State
from bot.domain.ids import PersonId, TeamId
from bot.ports.contests import Kept, Version, Winners
from bot.presses.contests import ShowHall, ShowPast, ShowVersion
from bot.wording.contest_boards import score_words, when
from bot.wording.contest_news import board, together, winning_words
from bot.wording.contest_rules import TIES, day_of, rule_line, season_name, title_of
from bot.wording.people import ANONYMOUS
from bot.wording.phrases import counted, line, moment
from bot.wording.replies import refused

PAGE = 5
MOST_SEASONS = 12
MOST_VERSIONS = 8


def past_card(past: Sequence[Winners], page: int, zone: tzinfo) -> Card:
    """`past` are all that are over, the latest first, of which a page is shown."""
    if not past:
        return Card(
            title="No competition is over yet", blocks=(line("/competition list shows what goes on."),)
        )
    shown = past[page * PAGE : (page + 1) * PAGE]
    more = (page + 1) * PAGE < len(past)
    return Card(
        title="Competitions that are over",
        blocks=(Facts(tuple((title_of(one.contest), _outcome(one, zone)) for one in shown)),),
        buttons=(
            *(
                Button(title_of(one.contest), ShowVersion(one.contest.id, 0))
                for one in shown
                if one.contest.state is State.ENDED
            ),
            *((Button("First page", ShowPast(0)),) if page else ()),
            *((Button("Next page", ShowPast(page + 1)),) if more else ()),
        ),
    )


def _outcome(one: Winners, zone: tzinfo) -> str:
    assert one.contest.ends_at is not None  # only competitions end
    if one.contest.state is State.CANCELLED:
        return "cancelled"
    names = _names(one)
    won = f"{together(names)}, {score_words(one.score)}" if names else "nobody scored"
    return f"{won}; until {day_of(one.contest.ends_at, zone)}"


def _names(one: Winners) -> list[str]:
    return [name or ANONYMOUS for _, name in (*one.people, *one.teams)]


def no_standing_card(contest: Contest, zone: tzinfo) -> Card:
    return refused(f"{title_of(contest)} has no final standing", when(contest, zone))


def version_card(
    contest: Contest, kept: Kept, shown: Version, versions: Sequence[tuple[Version, str]], zone: tzinfo
) -> Card:
    """A final standing and how it came about; `versions` are all counts, each with who asked for it."""
    which = "" if len(versions) == 1 else f", count {shown.number} of {len(versions)}"
    others = [version.number for version, _ in versions if version.number != shown.number]
    return Card(
        title=f"Final standing: {title_of(contest)}{which}",
        blocks=(
            line(winning_words(contest, kept)),
            *board(contest, kept),
            line(rule_line(contest)),
            Heading("Counted"),
            Facts(tuple(_counted(version, by, zone) for version, by in versions[-MOST_VERSIONS:])),
        ),
        buttons=(
            *(
                Button(f"Count {number}", ShowVersion(contest.id, number))
                for number in others[-MOST_VERSIONS:]
            ),
            *_hall_button(contest),
        ),
        note=TIES,
    )


def _counted(version: Version, by: str, zone: tzinfo) -> tuple[str, str]:
    at = moment(version.at, zone)
    why = f"by {by}: {version.reason}" if by else "at the end"
    return f"Count {version.number}", f"{at}, {why}"


def _hall_button(contest: Contest) -> tuple[Button, ...]:
    if contest.season is Season.NONE:
        return ()
    return (Button("Hall of fame", ShowHall(contest.id), Look.MAIN),)


def hall_card(name: str, seasons: Sequence[Winners], zone: tzinfo) -> Card:
    """The winners of each season, the latest first, and who has won most often."""
    if not seasons:
        return Card(title=f"Hall of fame: {name}", blocks=(line("The first season is not over yet."),))
    rows = tuple((_season(one.contest, zone), _won(one)) for one in seasons[:MOST_SEASONS])
    return Card(
        title=f"Hall of fame: {name}",
        blocks=(Facts(rows), *_most_wins(seasons)),
        note=f"{counted(len(seasons), 'season')} so far",
    )


def _season(contest: Contest, zone: tzinfo) -> str:
    return f"{contest.number}. {season_name(contest, zone)}"


def _won(one: Winners) -> str:
    names = _names(one)
    return f"{together(names)}, {score_words(one.score)}" if names else "nobody scored"


def _most_wins(seasons: Sequence[Winners]) -> tuple[Block, ...]:
    """By person or team and not by name, which may change from one season to the next."""
    wins: Counter[PersonId | TeamId] = Counter()
    names: dict[PersonId | TeamId, str] = {}
    for one in seasons:
        won: list[tuple[PersonId | TeamId, str]] = [*one.people, *one.teams]
        for who, name in won:
            wins[who] += 1
            names.setdefault(who, name or ANONYMOUS)  # the latest season comes first
    most = max(wins.values(), default=0)
    if most < 2:
        return ()
    first = [names[who] for who, count in wins.items() if count == most]
    return (Heading("Most wins"), line(f"{together(first)}: {counted(most, 'win')}"))
