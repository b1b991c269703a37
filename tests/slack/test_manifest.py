"""The manifest asks for what the adapter uses, and no more."""

import re
from pathlib import Path

from slack_bolt.async_app import AsyncApp

from bot.adapters.slack import manifest as module
from bot.adapters.slack.manifest import manifest
from tests.platforms.slack.web_api import NEEDED

ADAPTER = Path(module.__file__).parent


def test_socket_mode_needs_no_address() -> None:
    made = manifest()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(made)


def test_http_mode_leads_everything_to_one_address() -> None:
    made = manifest("https://study.example.org/")
    address = "https://study.example.org/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["features"]["slash_commands"][0]["url"] == address


def test_every_called_method_has_its_scope_and_no_scope_is_left_over() -> None:
    called = set(re.findall(r'"((?:chat|conversations|files|users|usergroups)\.[a-zA-Z.]+)"', sources()))
    needed = {NEEDED[method] for method in called} | {"commands", "groups:history"}
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == needed


def test_every_event_that_is_listened_to_is_subscribed_to() -> None:
    events = re.findall(r'app\.event\("([a-z_]+)"\)', sources())
    assert manifest()["settings"]["event_subscriptions"]["bot_events"] == events
    assert hasattr(AsyncApp, "event")


def test_people_can_be_written_to_but_not_spoken_with() -> None:
    home = manifest()["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is True


def test_descriptions_keep_to_slack_s_lengths() -> None:
    made = manifest()
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["slash_commands"][0]["usage_hint"]) <= 1000
    assert made["features"]["slash_commands"][0]["should_escape"] is True


def sources() -> str:
    return "".join(path.read_text() for path in ADAPTER.glob("*.py"))
