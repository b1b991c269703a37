"""From what somebody typed about a competition to the competition, or to every problem at once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any, TypeVar

from bot.app.context import Context
from bot.app.schedule_fields import NO, YES, Unreadable
from bot.commands import StartCompetition
from bot.domain.bank import Bank
from bot.domain.contest import USUAL_BEST, USUAL_SHARE, Between, Contest, Rule, Season
from bot.domain.contest_course import season_end
from bot.domain.contest_times import read_end, read_start
from bot.domain.ids import ChannelId, ContestId, PersonId, TopicId, WorkspaceId, workspace_of
from bot.domain.names import cleaned
from bot.domain.people import Actor
from bot.ports.leagues import League

MOST_AT_ONCE = 10
"""Competitions of a workspace that go on; every answer counts for each of them."""
MOST_BEST = 50

T = TypeVar("T")
Fields = dict[str, Any]
"""Values of a Contest by their names, as far as they could be read."""
Choice = TypeVar("Choice", bound=StrEnum)

_SEASONS = {
    **dict.fromkeys(("", *NO, "once"), Season.NONE),
    **dict.fromkeys(("month", "months", "monthly"), Season.MONTH),
    **dict.fromkeys(("quarter", "quarters", "quarterly"), Season.QUARTER),
}


def made(
    ctx: Context,
    command: StartCompetition,
    actor: Actor,
    by: PersonId,
    going_on: Sequence[Contest],
    leagues: Sequence[League],
) -> Contest:
    """A new competition, announced in the actor's channel. Unreadable lists every problem."""
    read = _Reader()
    fields: Fields = {
        "name": _name(read, command, going_on),
        **_times(read, command, ctx.clock.now(), ctx.zone_of(actor.workspace)),
        **_rules(read, command),
        **_scope(read, command, ctx.bank_of(actor.workspace), actor.workspace, leagues),
        "is_frozen": read.value(False, _yes, "freeze", command.freeze),
    }
    fields["is_divided"] = _divisions(read, command, fields)
    if read.problems:
        raise Unreadable(read.problems)
    here: Fields = {"workspace": actor.workspace, "channel": actor.channel}
    return Contest(id=ContestId(ctx.new_id()), by=by, **here, **fields)


def _name(read: "_Reader", command: StartCompetition, going_on: Sequence[Contest]) -> str:
    name = read.value("", cleaned, command.name)
    if any(contest.name.casefold() == name.casefold() for contest in going_on):
        read.problems.append(f"A competition {name} goes on already; choose another name.")
    if len(going_on) >= MOST_AT_ONCE:
        read.problems.append(f"{MOST_AT_ONCE} competitions go on already; end one of them first.")
    return name


def _divisions(read: "_Reader", command: StartCompetition, fields: Fields) -> bool:
    is_divided = read.value(False, _yes, "divisions", command.divisions)
    if is_divided and (fields["between"] is Between.TEAMS or fields["season"] is Season.NONE):
        read.problems.append("Divisions are for competitions between people that repeat; add season month.")
    return is_divided


def _scope(
    read: "_Reader",
    command: StartCompetition,
    bank: Bank,
    workspace: WorkspaceId,
    leagues: Sequence[League],
) -> Fields:
    """Where and on what answers count."""
    everything: frozenset[TopicId] = frozenset()
    nowhere: tuple[WorkspaceId | ChannelId, ...] = ()
    league = read.value(None, _league, command.league, leagues)
    return {
        "topics": read.value(everything, _topics, bank, command.topics),
        "league": league.id if league else None,
        "places": read.value(nowhere, _places, command, workspace, league),
    }


