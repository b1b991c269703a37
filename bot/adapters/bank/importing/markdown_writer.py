"""Writes Markdown from the tags and texts of a hypertext, one after another."""

import re
from collections.abc import Mapping

BLOCKS = {"p", "div", "section", "article", "blockquote", "dl", "dt", "dd", "hr", "figure"}
CELLS = {"td", "th"}
TABLE = {"table", "tr"} | CELLS
MOST_COLUMNS = 100
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"} | dict.fromkeys(HEADINGS, "**")
DEEPEST_LIST = 6
MOST_MARKS = 6  # open at once; more of them is a file that was made to keep us busy
LINE_END = "\x00\n"  # one that has to stay, as `<br>` says
SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
SUPERSCRIPT = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
SMALL = {"sub": SUBSCRIPT, "sup": SUPERSCRIPT}

SPACE = re.compile(r"[ \t\n\r\f\xa0]+")
SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[*`$]|(?<![^\W_])_|_(?![^\W_])|\](?=\()|&(?=[#a-zA-Z])")
BLOCK_SIGNS = "#>|-+=~"
LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[>|]|[-+](?=\s|$)|[-=]{2,}(?=\s*$)|~~~)")
NEEDED_END = re.compile(r"(?<=[^\0\n])[ \0]*\0(?=\n[^\n\0])")
NUMBER_START = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def escaped(text: str, starts_line: bool = True) -> str:
    """Plain text that Markdown shows as it is. Signs that mean nothing where they stand keep their look."""
    text = SIGNS.sub(r"\\\g<0>", text)
    if starts_line:
        text = "\n".join(map(_line_escaped, text.split("\n")))
    return text


def _line_escaped(line: str) -> str:
    first = line.lstrip()[:1]
    if first.isdigit():
        return NUMBER_START.sub(r"\1\\\2", line)
    return LINE_START.sub(r"\1\\\2", line) if first in BLOCK_SIGNS else line


class MarkdownWriter:
    """Takes opening and closing tags and texts; unknown tags are looked through, unclosed ones end well."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._lists: list[int] = []  # the number of the last item, -1 in a list without numbers
        self._marks: list[tuple[str, int]] = []  # a sign, and where in the output it was opened
        self._links: list[tuple[str, int]] = []
        self._code: list[str] = []  # `code` and `pre` that are open
        self._small: str = ""
        self._rows = 0
        self._cells = 0

    def markdown(self) -> str:
        while self._marks:
            self._unmark(self._marks[-1][0])
        while self._code:
            self.close(self._code[-1])
        while self._links:
            self._unlink()
        lines = (line.rstrip() for line in "".join(self._out).split("\n"))
        text = NEEDED_END.sub("\\\\", "\n".join(lines).strip("\n \0")).replace("\0", "")
        return re.sub(r"\n{3,}", "\n\n", text)

    def text(self, text: str) -> None:
        if not text:
            return
        if self._code:
            self._out.append(text)
            return
        at_start = self._at_line_start()
        if at_start and text.isspace():
            return
        text = SPACE.sub(" ", text)
        if at_start:
            text = text.lstrip()
            if text and self._lists:
                self._out.append("   " * min(len(self._lists), DEEPEST_LIST))
        if self._small and text.strip():
            text = _small(text, self._small)
        self._out.append(escaped(text, at_start))

    def formula(self, latex: str, alone: bool) -> None:
        if not latex or "$" in latex or self._code:
            self.text(latex)
        elif alone:
            self._break("\n\n")
            self._out.append("$$\n" + re.sub(r"\s*\n\s*", "\n", latex) + "\n$$")
            self._break("\n\n")
        else:
            self._out.append(f"${SPACE.sub(' ', latex)}$")

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in BLOCKS:
            self._break("\n\n")
        elif name in MARKS:
            self._mark(name)
        elif name in TABLE:
            self._open_table(name)
        match name:
            case "br":
                self._out.append("\n" if self._code else " " if self._cells else LINE_END)
            case "ul" | "ol":
                self._break("" if self._lists else "\n\n")
                self._lists.append(0 if name == "ol" else -1)
            case "li":
                self._item()
            case "pre" | "code":
                self._open_code(name)
            case "img":
                self.text(attributes.get("alt", ""))
            case "a" if not self._links:
                self._links.append((attributes.get("href", ""), len(self._out)))
            case "sub" | "sup":
                self._small = name
            case _:
                pass

    def close(self, name: str) -> None:
        if name in BLOCKS:
            self._break("\n\n")
        elif any(sign == MARKS.get(name) for sign, _ in self._marks):
            self._unmark(MARKS[name])
        elif name in TABLE:
            self._close_table(name)
        match name:
            case "ul" | "ol" if self._lists:
                self._lists.pop()
                self._break("\n" if self._lists else "\n\n")
            case "pre" | "code":
                self._close_code(name)
            case "a" if self._links:
                self._unlink()
            case "sub" | "sup":
                self._small = ""
            case _ if name in HEADINGS:
                self._break("\n\n")
            case _:
                pass

    def _mark(self, name: str) -> None:
        if name in HEADINGS:
            self._break("\n\n")
        if len(self._marks) < MOST_MARKS and not self._code:
            self._marks.append((MARKS[name], len(self._out)))

    def _open_table(self, name: str) -> None:
        if name in CELLS:
            self._out.append(" | " if self._cells else "| ")
            self._cells += 1
        else:
            self._break("\n" if name == "tr" else "\n\n")
            self._cells = 0
            self._rows = self._rows if name == "tr" else 0

    def _close_table(self, name: str) -> None:
        if name == "tr" and self._cells:
            self._out.append(" |")
            if not self._rows:
                self._out.append("\n" + "| --- " * min(self._cells, MOST_COLUMNS) + "|")
            self._rows += 1
            self._cells = 0
        elif name == "table":
            self._break("\n\n")

    def _item(self) -> None:
        if not self._lists:
            self._lists.append(-1)
        self._break("\n")
        sign = "-"
        if self._lists[-1] >= 0:
            self._lists[-1] += 1
            sign = f"{self._lists[-1]}."
        self._out.append("   " * min(len(self._lists) - 1, DEEPEST_LIST) + f"{sign} ")

    def _open_code(self, name: str) -> None:
        if name == "pre" and not self._code:
            self._break("\n\n")
            self._out.append("```\n")
        elif not self._code:
            self._out.append("`")
        self._code.append(name)

    def _close_code(self, name: str) -> None:
        if name not in self._code:
            return
        while self._code.pop() != name:
            pass
        if self._code:
            return
        if name == "code":
            self._out.append("`")
        else:
            self._out.append("" if self._out[-1].endswith("\n") else "\n")
            self._out.append("```\n\n")

    def _unmark(self, sign: str) -> None:
        """Close the mark and all inside it; the sign stands close to its words, or nowhere."""
        while True:
            own, at = self._marks.pop()
            inner = "".join(self._out[at:])
            words = inner.strip()
            if words and "\n\n" not in words:
                before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
                self._out[at:] = [f"{before}{own}{words}{own}{after}"]
            if own == sign:
                return

    def _unlink(self) -> None:
        url, at = self._links.pop()
        inner = "".join(self._out[at:])
        good = url.startswith(("https://", "http://")) and not re.search(r"[\s<>()]", url)
        if good and inner.strip() and "\n" not in inner and at <= len(self._out):
            self._out[at:] = [f"[{inner.strip()}]({url})"]

    def _at_line_start(self) -> bool:
        for piece in reversed(self._out):
            if piece:
                return piece.endswith("\n")
        return True

    def _break(self, sign: str) -> None:
        """A line end or a blank line, once, and not at the beginning."""
        if self._code:
            return
        if sign and self._out and not (sign == "\n" and self._at_line_start()):
            self._out.append(sign)


def _small(text: str, kind: str) -> str:
    raised = text.translate(SMALL[kind])
    if all(sign not in text for sign in raised if sign.isalnum() and not sign.isascii()) and raised != text:
        return raised
    return ("_" if kind == "sub" else "^") + text.strip()
