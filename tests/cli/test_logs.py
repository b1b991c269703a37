"""Logs are readable or JSON, and never hold a secret."""

import json
import logging
import subprocess
import sys

import pytest

from bot.cli.logs import masking
from tests.cli.process import ROOT

SECRET = "xoxb-made-up.token"
PROGRAM = f"""
import logging, warnings
import structlog
from bot.cli.logs import set_up_logs
set_up_logs("LEVEL", ["{SECRET}", "other"], for_people=FOR_PEOPLE)
log = structlog.get_logger("bot.test")
log.info("delivered", round="r1", token="{SECRET}")
log.debug("detail")
token = "{SECRET}"
try:
    raise ValueError(f"refused {{token}}")
except ValueError:
    log.exception("failed")
logging.getLogger("discord.http").info("every request")
logging.getLogger("discord.http").warning("rate limit of %s", "{SECRET}")
for name in ("aiosqlite", "discord.gateway", "discord.http", "slack_sdk.webhook", "slack_bolt.AsyncApp"):
    logging.getLogger(name).debug("my own words")
warnings.warn("old", DeprecationWarning)
"""


def lines(level: str = "info", *, for_people: bool = False) -> list[str]:
    program = PROGRAM.replace("LEVEL", level).replace("FOR_PEOPLE", str(for_people))
    command = [sys.executable, "-W", "always", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stderr.splitlines()


def test_every_line_is_json_where_no_person_reads() -> None:
    entries = [json.loads(line) for line in lines()]
    assert [entry["event"] for entry in entries[:3]] == ["delivered", "failed", "rate limit of [secret]"]
    assert entries[0].items() >= {"round": "r1", "level": "info", "logger": "bot.test"}.items()
    assert "ValueError: refused [secret]" in entries[1]["exception"]
    assert entries[2]["logger"] == "discord.http"
    assert entries[3]["logger"] == "py.warnings"


@pytest.mark.parametrize("for_people", [True, False])
def test_no_line_holds_a_secret(for_people: bool) -> None:
    text = "\n".join(lines("debug", for_people=for_people))
    assert SECRET not in text
    assert "[secret]" in text


def test_a_person_reads_one_line_an_event_and_the_traceback() -> None:
    shown = lines(for_people=True)
    assert "delivered" in shown[0]
    assert not shown[0].startswith("{")
    assert any("ValueError" in line for line in shown)


def test_detail_and_chatter_come_only_when_asked_for() -> None:
    quiet, loud = "\n".join(lines()), "\n".join(lines("debug"))
    for words in ("detail", "every request"):
        assert words not in quiet
        assert words in loud


def test_what_people_wrote_is_in_no_log_however_fine() -> None:
    told = "\n".join(lines("debug"))
    assert "detail" in told
    assert "my own words" not in told


def test_a_secret_inside_another_leaves_nothing_behind() -> None:
    mask = masking(["abc", "abcdef"])
    assert mask(logging.getLogger(), "info", "x abcdef y abc") == "x [secret] y [secret]"  # type: ignore[arg-type] # a finished line


def test_without_secrets_nothing_is_masked() -> None:
    assert masking([])(logging.getLogger(), "info", "a line") == "a line"  # type: ignore[arg-type] # a finished line