class _Reader:
    """Gathers what is wrong, so that all of it can be said at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def value(self, otherwise: T, read: Callable[..., T], *typed: object) -> T:
        try:
            return read(*typed)
        except ValueError as problem:
            self.problems.append(str(problem))
            return otherwise


def _times(read: _Reader, command: StartCompetition, now: datetime, zone: tzinfo) -> Fields:
    start = read.value(now, read_start, command.start, now, zone)
    season = read.value(Season.NONE, _season, command.season)
    end = start + timedelta(days=1)
    if season is not Season.NONE:
        if command.end is not None:
            read.problems.append("A season ends with its month or quarter; leave out “to”.")
        end = season_end(season, start, zone)
    elif command.end is None:
        read.problems.append("Say when it ends: to 2w, or to a date such as 2026-12-24.")
    else:
        end = read.value(end, read_end, command.end, start, zone)
        if end <= now:
            read.problems.append(f"to {command.end}: that is over already; choose a later end.")
    return {"starts_at": start, "ends_at": end, "season": season}


def _rules(read: _Reader, command: StartCompetition) -> Fields:
    for_teams = (command.rule, command.best, command.share, command.freeze)
    usual = Between.TEAMS if any(typed is not None for typed in for_teams) else Between.PEOPLE
    between = read.value(usual, _choice, "between", Between, command.between, usual)
    if between is Between.PEOPLE and usual is Between.TEAMS:
        read.problems.append(
            "Rule, best, share and freeze are for teams; add between teams, or leave them out."
        )
    usual_rule = Rule.TOTAL
    if command.best is not None or command.share is not None:
        usual_rule = Rule.BEST if command.best is not None else Rule.AVERAGE
    rule = read.value(usual_rule, _choice, "rule", Rule, command.rule, usual_rule)
    best = read.value(USUAL_BEST, _number, "best", command.best, USUAL_BEST, MOST_BEST)
    share = read.value(USUAL_SHARE, _number, "share", command.share, USUAL_SHARE, 100)
    return {"between": between, "rule": rule, "best": best, "share": share}


def _choice(option: str, choices: type[Choice], typed: str | None, usual: Choice) -> Choice:
    if typed is None:
        return usual
    word = typed.strip().lower()
    for choice in choices:
        if word in (choice.value, choice.value.rstrip("s"), f"{choice.value}s"):
            return choice
    raise ValueError(f"{option}: {', '.join(choices)}; not “{typed}”.")


def _season(typed: str | None) -> Season:
    word = (typed or "").strip().lower()
    if word not in _SEASONS:
        raise ValueError(f"season: month or quarter; not “{typed}”.")
    return _SEASONS[word]


def _number(option: str, typed: str | None, usual: int, most: int) -> int:
    if typed is None:
        return usual
    digits = typed.strip().rstrip("%").strip()
    if not (digits.isdecimal() and len(digits) < 6 and 1 <= int(digits) <= most):
        raise ValueError(f"{option}: a number from 1 to {most}; not “{typed}”.")
    return int(digits)


def _yes(option: str, typed: str | None) -> bool:
    word = (typed or "no").strip().lower()
    if word not in (*YES, *NO):
        raise ValueError(f"{option}: yes or no; not “{typed}”.")
    return word in YES


def _topics(bank: Bank, typed: str | None) -> frozenset[TopicId]:
    wanted = frozenset(TopicId(word.strip()) for word in (typed or "").split(",") if word.strip())
    known = bank.topics
    if unknown := sorted(wanted - set(known)):
        raise ValueError(f"There is no topic {', '.join(unknown)}; there are {', '.join(sorted(known))}.")
    return wanted


def _league(name: str | None, leagues: Sequence[League]) -> League | None:
    if name is None:
        return None
    for league in leagues:
        if league.name.casefold() == name.strip().casefold():
            return league
    raise ValueError(f"This workspace is in no league {name}; /league list shows its leagues.")


def _places(
    command: StartCompetition, workspace: WorkspaceId, league: League | None
) -> tuple[WorkspaceId | ChannelId, ...]:
    """The channels of a league, or some channels, or else the workspace."""
    if league is not None:
        if command.channels:
            raise ValueError("A competition over a league has the channels of that league; leave out others.")
        return league.contest.places
    if any(workspace_of(channel) != workspace for channel in command.channels):
        raise ValueError("A channel belongs to another workspace.")
    return tuple(dict.fromkeys(command.channels)) or (workspace,)
