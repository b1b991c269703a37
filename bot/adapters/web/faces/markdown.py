"""Discord's dialect of Markdown for markdown-it."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

from bot.adapters.web.faces.spans import discord_spans
from bot.adapters.web.richtext import fence_html


@cache
def reader() -> MarkdownIt:
    """No HTML, no images, no tables, and a line break is a line break."""
    md = MarkdownIt("commonmark", {"html": False, "breaks": True})
    md.disable(["code", "hr", "image", "lheading", "reference", "entity"])
    md.add_render_rule("fence", _fence)
    return md.use(discord_spans)


def _fence(_: RendererProtocol, tokens: Sequence[Token], index: int, *__: object) -> str:
    return fence_html(tokens[index].content.rstrip("\n"), tokens[index].info.strip())
