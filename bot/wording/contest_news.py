"""What a channel is told about its competitions: start, half-time, end, and what was changed since."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from bot.cards import Block, Button, Card, Facts, Look, Picture, Ranking, Tone
from bot.domain.announcement import Announcement
from bot.domain.contest import Between, Contest
from bot.domain.ids import TopicId
from bot.ports.contests import Kept, Version
from bot.presses.contests import ShowVersion, button_of
from bot.wording.contest_boards import name_of, person_rank, score_words, team_rank
from bot.wording.contest_rules import DIVISIONS, TIES, closing, facts, rule_line, title_of
from bot.wording.phrases import line

MOST_PLACES = 10
MOST_WINNERS = 5


def started_card(
    news: Announcement,
    contest: Contest,
    zone: tzinfo,
    name_of_topic: Callable[[TopicId], str],
    picture: Picture | None = None,
) -> Card:
    return Card(
        title=f"Competition: {title_of(contest)}",
        blocks=(
            Facts(facts(contest, zone, name_of_topic)),
            line(rule_line(contest)),
            *((line(DIVISIONS),) if contest.is_divided else ()),
            *((picture,) if picture else ()),
        ),
        buttons=(_standings(news),),
        note=TIES,
    )


def half_card(
    news: Announcement, contest: Contest, kept: Kept, zone: tzinfo, picture: Picture | None = None
) -> Card:
    """`picture` shows the same standing, in place of its text."""
    assert contest.ends_at is not None  # only a competition has a half-time
    return Card(
        title=f"Half-time: {title_of(contest)}",
        blocks=(
            line(f"It goes on until {closing(contest.ends_at, zone)}."),
            *((picture,) if picture else board(contest, kept)),
            line(rule_line(contest)),
        ),
        buttons=(_standings(news),),
        note=TIES,
    )


def ended_card(
    news: Announcement,
    contest: Contest,
    kept: Kept,
    versions: Sequence[Version],
    picture: Picture | None = None,
) -> Card:
    """The standing of the end, whatever was counted again since."""
    again = (line("It was counted again since; the history shows how and why."),)
    return Card(
        title=f"Over: {title_of(contest)}",
        tone=Tone.RIGHT if winners(contest, kept) else Tone.CLOSED,
        blocks=(
            line(winning_words(contest, kept)),
            *((picture,) if picture else board(contest, kept)),
            line(rule_line(contest)),
            *(again if len(versions) > 1 else ()),
        ),
        buttons=(_standings(news), Button("History", ShowVersion(contest.id, 1))),
        note=TIES,
    )


def amended_card(news: Announcement, contest: Contest, kept: Kept, version: Version, by: str) -> Card:
    return Card(
        title=f"Counted again: {title_of(contest)}",
        blocks=(
            line(f"{by} had the final standing counted again: {version.reason}"),
            line(winning_words(contest, kept)),
            *board(contest, kept),
            line(rule_line(contest)),
            line("The earlier standing stays in the history."),
        ),
        buttons=(
            _standings(news),
            Button("History", ShowVersion(contest.id, version.number)),
        ),
        note=TIES,
    )


def cancelled_card(news: Announcement, contest: Contest) -> Card:
    return Card(
        title=f"Cancelled: {title_of(contest)}",
        tone=Tone.CLOSED,
        blocks=(line("Nobody wins this one. Points on the leaderboard stay as they are."),),
        buttons=(_standings(news),),
    )


def _standings(news: Announcement) -> Button:
    return Button("Standings", button_of(news), Look.MAIN)


def board(contest: Contest, kept: Kept) -> tuple[Block, ...]:
    """The first ten places of a kept standing."""
    if contest.between is Between.TEAMS:
        rows = tuple(team_rank(contest, standing, None) for standing in kept.teams[:MOST_PLACES])
    else:
        rows = tuple(person_rank(standing, None) for standing in kept.people[:MOST_PLACES])
    return (Ranking(rows),) if rows else (line("Nobody has answered for it."),)


def winners(contest: Contest, kept: Kept) -> Sequence[str]:
    """The names of who is first with any points at all."""
    if contest.between is Between.TEAMS:
        return [one.tally.name for one in kept.teams if one.place == 1 and one.score]
    return [name_of(one.score) for one in kept.people if one.place == 1 and one.score.points]


def winning_words(contest: Contest, kept: Kept) -> str:
    first = winners(contest, kept)
    if not first:
        return "Nobody has scored."
    score = kept.teams[0].score if contest.between is Between.TEAMS else 100 * kept.people[0].score.points
    if len(first) == 1:
        return f"{first[0]} wins with {score_words(score)}. Congratulations."
    return f"{together(first)} share the first place with {score_words(score)}. Congratulations."


def together(names: Sequence[str]) -> str:
    """`Ann, Bob and 3 more`."""
    more = len(names) - MOST_WINNERS
    *others, last = [*names[:MOST_WINNERS], *([f"{more} more"] if more > 0 else [])]
    return f"{', '.join(others)} and {last}" if others else last
