"""A file that came with a command; Discord keeps it on its own server until we read it."""

import asyncio
from typing import Final

import aiohttp
import discord

from bot.ports.outside import Refused, Unreachable

WITHIN: Final = 15.0  # seconds
NOT_THERE: Final = "Discord does not have the file any more. Send it once more."
NOT_NOW: Final = "Discord did not hand out the file. Send it once more."


class SentAttachment:
    """Implements `SentFile`."""

    def __init__(self, attachment: discord.Attachment) -> None:
        self._attachment = attachment

    @property
    def name(self) -> str:
        return self._attachment.filename

    async def read(self, most: int) -> bytes | None:
        # Discord itself says how large it is, so that too large a file is never fetched
        if self._attachment.size > most:
            return None
        try:
            async with asyncio.timeout(WITHIN):
                content = await self._attachment.read()
        except (discord.NotFound, discord.Forbidden) as error:
            raise Refused(NOT_THERE) from error
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Unreachable(NOT_NOW) from error
        return content if len(content) <= most else None
