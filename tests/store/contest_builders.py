"""Competitions and teams for tests of the store."""

from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.adapters.store.connection import open_raw
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.contest import Contest
from bot.domain.ids import AnnouncementId, ContestId, PersonId, workspace_of
from tests.builders import HALL, NOON

WORKSPACE = workspace_of(HALL)


def contest(name: str = "c1", **changes: object) -> Contest:
    fields: dict[str, object] = {
        "id": ContestId(name),
        "name": "Autumn cup",
        "workspace": WORKSPACE,
        "channel": HALL,
        "places": (WORKSPACE,),
        "starts_at": NOON,
        "ends_at": NOON + timedelta(days=10),
    }
    return Contest(**{**fields, **changes})  # type: ignore[arg-type] # the fields of a Contest


def told(kind: AnnouncementKind, subject: str = "c1", name: str = "") -> Announcement:
    return Announcement(
        id=AnnouncementId(name or f"{kind}-{subject}"),
        kind=kind,
        channel=HALL,
        subject=subject,
        opened_at=NOON,
    )


def join_teams(path: Path, members: Mapping[PersonId, str]) -> None:
    """Put people into teams of the playground, each made at first sight."""
    with closing(open_raw(path)) as connection:
        for team in sorted(set(members.values())):
            connection.execute(
                "INSERT OR IGNORE INTO teams VALUES (?, ?, ?, ?, NULL, NULL, 1, 0, NULL)",
                (team, WORKSPACE, f"Team {team}", team),
            )
        for person, team in members.items():
            connection.execute(
                "INSERT OR REPLACE INTO memberships VALUES (?, ?, ?, 0)", (WORKSPACE, person, team)
            )


def table(path: Path, name: str) -> list[tuple[Any, ...]]:
    with closing(open_raw(path)) as connection:
        return sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
