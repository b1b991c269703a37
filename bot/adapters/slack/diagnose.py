"""What is missing before the bot can work on Slack, and what to do about each."""

from collections.abc import Collection

from bot.adapters.slack.api import SlackApi
from bot.adapters.slack.channels import channel_id
from bot.adapters.slack.manifest import SCOPES
from bot.config.settings import SlackSettings
from bot.domain.ids import ChannelId, workspace_of
from bot.ports.outside import Refused, Unreachable


async def diagnose(settings: SlackSettings, channels: Collection[ChannelId] = ()) -> list[str]:
    """A sentence for each problem, none if all is well. `channels` are those that schedules ask in."""
    api = SlackApi(settings)
    try:
        problems = _settings(settings)
        if not settings.http and settings.app_token.startswith("xapp-"):
            problems += await _app_token(api, settings.app_token)
        return problems + await _bot(api, channels)
    finally:
        await api.close()


def _settings(settings: SlackSettings) -> list[str]:
    problems = []
    if settings.http and not settings.signing_secret:
        problems.append(
            "HTTP mode needs STUDYBOT_SLACK_SIGNING_SECRET: copy it from the app's page “Basic Information”."
        )
    if not settings.http and not settings.app_token.startswith("xapp-"):
        problems.append(
            "Socket Mode needs STUDYBOT_SLACK_APP_TOKEN (xapp-…): make an app-level token with the scope "
            "connections:write on the app's page “Basic Information”."
        )
    return problems


async def _app_token(api: SlackApi, token: str) -> list[str]:
    try:
        await api.open_connection(token)
    except Refused:
        return [
            "Slack refuses STUDYBOT_SLACK_APP_TOKEN. Make an app-level token with the scope "
            "connections:write on the app's page “Basic Information”, and switch Socket Mode on."
        ]
    except Unreachable as failure:
        return [f"{failure}. Is the network there, and is STUDYBOT_SLACK_API right if it is set?"]
    return []


async def _bot(api: SlackApi, channels: Collection[ChannelId]) -> list[str]:
    try:
        who, granted = await api.identity()
    except (Refused, Unreachable) as problem:
        return [str(problem)]
    problems = [
        f"The bot token lacks {scope}, which it needs to {purpose}. Paste what `studybot slack manifest` "
        "prints into the app's page “App Manifest”, and reinstall the app."
        for scope, purpose in SCOPES.items()
        if scope not in granted
    ]
    workspace = f"slack:{who.get('team_id')}"
    for channel in channels:
        if workspace_of(channel) != workspace:
            problems.append(f"{channel} belongs to another workspace; the token is for {workspace}.")
        else:
            problems += await _channel(api, channel)
    return problems


async def _channel(api: SlackApi, channel: ChannelId) -> list[str]:
    try:
        name = channel_id(channel)
        await api.get("conversations.history", where=name, channel=name, limit=1)
    except (Refused, Unreachable) as problem:
        return [str(problem)]
    return []
