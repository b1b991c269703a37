"""The schedules of a walk: many slots, seconds apart, on both platforms."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

LEAD = timedelta(seconds=2)


@dataclass(frozen=True)
class Row:
    """A schedule that falls due every so many seconds; without `open_for` the next question closes it."""

    id: str
    channel: str
    every: int
    open_for: int | None
    reveal: str = "private"


@dataclass(frozen=True, order=True)
class Due:
    """A slot as the table of slots names it, and when it falls due."""

    schedule: str
    day: str
    time: str
    at: datetime
    channel: str


def rows(channels: Sequence[tuple[str, str]]) -> list[Row]:
    """Three schedules in each pair of channels."""
    return [
        row
        for number, (first, second) in enumerate(channels)
        for row in (
            Row(f"first-{number}", first, 5, 9),
            Row(f"second-{number}", second, 7, None),
            Row(f"third-{number}", second, 11, 14, "spoiler"),
        )
    ]


def slots(rows_: Sequence[Row], begins: datetime, ends: datetime) -> list[Due]:
    """Everything that falls due; `begins` is in UTC, like the schedules."""
    found = []
    for number, row in enumerate(rows_):
        at = (begins + LEAD + timedelta(seconds=number % 3)).replace(microsecond=0)
        while at <= ends:
            found.append(Due(row.id, at.date().isoformat(), at.time().isoformat(), at, row.channel))
            at += timedelta(seconds=row.every)
    return found


def write(path: Path, rows_: Sequence[Row], due: Sequence[Due]) -> None:
    """The configuration that asks for these slots; JSON is YAML."""
    schedules: list[dict[str, Any]] = []
    for row in rows_:
        times = [each.time for each in due if each.schedule == row.id]
        closing = {"open_for": f"{row.open_for}s"} if row.open_for else {}
        if times:
            about = {"id": row.id, "channel": row.channel, "reveal": row.reveal, "zone": "UTC"}
            schedules.append({**about, "times": times, **closing})
    path.write_text(json.dumps({"timezone": "UTC", "schedules": schedules}))
