"""Writing to one person, in the direct messages that they may have closed."""

import secrets

import discord

from bot.adapters.discord import wire
from bot.adapters.discord.failures import told_apart
from bot.adapters.discord.packets import first_taken, packets
from bot.adapters.discord.words import no_direct_messages
from bot.cards import Card
from bot.domain.ids import Account


async def tell(client: discord.Client, account: Account, card: Card) -> None:
    """Refused: the person takes no direct messages from the bot. Unreachable."""
    with told_apart(no_direct_messages):
        channel = await wire.open_dm(client, account.removeprefix("discord:"))
        # discord.py repeats by itself what it got no answer to
        nonce = secrets.token_hex(8)
        await first_taken(
            packets(card), lambda way: wire.post(client, channel, way.message, nonce, way.files)
        )
