"""Daily copies of the database, as the config file says them."""

from datetime import time
from pathlib import Path

import pytest

from bot.config.load import BadConfig, load_settings
from bot.config.settings import BackupSettings, Settings


def read(folder: Path, text: str) -> Settings:
    config = folder / "study.yaml"
    config.write_text(text)
    return load_settings({"STUDYBOT_DATA": "there"}, config)


def test_seven_copies_beside_the_database_are_kept_unless_said_otherwise(tmp_path: Path) -> None:
    settings = read(tmp_path, "timezone: UTC\n")
    assert settings.backups == BackupSettings(folder=None, keep=7, at=time(3))
    assert settings.backup_folder == Path("there/backups")


def test_folder_number_and_hour_are_read(tmp_path: Path) -> None:
    settings = read(tmp_path, "backups:\n  folder: /mnt/disk\n  keep: 0\n  at: 23:30\n")
    assert settings.backups == BackupSettings(folder=Path("/mnt/disk"), keep=0, at=time(23, 30))
    assert settings.backup_folder == Path("/mnt/disk")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("keep: many", "`keep`: is no number of copies; write one from 0, for none, to 366"),
        ("keep: yes", "`keep`: is no number of copies"),
        ("keep: -1", "`keep`: is no number of copies"),
        ("at: [03:00, 15:00]", "`at`: names several times; write one, such as 03:00"),
        ("at: 03:00, 15:00", "`at`: names several times; write one, such as 03:00"),
        ("at: soon", "`at`: `soon` is no time of day; write one, such as 03:00"),
        ("at: 25:00", "`at`: `25:00` is no time of day; write one, such as 03:00"),
        ("at: 03:00 15:00", "`at`: names several times"),
        ("at: []", "`at`: "),
        ("folder: ''", "`folder`: is empty"),
        ("days: 3", "`days` is no key"),
    ],
)
def test_what_cannot_be_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BadConfig) as bad:
        read(tmp_path, f"backups:\n  {text}\n")
    assert f"study.yaml:2: {problem}" in str(bad.value)
