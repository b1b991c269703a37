"""How the command answers when it is used well and badly."""

import subprocess

import pytest

from tests.cli.process import COMMAND, Folder


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",), ("bank",), ("bank", "show", "-h")])
def test_help_is_one_step_away(folder: Folder, arguments: tuple[str, ...]) -> None:
    result = folder.studybot(*arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: studybot")


def test_the_version_is_the_packages(folder: Folder) -> None:
    assert folder.studybot("--version").stdout.startswith("studybot ")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("rum",), "studybot: No such command 'rum'"),
        (("run", "--port", "http"), "studybot run: Invalid value for '--port'"),
        (("run", "--port", "65536"), "studybot run: Invalid value for '--port'"),
        (("run", "now"), "studybot run: Got unexpected extra argument (now)"),
        (("bank", "show"), "studybot bank show: Missing argument 'ID'"),
        (("bank", "show", "x", "--as", "telegram"), "studybot bank show: Invalid value for '--as'"),
        (
            ("slack", "manifest", "--http", "example.org"),
            "studybot slack manifest: Slack calls only addresses",
        ),
        (("discord", "invite", "abc"), "studybot discord invite: Invalid value"),
        (("db", "backup"), "studybot db backup: Missing argument 'FILE'"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(folder: Folder, arguments: tuple[str, ...], line: str) -> None:
    result = folder.studybot(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1
    assert "; try `studybot" in result.stderr


def test_a_bad_config_lists_every_error_and_exits_1(folder: Folder) -> None:
    folder.configure("catch_up: soon\nbnak: x\n")
    for command in (("run",), ("bank", "check"), ("doctor",), ("db", "check")):
        result = folder.studybot(*command, STUDYBOT_DISCORD_TOKN="x")
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.splitlines() == [
            "config/study.yaml:1: `catch_up`: “soon” is no length of time; write 3h, 90m, 2d or 1h 30m",
            "config/study.yaml:2: `bnak` is no key; did you mean bank?",
            "STUDYBOT_DISCORD_TOKN: is no setting of ours; did you mean STUDYBOT_DISCORD_TOKEN?",
        ]


def test_a_reader_who_has_seen_enough_is_no_error(folder: Folder) -> None:
    started = subprocess.Popen(
        [*COMMAND, "bank", "stats", "--json"],
        cwd=folder.path,
        env=folder.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout
    assert started.stderr
    started.stdout.close()
    assert started.stderr.read() == b""
    started.stderr.close()
    assert started.wait(timeout=60) == 1
