"""What only Discord's adapter has to say: to people behind old buttons, and to managers about permissions."""

from collections.abc import Sequence

import discord

from bot.cards import Reply
from bot.wording.replies import refused

CLOSED = 50007  # Discord's code for direct messages that somebody does not take
NOT_CONNECTED = "Discord is not connected at the moment."
NOT_SEEN = "Discord does not show that server to the bot at the moment."
LOGIN_REFUSED = (
    "token refused: copy a new one from the Bot page of the application in the Discord "
    "Developer Portal into STUDYBOT_DISCORD_TOKEN and start again."
)
INTENTS_REFUSED = (
    "intents refused: the bot needs the guilds intent only: look at the Bot page of "
    "the application in the Discord Developer Portal."
)
LOGIN_MISSING = (
    "STUDYBOT_DISCORD_TOKEN is not set. Copy the token from the Bot page in the Discord Developer Portal."
)
ENDPOINT_SET = (
    "The application has an Interactions Endpoint URL, so that presses and commands go there instead of "
    "to the bot. Clear it on the General Information page in the Discord Developer Portal, or set "
    "STUDYBOT_DISCORD_PUBLIC_KEY to have them come by HTTP."
)
ENDPOINT_MISSING = (
    "STUDYBOT_DISCORD_PUBLIC_KEY is set, but the application has no Interactions Endpoint URL. Enter "
    "https://<your host>/discord/interactions on the General Information page in the Discord Developer "
    "Portal."
)
FOREIGN_KEY = (
    "STUDYBOT_DISCORD_PUBLIC_KEY is the key of another application than the token's. Copy it from the "
    "General Information page in the Discord Developer Portal."
)
NO_SUCH_ROLE = "This server has no such role, or everybody has it."
NO_SUCH_MEMBER = "That person is not on this server."
NO_MEMBERS_INTENT = (
    "Discord does not list the server's members for the bot. Switch on the Server Members Intent on the Bot "
    "page in the Discord Developer Portal, or take `members_intent` out of the config file."
)
NOT_INVITED = "The application is in no server yet. Run `studybot discord invite` and open the address."


def changed_command() -> Reply:
    text = "This command has changed. Reload Discord (Ctrl+R) or restart the app, then type it again."
    return Reply(refused("This command has changed", text))


def no_channel(channel: str) -> str:
    return (
        f"Channel {channel} is not on Discord, or the bot cannot see it. A manager can check its number "
        "and give the bot View Channel there."
    )


def banned(seconds: float) -> str:
    return (
        f"Discord takes no requests from this address for {seconds:.0f} s. It does so after too many that it "
        "had to refuse; they are counted in the log."
    )


def no_gateway(error: str) -> str:
    return (
        f"Discord's gateway takes no connection, so that no press or command reaches the bot: {error}. It "
        "keeps trying by itself; see discordstatus.com, and whether the network lets WebSockets through."
    )


def not_invited(channel: str) -> str:
    return (
        f"The bot is not on the server of {channel} any more. A manager can invite it again with the address "
        "that `studybot discord invite` prints."
    )


def gone(channel: str) -> str:
    return f"The message is gone from {channel}."


def locked_thread(thread: str) -> str:
    return (
        f"The thread {thread} is archived and locked. A moderator can unlock it, or the schedule can ask "
        "somewhere else."
    )


def lacks(channel: str, permissions: Sequence[str]) -> str:
    return (
        f"The bot lacks {_listed(permissions)} in {channel}. A manager can give it under "
        "Edit Channel → Permissions, or by inviting the bot again with `studybot discord invite`."
    )


def no_direct_messages(error: discord.HTTPException) -> str:
    if error.code == CLOSED:
        return (
            "Direct messages from the bot are closed. Whoever they are for can allow them in the server's "
            "Privacy Settings."
        )
    return f"Discord does not let the bot write there: {error.text}"


def rejected(channel: str, error: str) -> str:
    return f"Discord does not accept this message in {channel}: {error}"


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
