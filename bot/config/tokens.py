"""Tells a token from what people paste in its place; each answers with a sentence, or None for a good one."""

import re

SLACK = re.compile(r"xox[a-z]-|xapp-|xoxe")


def discord_token(value: str) -> str | None:
    if SLACK.match(value):
        return "holds a token of Slack; paste the token of the page Bot in Discord's developer portal"
    if not re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+", value, re.ASCII):
        return (
            "is no bot token, which has three parts joined by dots (application id, public key and client "
            "secret are something else); copy it from the page Bot in Discord's developer portal"
        )
    return None


def discord_public_key(value: str) -> str | None:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value, re.ASCII):
        return (
            "is no public key, which has 64 digits 0-9 and a-f; copy it from the page General Information "
            "in Discord's developer portal"
        )
    return None


def slack_bot_token(value: str) -> str | None:
    if value.startswith("xapp-"):
        return "holds the app-level token; that one belongs into STUDYBOT_SLACK_APP_TOKEN"
    if not re.fullmatch(r"xoxb-[\w-]+", value, re.ASCII):
        return (
            "is no bot token, which begins with xoxb-; copy it from the page OAuth & Permissions of the app"
        )
    return None


def slack_app_token(value: str) -> str | None:
    if value.startswith("xoxb-"):
        return "holds the bot token; that one belongs into STUDYBOT_SLACK_BOT_TOKEN"
    if not re.fullmatch(r"xapp-[\w-]+", value, re.ASCII):
        return "is no app-level token, which begins with xapp-; make one under Basic Information"
    return None


def slack_signing_secret(value: str) -> str | None:
    if SLACK.match(value) or not re.fullmatch(r"\w+", value, re.ASCII):
        return "is no signing secret; copy it from the page Basic Information of the app"
    return None


def llm_key(value: str) -> str | None:
    return (
        None if value.isascii() and value.isprintable() else "holds signs that no key has; copy it once more"
    )


def web_token(value: str) -> str | None:
    if not re.fullmatch(r"[!-~]{16,200}", value, re.ASCII):
        return "is no token for the page; choose 16 to 200 letters, digits and signs without spaces"
    return None
