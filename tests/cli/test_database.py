"""`studybot db …`."""

import sqlite3
import subprocess

from tests.cli.process import Folder
from tests.faults.disks import filled, small_disk


def test_a_database_is_made_checked_and_copied(folder: Folder) -> None:
    assert folder.studybot("db", "upgrade").stdout == "data/study.db is now up to date\n"
    assert folder.studybot("db", "upgrade").stdout == "data/study.db is already up to date\n"
    assert folder.studybot("db", "check").returncode == 0
    assert folder.studybot("db", "backup", "copy.db").stdout.startswith(
        "data/study.db is copied to copy.db, "
    )
    with sqlite3.connect(folder.path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_a_copy_is_put_back_and_what_was_there_is_kept(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    folder.studybot("db", "backup", "copy.db")
    said = folder.studybot("db", "restore", "copy.db")
    assert said.returncode == 0
    assert said.stdout.startswith("data/study.db is restored from copy.db, ")
    assert said.stdout.endswith("what was there is kept as data/study.db.replaced-1\n")
    assert folder.studybot("db", "check").returncode == 0


def test_nothing_is_put_back_under_a_running_bot_nor_what_is_no_copy(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    folder.studybot("db", "backup", "copy.db")
    (folder.path / "notes.db").write_text("not a database at all, " * 100)
    with folder.start("run", "--port", "0") as running:
        assert running.stdout
        running.stdout.readline()
        said = folder.studybot("db", "restore", "copy.db")
        running.terminate()
        running.communicate(timeout=10)
    assert said.returncode == 1
    assert "another process has data/study.db open; stop the bot" in said.stderr
    said = folder.studybot("db", "restore", "notes.db")
    assert (said.returncode, said.stderr) == (1, "notes.db: file is not a database\n")
    said = folder.studybot("db", "restore", "nowhere.db")
    assert (said.returncode, said.stderr) == (1, "nowhere.db is not there; choose a copy that is\n")


def test_a_database_of_a_later_release_is_told_by_every_command(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    with sqlite3.connect(folder.path / "data" / "study.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for command in (("db", "check"), ("db", "upgrade"), ("doctor",)):
        result = folder.studybot(*command, STUDYBOT_PORT="0")
        assert result.returncode == 1
        assert "data/study.db has schema 9999, and this studybot knows " in result.stdout + result.stderr
        assert "Traceback" not in result.stderr


def test_a_folder_is_no_copy(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    for command in ("backup", "restore"):
        result = folder.studybot("db", command, "data")
        assert (result.returncode, result.stdout) == (2, "")
        assert "File 'data' is a directory" in result.stderr


def test_a_backup_overwrites_nothing(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    (folder.path / "copy.db").write_text("precious")
    result = folder.studybot("db", "backup", "copy.db")
    assert (result.returncode, result.stderr) == (1, "copy.db is there already; choose another name\n")
    assert (folder.path / "copy.db").read_text() == "precious"


def test_a_disk_that_takes_no_copy_is_named_and_nothing_is_left_there(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    folder.studybot("db", "backup", "copy.db")
    with small_disk(folder.path / "disk") as disk:
        with filled(disk):
            result = folder.studybot("db", "backup", "disk/copy.db")
            assert (result.returncode, result.stderr) == (1, "disk/copy.db: database or disk is full\n")
            result = folder.studybot("db", "restore", "copy.db", STUDYBOT_DATA="disk")
            assert (result.returncode, result.stderr) == (1, "disk/study.db: database or disk is full\n")
        assert list(disk.iterdir()) == []
        folder.studybot("db", "upgrade", STUDYBOT_DATA="disk")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        result = folder.studybot("db", "backup", "disk/copy.db")
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("disk/.copy.db.")
        assert result.stderr.endswith(".part: Read-only file system\n")
        said = folder.studybot("run", "--port", "0", STUDYBOT_DATA="disk").stderr.splitlines()[-1]
        assert said.startswith("studybot cannot run: disk/study.db: ")


def test_what_is_not_there_is_named_with_what_makes_it(folder: Folder) -> None:
    missing = "data/study.db is not there; `studybot db upgrade` makes it\n"
    for command in (("db", "check"), ("db", "backup", "copy.db")):
        result = folder.studybot(*command)
        assert (result.returncode, result.stderr) == (1, missing)
    folder.studybot("db", "upgrade")
    assert "make its folder first" in folder.studybot("db", "backup", "no/folder/copy.db").stderr


def test_a_file_that_is_no_database_is_told_without_a_traceback(folder: Folder) -> None:
    (folder.path / "data").mkdir()
    (folder.path / "data" / "study.db").write_text("not a database at all, " * 100)
    for command in ("check", "upgrade"):
        result = folder.studybot("db", command)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr == "data/study.db: file is not a database\n"


def test_totals_that_differ_from_the_answers_exit_1(folder: Folder) -> None:
    folder.studybot("db", "upgrade")
    with sqlite3.connect(folder.path / "data" / "study.db") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        totals = next(name for name in tables if "total" in name)
        columns = [row for row in database.execute(f"PRAGMA table_info({totals})")]
        values = ", ".join("'x'" if kind == "TEXT" else "7" for _, _, kind, *_ in columns)
        database.execute(f"INSERT INTO {totals} VALUES ({values})")
    database.close()
    result = folder.studybot("db", "check")
    assert result.returncode == 1
    assert all(line.startswith("data/study.db: ") for line in result.stderr.splitlines())
