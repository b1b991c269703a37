"""The least that a discord.py bot can do with a click: acknowledge it and keep nothing.

python -m tests.bench.floor send|defer
"""

import os
import sys
from typing import Any

import discord
import yarl

Interaction = discord.Interaction[Any]


class FloorBot(discord.Client):
    def __init__(self, sends: bool) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self._sends = sends

    async def on_interaction(self, interaction: Interaction) -> None:
        if self._sends:
            await interaction.response.send_message("Noted.", ephemeral=True)
        else:
            await interaction.response.defer(ephemeral=True)


def main() -> None:
    discord.http.Route.BASE = f"{os.environ['STUDYBOT_DISCORD_API']}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["STUDYBOT_DISCORD_GATEWAY"])
    bot = FloorBot(sends=sys.argv[1] == "send")
    bot.run(os.environ["STUDYBOT_DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
