"""Variables, secrets from files, and the .env file."""

from pathlib import Path

import pytest

from bot.config.environment import Environment, with_dotenv
from bot.config.variables import NAMES, VARIABLES, table

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
TOKEN = "STUDYBOT_DISCORD_TOKEN"


def test_a_secret_comes_from_the_file_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("a.b.c\n")
    environment = Environment({f"{TOKEN}_FILE": str(path)})
    assert environment.text(TOKEN) == "a.b.c"
    assert environment.problems == []


def test_a_secret_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    environment = Environment({f"{TOKEN}_FILE": str(tmp_path / "nowhere")})
    assert environment.text(TOKEN) == ""
    (problem,) = environment.problems
    assert problem.startswith(f"{TOKEN}_FILE: the file cannot be read (No such file or directory); ")


def test_a_secret_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfe")
    environment = Environment({f"{TOKEN}_FILE": str(tmp_path / "token")})
    environment.text(TOKEN)
    assert environment.problems == [
        f"{TOKEN}_FILE: the file cannot be read (it is no text); check its path and mode"
    ]


def test_a_secret_given_twice_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "token").touch()
    environment = Environment({TOKEN: "a.b.c", f"{TOKEN}_FILE": str(tmp_path / "token")})
    environment.text(TOKEN)
    assert environment.problems == [f"{TOKEN}: is set, and so is {TOKEN}_FILE; keep one of the two"]


def test_an_empty_variable_is_as_good_as_none() -> None:
    environment = Environment({TOKEN: " ", "PORT": "", "STUDYBOT_SLACK_API": ""})
    assert (environment.text(TOKEN), environment.port()) == ("", None)
    assert environment.address("STUDYBOT_SLACK_API", "https") is None
    assert environment.problems == []


@pytest.mark.parametrize("value", ["-1", "65536", "http", "8080/", "٣"])
def test_a_port_is_a_number_that_ports_have(value: str) -> None:
    environment = Environment({"PORT": value})
    assert environment.port() is None
    assert environment.problems == ["PORT: is no port; write a number from 0 to 65535"]


def test_an_unknown_variable_of_ours_names_the_nearest() -> None:
    assert Environment({"STUDYBOT_SLACK_APPTOKEN": "x", "OTHER": "y"}).problems == [
        "STUDYBOT_SLACK_APPTOKEN: is no setting of ours; did you mean STUDYBOT_SLACK_APP_TOKEN?"
    ]


def test_the_dotenv_file_fills_what_the_environment_leaves_open(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# two tokens\nSTUDYBOT_SLACK_BOT_TOKEN=xoxb-from-file\nEMPTY\n"
        "export STUDYBOT_DISCORD_TOKEN='a$b.c'\n"
    )
    merged = with_dotenv({"STUDYBOT_SLACK_BOT_TOKEN": "xoxb-from-environment"}, tmp_path)
    assert merged == {
        "STUDYBOT_SLACK_BOT_TOKEN": "xoxb-from-environment",
        "STUDYBOT_DISCORD_TOKEN": "a$b.c",
    }


def test_a_folder_without_dotenv_changes_nothing(tmp_path: Path) -> None:
    assert with_dotenv({"A": "b"}, tmp_path) == {"A": "b"}


def test_every_variable_stands_in_the_documentation() -> None:
    assert table() in DOCS.read_text(encoding="utf-8")


def test_secrets_have_a_file_of_their_own() -> None:
    assert {name for name in NAMES if name.endswith("_FILE")} == {
        f"{each.name}_FILE" for each in VARIABLES if each.secret
    }
