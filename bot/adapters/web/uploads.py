"""A file that was put into a form of the page."""

from dataclasses import dataclass

from aiohttp import web

from bot.domain.importing import LARGEST

MULTIPART = "multipart/form-data"
LARGEST_UPLOAD = LARGEST + 64 * 1024
"""Bytes of a form with a file in it; what stands around the file takes far less than the rest."""


@dataclass(frozen=True, slots=True)
class SentContent:
    """Implements `SentFile` by what has arrived with the form."""

    name: str
    content: bytes

    async def read(self, most: int) -> bytes | None:
        return self.content if len(self.content) <= most else None


async def file_of(request: web.Request) -> SentContent | None:
    """The first file of a form; None where it has none, or none was chosen."""
    if request.content_type != MULTIPART:
        return None
    fields = (await request.post()).values()
    file = next((each for each in fields if isinstance(each, web.FileField) and each.filename), None)
    return SentContent(file.filename, file.file.read()) if file else None
