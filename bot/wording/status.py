"""How the bot itself is, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bot.cards import Block, Card, Facts, Heading, Prose
from bot.domain.schedule import Schedule
from bot.domain.schedule_text import describe_duration
from bot.ports.overview import LatestSlot, Undelivered
from bot.ports.vitals import Vitals
from bot.richtext.nodes import Channel
from bot.wording.links import PLATFORMS
from bot.wording.phrases import counted, line, moment, strong

CONNECTIONS = {"ready": "connected", "connecting": "connecting, not there yet"}
MOST_SCHEDULES = 10  # shown; who has more finds them all with /schedule list
MOST_ERRORS = 3
FRESH = timedelta(days=1)
"""How long an error in the log is reason enough to look; what fails again and again is logged anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A schedule with its next time, if it has one, and what became of its latest."""

    schedule: Schedule
    ahead: datetime | None
    latest: LatestSlot | None

    @property
    def is_in_trouble(self) -> bool:
        return self.latest is not None and bool(self.latest.trouble) and not self.schedule.paused


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`questions` is how many the workspace can be asked; `waiting` begins with the oldest,
    `failed` with the newest.
    """

    now: datetime
    zone: tzinfo
    vitals: Vitals
    waiting: Sequence[Undelivered]
    failed: Sequence[Undelivered]
    schedules: Sequence[Standing]
    questions: int

    @property
    def is_well(self) -> bool:
        connected = all(state == "ready" for state in self.vitals.connections.values())
        return connected and not (
            any(entry.error for entry in self.waiting)
            or any(each.is_in_trouble for each in self.schedules)
            or any(self.now - logged.at < FRESH for logged in self.vitals.errors)
        )


def status_card(status: Status) -> Card:
    return Card(
        title="All is well" if status.is_well else "Something needs a look",
        blocks=(
            *_connections(status.vitals),
            *_waiting(status),
            *_schedules(status),
            *_failures(status),
            *_rest(status),
        ),
        note="Failures and errors are told in full in the log of whoever runs this bot.",
    )


def _connections(vitals: Vitals) -> Sequence[Block]:
    rows = [
        (PLATFORMS.get(name, name), CONNECTIONS.get(state, state))
        for name, state in vitals.connections.items()
    ]
    return (
        Heading("Connections"),
        Facts(tuple(rows)) if rows else line("The playground alone; no platform's token is set."),
    )


def _waiting(status: Status) -> Sequence[Block]:
    if not status.waiting:
        return (Heading("Waiting to be posted"), line("Nothing."))
    oldest = status.waiting[0]
    told = f"{counted(len(status.waiting), 'message')}, the oldest since {moment(oldest.since, status.zone)}"
    return (
        Heading("Waiting to be posted"),
        line(f"{told}, for ", Channel(oldest.channel), f": {oldest.error}" if oldest.error else "."),
    )


def _schedules(status: Status) -> Sequence[Block]:
    if not status.schedules:
        return (Heading("Schedules"), line("None yet; /schedule add makes one."))
    shown = status.schedules[:MOST_SCHEDULES]
    rows = tuple((each.schedule.id, _standing(each, status.zone)) for each in shown)
    left = len(status.schedules) - len(shown)
    more = (line(f"{left} more: /schedule list"),) if left else ()
    return (Heading("Schedules"), Facts(rows), *more)


def _standing(each: Standing, zone: tzinfo) -> str:
    if each.schedule.paused:
        ahead = "paused"
    else:
        ahead = f"next {moment(each.ahead, zone)}" if each.ahead else "no time within the next year"
    return f"{ahead}; {_latest(each.latest, zone)}"


def _latest(latest: LatestSlot | None, zone: tzinfo) -> str:
    if latest is None:
        return "nothing asked yet"
    what = "asked" if latest.asked else "skipped"
    trouble = f": {latest.trouble}" if latest.trouble else ""
    return f"last {what} {moment(latest.decided_at, zone)}{trouble}"


def _failures(status: Status) -> Sequence[Block]:
    if not status.failed and not status.vitals.errors:
        return ()
    lines = [_failure(entry, status.zone) for entry in status.failed]
    for logged in status.vitals.errors[:MOST_ERRORS]:
        times = counted(logged.times, "time")
        what = logged.boundary.replace("_", " ").replace(".", " ")
        lines.append(line(strong(moment(logged.at, status.zone)), f": in the log, {what} ({times})"))
    return (Heading("What failed lately"), *lines)


def _failure(entry: Undelivered, zone: tzinfo) -> Prose:
    return line(strong(moment(entry.since, zone)), ": ", Channel(entry.channel), f": {entry.error}")


def _rest(status: Status) -> Sequence[Block]:
    vitals = status.vitals
    rows = [("Questions", f"{status.questions:,}"), ("Database", _size(vitals.database_bytes))]
    if vitals.backed_up_at:
        rows.append(("Last backup", moment(vitals.backed_up_at, status.zone)))
    release = vitals.version or "unknown"
    if vitals.started_at:
        release += f", at work for {_span(status.now - vitals.started_at)}"
    return (Heading("The bot"), Facts((*rows, ("Release", release))))


def _size(size: int) -> str:
    """`5.2 MB`."""
    return f"{size / 1e6:,.1f} MB"


def _span(length: timedelta) -> str:
    """To the minute."""
    return describe_duration(length - length % timedelta(minutes=1))
