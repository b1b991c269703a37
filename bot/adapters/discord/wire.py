"""The calls that take a ready message to Discord, through discord.py's own HTTP clients.

A rendered card is JSON already: building discord.py's Embed, View and Message objects around it would cost a
fifth of the time that a click takes, and would keep every view in memory.
"""

import io
import json
from collections.abc import Sequence
from typing import Any, Final

import discord
from discord.http import MultipartParameters
from discord.webhook.async_ import async_context

from bot.adapters.discord.once import once
from bot.cards import File

Json = dict[str, Any]
Interaction = discord.Interaction[Any]

EPHEMERAL: Final = {"flags": 1 << 6}
SILENT: Final[Json] = {"allowed_mentions": {"parse": []}}
NO_FILES: Final[Json] = {"attachments": []}
"""In an edit: what hung on the message before goes; unsaid, it would stay beside what comes anew."""
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


async def reply(interaction: Interaction, message: Json, files: Sequence[File] = ()) -> None:
    """Acknowledge with a private message."""
    await _acknowledge(interaction, REPLY, EPHEMERAL | SILENT | message, files)


async def replace(interaction: Interaction, message: Json, files: Sequence[File] = ()) -> None:
    """Acknowledge by changing the message whose button was pressed."""
    await _acknowledge(interaction, UPDATE, SILENT | NO_FILES | message, files)


async def open_form(interaction: Interaction, modal: Json) -> None:
    """Acknowledge with a form; nothing may have been promised before."""
    await _acknowledge(interaction, OPEN_FORM, modal)


def may_open_form(interaction: Interaction) -> bool:
    """Discord opens no form in answer to another one."""
    return interaction.type is not discord.InteractionType.modal_submit


async def _acknowledge(
    interaction: Interaction, kind: int, data: Json | None, files: Sequence[File] = ()
) -> None:
    payload: Json = {"type": kind} if data is None else {"type": kind, "data": data}
    await async_context.get().create_interaction_response(
        interaction.id, interaction.token, session=interaction._session, params=_with_files(payload, files)
    )


async def edit_response(interaction: Interaction, message: Json, files: Sequence[File] = ()) -> None:
    """Show what was promised: in the new private message, or in the private one that was pressed."""
    await async_context.get().edit_original_interaction_response(
        interaction.application_id,
        interaction.token,
        session=interaction._session,
        **_with_files(SILENT | NO_FILES | message, files)._asdict(),
    )


async def follow_up(interaction: Interaction, message: Json, files: Sequence[File] = ()) -> None:
    """A new private message after a promise. Unknown."""
    await async_context.get().execute_webhook(
        interaction.application_id,
        interaction.token,
        session=once(interaction._session),
        **_with_files(EPHEMERAL | SILENT | message, files)._asdict(),
    )


def _with_files(payload: Json, files: Sequence[File]) -> MultipartParameters:
    """The payload's `attachments` name the files by their positions."""
    if not files:
        return MultipartParameters(payload=payload, multipart=None, files=None)
    parts: list[Json] = [
        {"name": "payload_json", "value": json.dumps(payload), "content_type": "application/json"}
    ]
    sent = []
    for position, file in enumerate(files):
        content = io.BytesIO(file.content)
        place = {"name": f"files[{position}]", "filename": file.name, "content_type": file.media_type}
        parts.append(place | {"value": content})
        sent.append(discord.File(content, file.name))
    return MultipartParameters(payload=None, multipart=parts, files=sent)


async def post(
    client: discord.Client, channel: int, message: Json, nonce: str, files: Sequence[File] = ()
) -> int:
    """Post a message; for some minutes a second one with the same nonce gives the first one back."""
    payload = SILENT | message | {"nonce": nonce, "enforce_nonce": True}
    sent = await client.http.send_message(channel, params=_with_files(payload, files))
    return int(sent["id"])


async def open_dm(client: discord.Client, user: str) -> int:
    """The channel of direct messages with a person; opening it shows nobody anything."""
    return int((await client.http.start_private_message(user))["id"])


async def edit(
    client: discord.Client, channel: int, message_id: int, message: Json, files: Sequence[File] = ()
) -> None:
    await client.http.edit_message(
        channel, message_id, params=_with_files(SILENT | NO_FILES | message, files)
    )


async def open_thread(client: discord.Client, thread: int) -> None:
    """Take a thread out of the archive."""
    await client.http.edit_channel(thread, archived=False)


async def start_thread(client: discord.Client, channel: int, message_id: int, name: str) -> None:
    await client.http.start_thread_with_message(
        channel, message_id, name=name, auto_archive_duration=THREAD_LIFE
    )
