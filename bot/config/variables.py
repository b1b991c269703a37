"""Every environment variable that we know, and the table of them that the documentation shows."""

from dataclasses import dataclass

PREFIX = "STUDYBOT_"
FILE = "_FILE"


@dataclass(frozen=True, slots=True)
class Variable:
    """`default` is shown, not used; a secret may also come from the file that `<name>_FILE` names."""

    name: str
    meaning: str
    default: str = ""
    secret: bool = False


VARIABLES = (
    Variable("STUDYBOT_DISCORD_TOKEN", "the bot token of a Discord application", "no Discord", secret=True),
    Variable(
        "STUDYBOT_DISCORD_PUBLIC_KEY",
        "the application's public key, for [interactions by HTTP](#discord-by-http)",
        "the gateway",
    ),
    Variable("STUDYBOT_SLACK_BOT_TOKEN", "the bot token of a Slack app (`xoxb-…`)", "no Slack", secret=True),
    Variable("STUDYBOT_SLACK_APP_TOKEN", "its app-level token (`xapp-…`), for Socket Mode", secret=True),
    Variable("STUDYBOT_SLACK_SIGNING_SECRET", "its signing secret, for HTTP mode", secret=True),
    Variable("STUDYBOT_DATA", "the folder of the database and of what can be made anew", "`data`"),
    Variable("STUDYBOT_CONFIG", "the file of schedules and other settings", "`config/study.yaml`"),
    Variable("STUDYBOT_HOST", "the address that the playground listens on", "`127.0.0.1`"),
    Variable("STUDYBOT_PORT", "its port; `PORT` means the same, 0 takes any that is free", "`8080`"),
    Variable(
        "STUDYBOT_WEB_TOKEN",
        "what the playground asks for once in each browser; needed where others reach it",
        "it is open",
        secret=True,
    ),
    Variable("STUDYBOT_LOG_LEVEL", "`debug`, `info`, `warning` or `error`", "`info`"),
    Variable("STUDYBOT_DISCORD_API", "where Discord's REST API is", "Discord's own"),
    Variable("STUDYBOT_DISCORD_GATEWAY", "where Discord's gateway is", "Discord's own"),
    Variable("STUDYBOT_SLACK_API", "where Slack's Web API is", "Slack's own"),
    Variable("STUDYBOT_LLM_URL", "an OpenAI-compatible endpoint for interviews (`…/v1`)", "no model"),
    Variable("STUDYBOT_LLM_MODEL", "the name of its model"),
    Variable("STUDYBOT_LLM_KEY", "its key, if it wants one", secret=True),
)

NAMES = frozenset(
    name for each in VARIABLES for name in ((each.name, each.name + FILE) if each.secret else (each.name,))
)


def table() -> str:
    """The variables as the Markdown table of `docs/settings.md`."""
    rows = [(f"`{each.name}`", each.meaning, each.default or "–") for each in VARIABLES]
    rows = [("Variable", "Meaning", "Without it"), ("---", "---", "---"), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
