"""No secret leaves the process, however it is written and however the process ends."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.hiding import HIDDEN, hiding
from tests.cli.process import ROOT

KEY = 'sk-"made up"\\&é/+'

WRITTEN = {
    "as it is": KEY,
    "in a repr": repr({"key": KEY}),
    "in JSON": json.dumps({"key": KEY}),
    "in a repr in JSON": json.dumps(repr(KEY)),
    "in an address": "https://example.org/?key=" + quote(KEY, safe=""),
    "in a path": "https://example.org/" + quote(KEY),
    "in a form": quote_plus(KEY),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_a_secret_is_hidden_however_it_is_written(how: str) -> None:
    shown = hiding([KEY])(WRITTEN[how])
    assert HIDDEN in shown
    assert "made" not in shown


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8))
def test_any_key_is_hidden_in_a_line_of_json(key: str) -> None:
    line = json.dumps({"event": "x", "error": repr(ValueError(key)), "key": key})
    assert json.dumps(key)[1:-1] not in hiding([key])(line).replace(HIDDEN, "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Cannot connect to https://hooks.slack.com/actions/T1/22/s3cr3t now",
            "Cannot connect to https://hooks.slack.com/[secret] now",
        ),
        ("POST https://hooks.slack-gov.com/commands/T1/2/x", "POST https://hooks.slack-gov.com/[secret]"),
        (
            "url='wss://wss-primary.slack.com/link/?ticket=abc-def&app_id=1'",
            "url='wss://wss-primary.slack.com/link/?ticket=[secret]&app_id=1'",
        ),
        (
            "PATCH https://discord.com/api/v10/webhooks/123/aW50ZXI.x-y_z/messages/@original responded",
            "PATCH https://discord.com/api/v10/webhooks/[secret]/messages/@original responded",
        ),
        ("/interactions/55/aW50ZXI/callback", "/interactions/[secret]/callback"),
        ("an old one, xoxb-1234-abcdef, and xapp-1-A1-99-ff", "an old one, [secret], and [secret]"),
        ("a token begins with xoxb-… or xapp-…", "a token begins with xoxb-… or xapp-…"),
        ("/interactions/ and /webhooks/ are paths", "/interactions/ and /webhooks/ are paths"),
    ],
)
def test_what_no_setting_holds_is_known_by_its_place(text: str, shown: str) -> None:
    assert hiding([])(text) == shown


CRASHES = {
    "the process": "raise ValueError(TOKEN)",
    "a thread": "import threading; t = threading.Thread(target=lambda: int(TOKEN)); t.start(); t.join()",
    "a destructor": "class A:\n    def __del__(self): raise ValueError(TOKEN)\nA()",
}


@pytest.mark.parametrize("what", CRASHES)
def test_a_crash_shows_where_and_not_the_secret(what: str) -> None:
    program = (
        f"from bot.cli.hiding import guard_crashes\nTOKEN = {KEY!r}\nguard_crashes([TOKEN])\n{CRASHES[what]}"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "ValueError: " in ended.stderr
    assert HIDDEN in ended.stderr
    assert "made" not in ended.stderr.replace(repr(KEY), "")
    assert ended.returncode == (1 if what == "the process" else 0)


@pytest.mark.parametrize("most", [resource.getrlimit(resource.RLIMIT_CORE)[1], 0])
def test_no_core_is_dumped(tmp_path: Path, most: int) -> None:
    """Neither into a file nor, which only a limit of one byte forbids, into a program."""
    program = (
        "import os, resource\nfrom bot.cli.hiding import guard_crashes\nguard_crashes([])\n"
        f"os.chdir({str(tmp_path)!r})\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)\nos.abort()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (most, most)),
    )
    assert ended.returncode == -signal.SIGABRT
    assert ended.stdout.strip() == ("1" if most else "0")
    assert list(tmp_path.iterdir()) == []
