"""Discord's emphasis and `||spoilers||` for markdown-it, in place of its own stricter rules."""

import re
from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

BARS: Final = "||"
_ANY = r"((?:\\.|[^\\])+?)"

# a checkbox opens by click and by keyboard, and needs no script
_SPOILER = (
    '<span class="d-spoiler"><input type="checkbox" aria-label="Show the spoiler"><span>',
    "</span></span>",
)
_SPOILER_BLOCK = '<details class="d-spoiler"><summary>Spoiler</summary><div>', "</div></details>"

SPANS: Final = {
    "spoiler": (r"\|\|(.+?)\|\|", _SPOILER),
    "strong": (rf"\*\*{_ANY}\*\*(?!\*)", ("<strong>", "</strong>")),
    "underline": (rf"__{_ANY}__(?!_)", ("<u>", "</u>")),
    "strike": (rf"~~{_ANY}~~", ("<s>", "</s>")),
    "star": (r"\*(?!\s)((?:\*\*|\\.|[^*\\])+?)(?<!\s)\*(?!\*)", ("<em>", "</em>")),
    "line": (r"(?<!\w)_((?:__|\\.|[^_\\])+?)_(?!\w)", ("<em>", "</em>")),
}
"""What each span looks like in Discord's Markdown and in HTML.

Unlike CommonMark, Discord lets a space stand inside the signs, and ends a spoiler at the next `||`,
whatever that stands in.
"""


def discord_spans(md: MarkdownIt) -> None:
    """A plugin for markdown-it."""
    md.disable(["emphasis", "strikethrough"], ignoreInvalid=True)
    for name, (pattern, tags) in SPANS.items():
        md.inline.ruler.before("emphasis", name, _span(name, re.compile(pattern, re.DOTALL)))
        _draw(md, name, tags)
    for sign in "*_~|":
        md.inline.add_terminator_char(sign)
    md.block.ruler.before("fence", "spoiler", _block, {"alt": ["paragraph", "list", "blockquote"]})
    _draw(md, "spoiler_block", _SPOILER_BLOCK)


def _draw(md: MarkdownIt, name: str, tags: tuple[str, str]) -> None:
    for part, tag in zip(("open", "close"), tags, strict=True):
        md.add_render_rule(f"{name}_{part}", lambda *_, tag=tag: tag)


def _span(name: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        if not silent:
            last = state.posMax
            state.push(f"{name}_open", "span", 1)
            state.pos, state.posMax = found.span(1)
            state.md.inline.tokenize(state)
            state.push(f"{name}_close", "span", -1)
            state.posMax = last
        state.pos = found.end()
        return True

    return rule


def _block(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Lines from one that starts with `||` to one that ends with it."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(BARS, start):
        return False
    end = state.src.find(BARS, start + 3)
    closing = next((n for n in range(line, last) if start < end <= state.eMarks[n]), None)
    if closing is None or state.src[end + 2 : state.eMarks[closing]].strip():
        return False
    if not silent:
        state.push("spoiler_block_open", "details", 1)
        state.md.block.parse(state.src[start + 2 : end], state.md, state.env, state.tokens)
        state.push("spoiler_block_close", "details", -1)
        state.line = closing + 1
    return True
