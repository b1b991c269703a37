"""What is left of a database after each step at which work on it can be killed: `python -m … WORK FOLDER`.

A process of its own, since only one without threads may fork.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import bot.adapters.store.migrations.runner  # noqa: F401 - imported before anybody forks
from bot.adapters.store import schema
from bot.adapters.store.files import copy
from bot.adapters.store.restoring import restore
from bot.adapters.store.tables import SCHEMA
from tests.faults.steps import cut_off
from tests.faults.test_killed_over_data import OLD, state
from tests.store.test_migrations import filled

ROWS = 20
Left = Callable[[Path], None]


def migrated(path: Path) -> None:
    schema.LARGE = 1
    schema.prepare(path)


def migrated_or_not(path: Path) -> None:
    assert state(path) in [(OLD, ROWS), (SCHEMA, ROWS)]
    migrated(path)
    assert state(path) == (SCHEMA, ROWS)


def backed_up(path: Path) -> None:
    copy(path, path.with_name("copy.db"))


def backed_up_or_not(path: Path) -> None:
    assert state(path) == (OLD, ROWS)
    target = path.with_name("copy.db")
    if not target.exists():
        backed_up(path)
    assert state(target) == (OLD, ROWS)


def restored(path: Path) -> None:
    fresh = path.with_name("fresh.db")
    restore(fresh, path)


def restored_or_not(path: Path) -> None:
    assert state(path) in [(OLD, ROWS), (SCHEMA, 0)]
    restored(path)
    assert state(path) == (SCHEMA, 0)


WORKS: dict[str, tuple[Left, Left]] = {
    "migration": (migrated, migrated_or_not),
    "backup": (backed_up, backed_up_or_not),
    "restore": (restored, restored_or_not),
}


def main(name: str, folder: Path) -> None:
    """Prints how many steps it was killed at."""
    work, judge = WORKS[name]
    filled(folder / "old.db", OLD, ROWS)
    schema.prepare(folder / "fresh.db")
    step, was_killed = 0, True
    while was_killed:
        place = folder / str(step)
        place.mkdir()
        for each, to in (("old.db", "study.db"), ("fresh.db", "fresh.db")):
            shutil.copy(folder / each, place / to)
        path = place / "study.db"
        was_killed = cut_off(lambda path=path: work(path), step)  # type: ignore[misc] # called at once
        judge(path)
        shutil.rmtree(place)
        step += 1
    print(step - 1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
