"""`kill -9` at random moments of a migration, a backup or a restore: the database stays usable and whole."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.store.schema import prepare, version_of
from bot.adapters.store.tables import SCHEMA
from tests.store.test_migrations import filled

ROWS = 4000
KILLS = 3
OLD = "0001"
FEWEST_STEPS = 4
ROOT = Path(__file__).parents[2]

MIGRATE = """
import sys
from pathlib import Path
from bot.adapters.store import schema
import bot.adapters.store.migrations.runner
schema.LARGE = int(sys.argv[2])
print("go", flush=True)
schema.prepare(Path(sys.argv[1]))
"""
BACK_UP = """
import sys
from pathlib import Path
from bot.adapters.store.files import copy
print("go", flush=True)
copy(Path(sys.argv[1]), Path(sys.argv[2]))
"""
RESTORE = """
import sys
from pathlib import Path
from bot.adapters.store.restoring import restore
print("go", flush=True)
restore(Path(sys.argv[2]), Path(sys.argv[1]))
"""


def run(code: str, *arguments: object, killed_after: float | None = None) -> float:
    """Run it, or kill it so many seconds after its start; how long it took."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "go\n"
        began = time.perf_counter()
        if killed_after is not None:
            time.sleep(killed_after)
            process.kill()
        else:
            assert process.wait() == 0
        return time.perf_counter() - began


def moments(whole: float) -> list[float]:
    """Random ones, from before the work begins until after it should have ended."""
    chance = random.Random()
    return [chance.uniform(0, whole * 1.1) for _ in range(KILLS)]


def state(path: Path) -> tuple[str | None, int]:
    """Schema and number of persons of a sound database."""
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (count,) = connection.execute("SELECT count(*) FROM persons").fetchone()
        return version_of(connection), count


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("old") / "study.db"
    filled(path, OLD, ROWS)
    return path


@pytest.mark.parametrize("large", [1, 1 << 40], ids=["in a copy", "in place"])
def test_a_killed_migration_is_done_or_not_done_and_the_next_start_does_it(
    large: int, old: Path, tmp_path: Path
) -> None:
    path = tmp_path / "study.db"
    shutil.copy(old, path)
    whole = run(MIGRATE, path, large)
    assert state(path) == (SCHEMA, ROWS)
    for moment in moments(whole):
        path.unlink()
        shutil.copy(old, path)
        run(MIGRATE, path, large, killed_after=moment)
        assert state(path) in [(OLD, ROWS), (SCHEMA, ROWS)]
        prepare(path)
        assert state(path) == (SCHEMA, ROWS)


def test_a_killed_backup_leaves_no_copy_or_a_sound_one_and_the_database_as_it_was(
    old: Path, tmp_path: Path
) -> None:
    path, target = tmp_path / "study.db", tmp_path / "copy.db"
    shutil.copy(old, path)
    whole = run(BACK_UP, path, target)
    for moment in moments(whole):
        target.unlink(missing_ok=True)
        run(BACK_UP, path, target, killed_after=moment)
        assert state(path) == (OLD, ROWS)
        if target.exists():
            assert state(target) == (OLD, ROWS)


def test_a_killed_restore_leaves_the_one_or_the_other(old: Path, tmp_path: Path) -> None:
    path, fresh = tmp_path / "study.db", tmp_path / "fresh.db"
    prepare(fresh)
    shutil.copy(fresh, path)
    whole = run(RESTORE, path, old)
    for moment in moments(whole):
        path.unlink()
        shutil.copy(fresh, path)
        run(RESTORE, path, old, killed_after=moment)
        assert state(path) in [(OLD, ROWS), (SCHEMA, 0)]


@pytest.mark.parametrize("work", ["migration", "backup", "restore"])
def test_whatever_step_it_is_killed_at_the_database_is_usable(work: str, tmp_path: Path) -> None:
    """Every one of them in turn, where the tests above take moments at random."""
    command = [sys.executable, "-m", "tests.faults.cut_offs", work, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= FEWEST_STEPS
