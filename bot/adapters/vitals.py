"""Asks the process, its connections and its files how they are."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bot.ports.vitals import Logged, Vitals


class Examiner:
    """Tells the vitals; `errors` are what has been logged since the start."""

    def __init__(
        self,
        database: Path,
        backed_up_at: Callable[[], datetime | None],
        started_at: datetime,
        errors: Callable[[], Sequence[Logged]],
    ) -> None:
        self._database = database
        self._backed_up_at = backed_up_at
        self._started_at = started_at
        self._errors = errors
        self._version = ""

    def examine(self, connections: Mapping[str, str]) -> Vitals:
        self._version = self._version or version("studybot")
        return Vitals(
            version=self._version,
            started_at=self._started_at,
            connections=connections,
            database_bytes=_size(self._database),
            errors=self._errors(),
            backed_up_at=self._backed_up_at(),
        )


def _size(database: Path) -> int:
    size = 0
    for path in (database, database.with_name(f"{database.name}-wal")):
        with suppress(FileNotFoundError):
            size += path.stat().st_size
    return size
