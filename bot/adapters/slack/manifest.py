"""The app manifest that one pastes into Slack, with no more permissions than the bot uses."""

from collections.abc import Mapping
from typing import Any

SCOPES = {
    "chat:write": "post the question and update it",
    "commands": "offer /study",
    "channels:history": "see after a broken connection whether a question already stands in a channel",
    "groups:history": "see the same in a private channel that it was invited to",
    "files:read": "read the file of questions that a manager has sent with /study question import",
    "files:write": "hand somebody the cards of their review as a file",
    "im:write": "put that file where only they see it, among their messages with the app",
    "usergroups:read": "let a team follow a user group",
    "users:read": "know who is an admin of the workspace and may therefore change schedules",
}
"""Every permission of the bot token, and what it is for."""

COMMAND = "/study"


def manifest(http_url: str | None = None) -> dict[str, Any]:
    """For Socket Mode, or for HTTP mode with the public address that leads to `/slack/events`."""
    address = f"{http_url.rstrip('/')}/slack/events" if http_url else None
    request = {"request_url": address} if address else {}
    return {
        "display_information": {
            "name": "studybot",
            "description": "A question a day for teams that prepare for LLM interviews",
        },
        "features": _features({"url": address} if address else {}),
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": ["app_home_opened"]},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def _features(address: Mapping[str, str]) -> dict[str, Any]:
    command = {
        "command": COMMAND,
        "description": "Quiz yourself, see the board, plan the questions",
        "usage_hint": "quiz [live] [topic] [level] [count] · review · interview · leaderboard · stats · help",
        "should_escape": True,
        **address,
    }
    return {
        # without a messages tab Slack delivers neither a reminder nor a file
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "studybot", "always_online": True},
        "slash_commands": [command],
    }
