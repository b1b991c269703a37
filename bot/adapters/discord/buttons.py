"""One class for every button that we ever posted: it knows nothing but what the button's token says."""

import re
from typing import Any, Self

import discord

from bot.adapters.discord.wire import Interaction


class StudyButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"sb\d+\|.+"):
    """The template takes the tokens of other versions too, so that they get an answer as well."""

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.Button)
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.client.desk.press(interaction, self.custom_id)
