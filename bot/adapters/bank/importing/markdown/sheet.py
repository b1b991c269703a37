"""Block tokens laid out as a row of units."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.markdown.blocks import DEEPEST, MOST_LINES, blocks
from bot.adapters.bank.importing.markdown.tags import without_tags
from bot.adapters.bank.importing.markdown.units import DETAILS, SIGNS, Form, Sheet, Unit

CONTAINERS = ("list_item", "blockquote", "fold")
FOLDING = re.compile(r"<(/?)(details|summary)\b[^<>]{0,200}>", re.IGNORECASE)
FOLD_END = re.compile(r"</details>\s*$", re.IGNORECASE)
CALLOUT = re.compile(r"^\[!(?P<word>[A-Za-z]{2,20})\][+-]?\s*(?P<title>.*)$")
FRONT_MATTER, COMMENT = "front-matter", "comment"
PILCROW = "¶"
COUNTED = re.compile(r"\(\d+\+? questions?\)", re.IGNORECASE)


def sheet_of(text: str) -> Sheet:
    """CannotImport: the file is larger or more tangled than any collection."""
    if text.count("\n") > MOST_LINES:
        raise CannotImport(f"has more than {MOST_LINES:,} lines; split it into several files")
    lines = text.split("\n")
    head, title = _front_matter(lines)
    shown = [""] * head + _headed(lines[head:])
    tokens = blocks(shown)
    hidden = [(FRONT_MATTER, 0, head)] if head else []
    units = _Layout(shown, hidden).laid_out(tokens)
    too_deep = any(token.level >= DEEPEST - 1 for token in tokens)
    return Sheet(lines, units, title, too_deep, hidden)


def _front_matter(lines: Sequence[str]) -> tuple[int, str]:
    """How many lines settings take up at the top, and the title among them."""
    if not lines or lines[0].rstrip() != "---":
        return 0, ""
    for number, line in enumerate(lines[1:200], 1):
        if line.rstrip() in ("---", "..."):
            titles = [each[6:].strip(" '\"") for each in lines[1:number] if each.startswith("title:")]
            return number + 1, titles[0] if titles else ""
    return 0, ""


def _headed(lines: list[str]) -> list[str]:
    """A web page pasted as text marks its headings with a pilcrow; they become headings of Markdown."""
    marked = [number for number, line in enumerate(lines) if line.rstrip().endswith(PILCROW)]
    if len(marked) < 3:
        return lines
    shown = list(lines)
    for number in marked:
        text = lines[number].rstrip(f" {PILCROW}")
        level = 1 if number == marked[0] else 2 if COUNTED.search(text) else 3
        shown[number] = f"{'#' * level} {text.lstrip('#')}"
    return shown


def _is_bulleted(code: str) -> bool:
    return all(line.strip()[0] in SIGNS for line in code.splitlines() if line.strip())


class _Layout:
    """`hidden` gets what no reader of the page would see."""

    def __init__(self, lines: Sequence[str], hidden: list[tuple[str, int, int]]) -> None:
        self._lines = lines
        self._hidden = hidden
        self._units: list[Unit] = []
        self._open: list[str] = []
        self._folds: list[Unit] = []
        self._quotes: list[int] = []
        self._marker = ""
        self._heading = self._heading_end = 0

    def laid_out(self, tokens: Sequence[Token]) -> Sequence[Unit]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                at = self._table(tokens, at)
            else:
                self._take(token)
            at += 1
        for fold in self._folds:
            fold.end = len(self._lines)
        return self._units

    def _take(self, token: Token) -> None:
        kind, _, side = token.type.rpartition("_")
        match token.type:
            case "inline":
                self._text(token)
            case "heading_open":
                self._heading, self._heading_end = int(token.tag[1:]), (token.map or (0, 0))[1]
            case "heading_close":
                self._heading = self._heading_end = 0
            case "code_block" if _is_bulleted(token.content):
                self._lines_of(token, token.content)
            case "fence" | "code_block":
                self._add(Form.CODE, token, token.content)
                self._units[-1].word = token.info
            case "math":
                self._add(Form.MATH, token)
            case "hr":
                self._add(Form.RULE, token)
            case "html_block":
                self._html(token)
            case _ if kind in CONTAINERS and side == "open":
                self._enter(kind, token)
            case _ if kind in CONTAINERS:
                if self._open.pop() == "blockquote":
                    self._quotes.pop()
                self._marker = ""
            case _:
                pass

    def _enter(self, kind: str, token: Token) -> None:
        if kind == "blockquote":
            self._quotes.append((token.map or (0, 0))[1])
        if kind == "fold":
            self._add(Form.FOLD, token, token.content)
            self._units[-1].word = token.info
        self._open.append(kind)
        if kind == "list_item":
            self._marker = f"{token.info}{token.markup}"

    def _add(self, form: Form, token: Token, text: str = "") -> None:
        start, end = token.map or (0, 0)
        self._units.append(self._unit(form, start, end, text))

    def _unit(self, form: Form, start: int, end: int, text: str) -> Unit:
        marker, self._marker = self._marker, ""
        depth = len(self._open) + len(self._folds) - bool(marker)
        return Unit(form, start, end, text, depth, marker=marker, quoted="blockquote" in self._open)

    def _text(self, token: Token) -> None:
        start, _ = token.map or (0, 0)
        if self._heading:
            unit = self._unit(Form.HEADING, start, self._heading_end, token.content.replace("\n", " "))
            unit.level = self._heading
            self._units.append(unit)
            return
        self._lines_of(token, token.content)

    def _lines_of(self, token: Token, text: str) -> None:
        start, _ = token.map or (0, 0)
        for number, line in enumerate(text.rstrip("\n").split("\n")):
            plain = line.strip()
            if not plain:
                continue
            if self._folds and FOLD_END.search(plain):
                self._folding(start + number, start + number + 1)
                continue
            if number == 0 and (callout := CALLOUT.match(plain)) and self._quotes:
                self._fold(start, callout)
                continue
            # a sign makes no list of its own, so the line stands no further out than the others
            is_signed = plain[0] in SIGNS and not self._marker
            if plain[0] in SIGNS:
                self._marker, plain = plain[0], plain[1:].strip()
            unit = self._unit(Form.TEXT, start + number, start + number + 1, plain)
            unit.depth += is_signed
            unit.begins = number == 0 or bool(unit.marker)
            self._units.append(unit)

    def _fold(self, line: int, callout: re.Match[str]) -> None:
        """`> [!question] Title` opens with the first line of its quote, and shuts with the last."""
        unit = self._unit(Form.FOLD, line, self._quotes[-1], callout["title"])
        unit.word, unit.level = callout["word"].lower(), line + 1
        self._units.append(unit)

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        """Take a whole table; where its last token stands."""
        rows: list[list[str]] = []
        start = at
        while tokens[at].type != "table_close":
            if tokens[at].type == "tr_open":
                rows.append([])
            elif tokens[at].type == "inline":
                rows[-1].append(tokens[at].content)
            at += 1
        self._add(Form.TABLE, tokens[start])
        self._units[-1].rows = tuple(map(tuple, rows))
        return at

    def _html(self, token: Token) -> None:
        start, end = token.map or (0, 0)
        if token.content.lstrip().startswith("<!--"):
            self._hidden.append((COMMENT, start, end - start))
            return
        self._folding(start, end)

    def _folding(self, start: int, end: int) -> None:
        """Folds open and shut in these lines; what stands between the tags is text."""
        pending: Unit | None = None
        for line in range(start, end):
            rest = self._lines[line].strip()
            while match := FOLDING.search(rest):
                pending = self._tag(match, rest[: match.start()], line, pending)
                rest = rest[match.end() :]
            self._between(rest, line, pending)
        if pending is not None:
            self._folds.append(pending)

    def _tag(self, match: re.Match[str], before: str, line: int, pending: Unit | None) -> Unit | None:
        """`pending` is a fold whose title is still being read."""
        self._between(before, line, pending)
        closes, name = bool(match[1]), match[2].lower()
        if name == "summary" and not closes and pending is None:
            pending = self._unit(Form.FOLD, line, line + 1, "")
            pending.word = DETAILS
            self._units.append(pending)
            return pending
        if name == "summary" and closes and pending is not None:
            pending.level = line + 1  # where the title ends
            if pending.text.count("`") == 1:  # of a `</code>` that nothing opened
                pending.text = pending.text.replace("`", "")
            self._folds.append(pending)
            return None
        if name == "details" and closes and self._folds:
            says = any(map(str.isalnum, without_tags(before)))
            self._folds.pop().end = line + says
        return pending

    def _between(self, text: str, line: int, pending: Unit | None) -> None:
        plain = without_tags(text).strip()
        if pending is not None:
            pending.text = f"{pending.text} {plain}".strip()
        elif plain:
            self._units.append(self._unit(Form.TEXT, line, line + 1, plain))
