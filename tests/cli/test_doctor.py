"""`studybot doctor` names what is missing."""

import socket
from dataclasses import replace
from pathlib import Path

from bot.cli.examinations import Health, backups
from bot.config.load import load_settings
from bot.config.settings import BackupSettings
from tests.bank.files import HEAD, write
from tests.cli.process import Folder

DAILY = "schedules:\n  - id: daily\n    channel: discord:1/2\n    times: 09:00\n    topics: atention\n"


def test_a_fresh_folder_is_well_and_both_platforms_and_the_model_are_off(folder: Folder) -> None:
    result = folder.studybot("doctor", STUDYBOT_PORT="0")
    assert (result.returncode, result.stderr) == (0, "")
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["ok"] * 5 + ["off"] * 3
    for name in (
        "STUDYBOT_DISCORD_TOKEN",
        "STUDYBOT_SLACK_BOT_TOKEN",
        "STUDYBOT_SLACK_APP_TOKEN",
        "STUDYBOT_LLM_URL",
    ):
        assert name in result.stdout


def test_everything_that_is_wrong_is_named(folder: Folder) -> None:
    folder.configure(DAILY)
    (folder.path / "data").mkdir()
    (folder.path / "data" / "study.db").write_text("not a database at all, " * 100)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = folder.studybot("doctor", STUDYBOT_PORT=str(taken.getsockname()[1]))
    mend = [line for line in result.stdout.splitlines() if line.startswith("mend")]
    assert (result.returncode, result.stderr) == (1, "4 things to mend\n")
    assert "`atention` is none of the bank's; did you mean attention?" in mend[0]
    assert "file is not a database; restore a backup" in mend[1]
    assert "Address already in use; stop what runs there" in mend[2]
    assert "a schedule asks in discord:1/2, but no token is set: STUDYBOT_DISCORD_TOKEN" in mend[3]


def test_backups_are_counted_and_their_folder_is_tried(tmp_path: Path) -> None:
    settings = load_settings({"STUDYBOT_DATA": str(tmp_path)})
    folder = tmp_path / "copies"

    def said(where: Path, keep: int = 3) -> tuple[Health, str]:
        found = backups(replace(settings, backups=BackupSettings(folder=where, keep=keep)))
        return found.health, " ".join((found.remark, *found.problems)).strip()

    none = f"none in {folder} yet; the running bot makes one a day and keeps 3"
    assert said(folder) == (Health.WELL, none)
    folder.mkdir()
    for name in ("study-2026-11-21.db", "study-2026-11-20.db", "somebody-else.db"):
        (folder / name).touch()
    assert said(folder) == (Health.WELL, f"2 of 3 in {folder}, the newest study-2026-11-21.db")
    file = folder / "study-2026-11-20.db"
    assert said(file) == (
        Health.ILL,
        f"{file} cannot be written; correct its mode, or set `backups.folder` to another one",
    )
    assert said(folder, keep=0) == (Health.OFF, "none are made, since the config file keeps 0 of them")


def test_a_broken_bank_is_named_with_its_lines(folder: Folder) -> None:
    write(folder.path / "question_bank", HEAD)
    result = folder.studybot("doctor", STUDYBOT_PORT="0")
    assert result.returncode == 1
    assert "mend  question bank: question_bank/attention.yaml:2: " in result.stdout
    assert result.stderr == "1 thing to mend\n"


def test_a_platform_that_cannot_be_reached_is_named(folder: Folder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    result = folder.studybot(
        "doctor",
        STUDYBOT_PORT="0",
        STUDYBOT_DISCORD_TOKEN="made-up.made-up.made-up",
        STUDYBOT_DISCORD_API=f"http://127.0.0.1:{port}",
    )
    assert result.returncode == 1
    assert "mend  Discord: Discord cannot be reached" in result.stdout
    assert "made-up" not in result.stdout + result.stderr
