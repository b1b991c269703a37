"""The least that a discord.py bot can do with a click: acknowledge it and keep nothing.

python -m tests.bench.floor send|defer|button

`button` answers through a persistent button, a DynamicItem as ours is, not by looking at every interaction.
"""

import os
import re
import sys
from typing import Any, Self

import discord
import yarl

Interaction = discord.Interaction[Any]


class FloorButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"sb1\|.+"):
    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.Button)
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message("Noted.", ephemeral=True)


class FloorBot(discord.Client):
    def __init__(self, how: str) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self._how = how

    async def setup_hook(self) -> None:
        if self._how == "button":
            self.add_dynamic_items(FloorButton)

    async def on_interaction(self, interaction: Interaction) -> None:
        match self._how:
            case "send":
                await interaction.response.send_message("Noted.", ephemeral=True)
            case "defer":
                await interaction.response.defer(ephemeral=True)
            case _:
                pass  # the button answers


def main() -> None:
    discord.http.Route.BASE = f"{os.environ['STUDYBOT_DISCORD_API']}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["STUDYBOT_DISCORD_GATEWAY"])
    bot = FloorBot(sys.argv[1])
    bot.run(os.environ["STUDYBOT_DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
