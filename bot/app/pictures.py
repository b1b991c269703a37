"""A chart drawn for a card."""

import hashlib

import structlog

from bot.app.context import Context
from bot.cards import Picture
from bot.domain.pictures import Chart
from bot.ports.outside import CannotDraw
from bot.wording.pictures import alt_text, file_name

log = structlog.get_logger()


async def picture_of(ctx: Context, chart: Chart) -> Picture | None:
    """None where it cannot be drawn, which the log says: a message never waits for its picture."""
    try:
        content = await ctx.painter.draw(chart)
    except CannotDraw as problem:
        log.warning("picture not drawn", kind=file_name(chart), why=str(problem))
        return None
    mark = hashlib.sha256(content).hexdigest()[:16]
    return Picture(f"{file_name(chart)}-{mark}.png", alt_text(chart), content)
