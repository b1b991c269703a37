"""`studybot run` as a process: its one line, its errors, its end."""

import signal
import socket
import urllib.request

import pytest

from tests.bank.files import HEAD, QUESTION, write
from tests.cli.process import Folder

SECONDS_TO_END = 5


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_cleanly(folder: Folder, number: signal.Signals) -> None:
    with folder.start("run", "--port", "0") as running:
        assert running.stdout
        line = running.stdout.readline()
        assert line.startswith("studybot is at http://127.0.0.1:")
        with urllib.request.urlopen(line.split()[-1] + "/healthz", timeout=10) as answer:
            assert answer.status == 200
        running.send_signal(number)
        out, err = running.communicate(timeout=SECONDS_TO_END)
    assert (running.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert folder.studybot("db", "check").returncode == 0


def test_a_taken_port_is_one_clear_line(folder: Folder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = folder.studybot("run", "--port", str(port))
    assert (result.returncode, result.stdout) == (1, "")
    assert f"port {port} is taken" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bad_bank_is_listed_and_nothing_starts(folder: Folder) -> None:
    write(folder.path / "question_bank", HEAD + QUESTION.replace("level: intermediate", "level: hard"))
    result = folder.studybot("run", "--port", "0")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "question_bank/attention.yaml:5: scaling: `level`: `hard` is unknown; "
        "use one of advanced, beginner, expert, intermediate"
    ]


def test_an_address_for_others_wants_a_token_on_the_command_line_too(folder: Folder) -> None:
    result = folder.studybot("run", "--port", "0", "--host", "192.0.2.1")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("STUDYBOT_WEB_TOKEN: is missing; others can reach the page at 192.0.2.1")


def test_an_address_that_is_not_ours_is_one_clear_line(folder: Folder) -> None:
    token = "0123456789abcdef"
    result = folder.studybot("run", "--port", "0", "--host", "192.0.2.1", STUDYBOT_WEB_TOKEN=token)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("studybot cannot run: ")
    assert "Traceback" not in result.stderr


def test_two_tokens_in_a_file_are_found(folder: Folder) -> None:
    (folder.path / ".env").write_text(
        "STUDYBOT_SLACK_BOT_TOKEN=xapp-swapped\nSTUDYBOT_SLACK_APP_TOKEN=xoxb-swapped\n"
    )
    result = folder.studybot("run", "--port", "0")
    assert result.returncode == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "STUDYBOT_SLACK_BOT_TOKEN",
        "STUDYBOT_SLACK_APP_TOKEN",
    ]
    assert "swapped" not in result.stderr
