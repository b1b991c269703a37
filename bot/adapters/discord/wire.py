"""The calls that take a ready message to Discord, through discord.py's own HTTP clients.

A rendered card is JSON already: building discord.py's Embed, View and Message objects around it would cost a
fifth of the time that a click takes, and would keep every view in memory.
"""

from typing import Any, Final

import discord
from discord.http import MultipartParameters
from discord.webhook.async_ import async_context, interaction_response_params

Json = dict[str, Any]
Interaction = discord.Interaction[Any]

EPHEMERAL: Final = {"flags": 1 << 6}
SILENT: Final[Json] = {"allowed_mentions": {"parse": []}}
REPLY, REPLY_LATER, UPDATE_LATER, UPDATE, OPEN_FORM = 4, 5, 6, 7, 9
THREAD_LIFE: Final = 1440  # minutes without a word until a thread is folded away


def is_pressed_in_private(interaction: Interaction) -> bool:
    """True for a button, or a form opened by one, on a message that only the person who pressed it sees."""
    message = interaction.message
    return message is not None and message.flags.ephemeral


async def promise(interaction: Interaction) -> None:
    """Acknowledge now and leave the rest to `edit_response` or `follow_up`."""
    if is_pressed_in_private(interaction):
        await _acknowledge(interaction, UPDATE_LATER, None)
    else:
        await _acknowledge(interaction, REPLY_LATER, EPHEMERAL)


async def reply(interaction: Interaction, message: Json) -> None:
    """Acknowledge with a private message."""
    await _acknowledge(interaction, REPLY, EPHEMERAL | SILENT | message)


async def replace(interaction: Interaction, message: Json) -> None:
    """Acknowledge by changing the message whose button was pressed."""
    await _acknowledge(interaction, UPDATE, SILENT | message)


async def open_form(interaction: Interaction, modal: Json) -> None:
    """Acknowledge with a form; nothing may have been promised before."""
    await _acknowledge(interaction, OPEN_FORM, modal)


def may_open_form(interaction: Interaction) -> bool:
    """Discord opens no form in answer to another one."""
    return interaction.type is not discord.InteractionType.modal_submit


async def _acknowledge(interaction: Interaction, kind: int, data: Json | None) -> None:
    await async_context.get().create_interaction_response(
        interaction.id,
        interaction.token,
        session=interaction._session,
        params=interaction_response_params(kind, data),
    )


async def edit_response(interaction: Interaction, message: Json) -> None:
    """Show what was promised: in the new private message, or in the private one that was pressed."""
    await async_context.get().edit_original_interaction_response(
        interaction.application_id, interaction.token, session=interaction._session, payload=SILENT | message
    )


async def follow_up(interaction: Interaction, message: Json) -> None:
    """A new private message after a promise."""
    await async_context.get().execute_webhook(
        interaction.application_id,
        interaction.token,
        session=interaction._session,
        payload=EPHEMERAL | SILENT | message,
    )


async def post(client: discord.Client, channel: int, message: Json, nonce: str) -> int:
    """Post a message; for some minutes a second one with the same nonce gives the first one back."""
    payload = SILENT | message | {"nonce": nonce, "enforce_nonce": True}
    sent = await client.http.send_message(channel, params=_only(payload))
    return int(sent["id"])


async def edit(client: discord.Client, channel: int, message_id: int, message: Json) -> None:
    await client.http.edit_message(channel, message_id, params=_only(SILENT | message))


async def start_thread(client: discord.Client, channel: int, message_id: int, name: str) -> None:
    await client.http.start_thread_with_message(
        channel, message_id, name=name, auto_archive_duration=THREAD_LIFE
    )


def _only(payload: Json) -> MultipartParameters:
    return MultipartParameters(payload=payload, multipart=None, files=None)
