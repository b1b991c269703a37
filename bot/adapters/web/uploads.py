"""What a form of the page sends: its texts, and a file that was put into it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.domain.importing import LARGEST

MULTIPART = "multipart/form-data"
LARGEST_FORM = 256 * 1024  # five texts of 4000 characters of four bytes each, every byte written as %XX
LARGEST_UPLOAD = LARGEST + 64 * 1024
"""Bytes of a form with a file in it; what stands around the file takes far less than the rest."""
TOO_LARGE = "This is larger than the playground takes: a file may have 1 MB."
ARRIVES_WITHIN = 20.0
"""Seconds that a form may take to arrive."""
UNREADABLE = (ValueError, LookupError, RuntimeError, HttpProcessingError)
"""No boundary where one was announced, bytes or a charset of no text, a part of an unknown shape."""


@dataclass(frozen=True, slots=True)
class SentContent:
    """Implements `SentFile` by what has arrived with the form."""

    name: str
    content: bytes

    async def read(self, most: int) -> bytes | None:
        return self.content if len(self.content) <= most else None


async def form_of(request: web.Request) -> Mapping[str, str]:
    """The texts of a form that is neither too large nor too slow."""
    most = LARGEST_UPLOAD if request.content_type == MULTIPART else LARGEST_FORM
    if request.content_length is None or request.content_length > most:
        raise web.HTTPRequestEntityTooLarge(most, request.content_length or 0, text=TOO_LARGE)
    try:
        async with asyncio.timeout(ARRIVES_WITHIN):
            sent = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="The form took too long to arrive.") from None
    except UNREADABLE:
        raise web.HTTPBadRequest(text="This is no form that can be read.") from None
    return {name: value for name, value in sent.items() if isinstance(value, str)}


async def file_of(request: web.Request) -> SentContent | None:
    """The first file of a form; None where it has none, or none was chosen."""
    if request.content_type != MULTIPART:
        return None
    fields = (await request.post()).values()
    file = next((each for each in fields if isinstance(each, web.FileField) and each.filename), None)
    return SentContent(file.filename, file.file.read()) if file else None
