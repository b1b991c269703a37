"""`studybot slack manifest` and `studybot discord invite`."""

import base64
import json

from tests.cli.process import Folder


def test_the_manifest_is_json_to_paste(folder: Folder) -> None:
    manifest = json.loads(folder.studybot("slack", "manifest").stdout)
    assert manifest["settings"]["socket_mode_enabled"] is True


def test_the_http_manifest_names_the_address(folder: Folder) -> None:
    text = folder.studybot("slack", "manifest", "--http", "https://bot.example.org/").stdout
    assert json.loads(text)["settings"]["socket_mode_enabled"] is False
    assert "https://bot.example.org/slack/events" in text


def test_the_invitation_is_for_the_named_application(folder: Folder) -> None:
    shown = folder.studybot("discord", "invite", "123456789012345678").stdout
    assert shown.startswith("https://discord.com/")
    assert "client_id=123456789012345678" in shown


def test_the_invitation_knows_the_application_from_its_token(folder: Folder) -> None:
    head = base64.b64encode(b"123456789012345678").decode().rstrip("=")
    shown = folder.studybot("discord", "invite", STUDYBOT_DISCORD_TOKEN=f"{head}.abcdef.made-up")
    assert "client_id=123456789012345678" in shown.stdout


def test_without_token_and_id_the_invitation_says_what_to_write(folder: Folder) -> None:
    result = folder.studybot("discord", "invite")
    assert (result.returncode, result.stdout) == (1, "")
    assert "studybot discord invite APPLICATION_ID" in result.stderr
    token = folder.studybot("discord", "invite", STUDYBOT_DISCORD_TOKEN="made-up.made-up.made-up")
    assert "the token holds no application id" in token.stderr
    assert "made-up" not in token.stderr
