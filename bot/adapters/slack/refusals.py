"""What Slack's error codes mean to a manager, and what to do about each."""

from collections.abc import Mapping
from typing import Any

PASSING = frozenset(
    (
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "accesslimited",
        "team_added_to_org",
    )
)
"""Accidents inside Slack: it may have done what we asked, or may do it the next time."""

OF_THE_TOKEN = frozenset(
    (
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "not_allowed_token_type",
    )
)
"""Refusals of everything, until whoever runs the bot brings a token that is good."""

OF_THE_APP = OF_THE_TOKEN | {"missing_scope", "messages_tab_disabled"}
"""Refusals that concern everybody, and that only whoever runs the bot can mend."""

BAD_BLOCKS = "invalid_blocks"
GONE = "message_not_found"

_NOT_OURS = (
    "Slack refuses the bot token ({error}). Copy the Bot User OAuth Token (xoxb-…) from the app's page "
    "“OAuth & Permissions” into STUDYBOT_SLACK_BOT_TOKEN, and an app-level token (xapp-…) into "
    "STUDYBOT_SLACK_APP_TOKEN."
)
_ADVICE = {
    "not_in_channel": "studybot is not in the channel {where}. Write /invite @studybot there.",
    "channel_not_found": (
        "studybot sees no channel “{where}”. Check its id; if the channel is private, write "
        "/invite @studybot there."
    ),
    "is_archived": "The channel {where} is archived. Unarchive it, or let the schedule ask somewhere else.",
    "missing_scope": (
        "The Slack app lacks the permission {needed}. Paste what `studybot slack manifest` prints into "
        "the app's page “App Manifest”, and reinstall the app."
    ),
    "invalid_auth": _NOT_OURS,
    "not_authed": _NOT_OURS,
    "token_revoked": _NOT_OURS,
    "token_expired": _NOT_OURS,
    "account_inactive": _NOT_OURS,
    "not_allowed_token_type": _NOT_OURS,
    "messages_tab_disabled": (
        "The Slack app may not write to people. Paste what `studybot slack manifest` prints into the app's "
        "page “App Manifest”, and reinstall the app."
    ),
    "no_such_subteam": "This workspace has no such user group, or it is switched off.",
    "plan_upgrade_required": "This workspace's plan has no user groups, so no team can follow one.",
    "user_not_found": "That person is not in this workspace.",
    "user_disabled": "That person's account is switched off.",
    "message_not_found": "The message is gone from {where}.",
    "cant_update_message": "The message in {where} belongs to somebody else, so it stays as it is.",
    "edit_window_closed": "The message in {where} is too old for Slack to change.",
    "restricted_action": "A rule of the workspace keeps apps from posting in {where}; its admins know it.",
}


def advice(error: str, where: str, answer: Mapping[str, Any]) -> str:
    """One or two sentences; `answer` is Slack's whole answer."""
    words = _ADVICE.get(error, "Slack says no in {where}: {error}.")
    return words.format(error=error, where=where or "this workspace", needed=answer.get("needed", "it needs"))
