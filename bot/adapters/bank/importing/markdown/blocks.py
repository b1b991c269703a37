"""Markdown's blocks, read by markdown-it with rules of our own for folds and formulas.

What stands inside a line is left alone: it is copied as it was written, and reading it would cost the time.
"""

import re
from functools import cache
from typing import SupportsIndex

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from bot.adapters.bank.importing.found import CannotImport

DEEPEST = 20  # levels of blocks inside blocks
MOST_TOKENS = 350_000  # a file with 5,000 questions and lists in all answers has a third of that
MOST_LINES = 120_000
LONGEST_LINE = 100_000  # characters
FOLD = re.compile(r'(?:\?\?\?\+?|!!!)[ \t]+(?P<word>[\w-]*)[^"]{0,80}(?:"(?P<title>.*)")?[ \t]*$')
MATH = {"$$": "$$", "\\[": "\\]"}


class Budget(list[Token]):
    """Takes so many tokens and no more: markers upon markers on every line would make millions."""

    def append(self, token: Token, /) -> None:
        if len(self) >= MOST_TOKENS:
            raise CannotImport("has more blocks than a collection of questions; split it into several files")
        super().append(token)

    def insert(self, at: SupportsIndex, token: Token, /) -> None:
        raise NotImplementedError


def blocks(lines: list[str]) -> list[Token]:
    """The file's block tokens. CannotImport: it is larger or more tangled than any collection."""
    if long := next((n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0):
        raise CannotImport(f"has more than {LONGEST_LINE:,} characters in line {long}; break the line")
    reader = _reader()
    tokens = Budget()
    reader.block.parse("\n".join(lines), reader, {}, tokens)
    return tokens


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    # link targets are of no use here, and looking for them is what makes hostile files slow
    reader.disable("reference")
    stops: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    reader.block.ruler.before("fence", "fold", _fold, stops)
    reader.block.ruler.before("fence", "math", _math, stops)
    return reader


def _fold(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`??? question "title"`, and below it every line that is blank or stands further to the right."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 3] not in ("???", "!!!") or state.is_code_block(start):
        return False
    match = FOLD.match(state.src[at : state.eMarks[start]])
    if not match or silent:
        return match is not None
    margin, after = state.sCount[start], start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] > margin):
        after += 1
    while after > start + 1 and state.isEmpty(after - 1):
        after -= 1
    token = state.push("fold_open", "", 1)
    token.map = [start, after]
    token.info, token.content = match["word"].lower(), match["title"] or ""
    _inside(state, start + 1, after)
    state.push("fold_close", "", -1)
    state.line = after
    return True


def _inside(state: StateBlock, start: int, end: int) -> None:
    indents = [state.sCount[line] for line in range(start, end) if not state.isEmpty(line)]
    if not indents:
        return
    before = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "fold", end, min(indents)
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax, state.blkIndent = before


def _math(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula on lines of its own, so that none of them is taken for a heading or a list."""
    at = state.bMarks[start] + state.tShift[start]
    closer = MATH.get(state.src[at : at + 2])
    if closer is None or state.is_code_block(start) or start < state.env.get("unclosed" + closer, 0):
        return False
    line, begin = start, at + 2
    while closer not in state.src[begin : state.eMarks[line]]:
        line += 1
        if line >= end or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            # no need to look at these lines again for every other line that opens a formula
            state.env["unclosed" + closer] = line
            return False
        begin = state.bMarks[line]
    if not state.src[begin : state.eMarks[line]].rstrip().endswith(closer):
        return False
    if not silent:
        state.push("math", "", 0).map = [start, line + 1]
        state.line = line + 1
    return True
