"""HTML as people put it on flash cards and into quizzes, made into Markdown.

The standard library's parser takes quadratic time over unfinished comments, and so a minute for a file
that was made to keep us busy. This reader looks at each character once.
"""

import re
from html import unescape

from bot.adapters.bank.importing.markdown_writer import MarkdownWriter, escaped

# `[^<>]*` ends at the next tag, so that no character is looked at twice
TOKEN = re.compile(
    r"<!--|-->|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<attributes>[^<>]*+)>|<[!?][^<>]*+>"
    r"|\\(?P<tex>[()\[\]])|\[(?P<close>/?)(?P<latex>latex|\${1,2})\]"
)
CLOSERS = {"(": ")", "[": "]", "latex": "latex", "$": "$", "$$": "$$"}
HUGE_REFERENCE = re.compile(r"&#(?:x[0-9a-f]{8,}|[0-9]{8,});?", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(href|alt|src)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
INSIDE_FORMULA = re.compile(r"<[^<>]*+>")
MARKUP = re.compile(r"[<&\\\[]")
UNREAD = {"script", "style", "head", "title", "template"}
LATEX_ENVIRONMENT = re.compile(r"^\$+|\$+$|\\(?:begin|end)\{(?:math|displaymath)\}")
LOOKS_LIKE = re.compile(
    r"<br ?/?>|</(?:b|i|u|p|em|div|pre|sub|sup|span|code|strong|table|[ou]l|li|a|h[1-6])>"
    r"|&(?:nbsp|lt|gt|amp|quot|#39);"
)


def markdown_of(html: str) -> str:
    """The same in Markdown, formulas of MathJax and Anki between dollar signs; pictures leave their words.

    Never raises; what is no HTML stands there as text.
    """
    if not MARKUP.search(html):
        return escaped(" ".join(html.split()))
    return _Reader(html).read()


def looks_like_html(text: str) -> bool:
    """Whether a text of unknown kind holds tags or entities that only HTML has."""
    return LOOKS_LIKE.search(text) is not None


def unescaped(text: str) -> str:
    """The text with its character references replaced, whatever numbers they hold."""
    return unescape(HUGE_REFERENCE.sub("\ufffd", text)) if "&" in text else text


class _Reader:
    def __init__(self, html: str) -> None:
        self._html = html
        self._writer = MarkdownWriter()
        self._at = 0
        self._closings = _last_closings(html)

    def read(self) -> str:
        tokens = TOKEN.finditer(self._html)
        for token in tokens:
            if token.start() < self._at:
                continue  # inside a comment, a formula or a script
            closing = self._closing_of(token)
            if closing == "":
                continue  # an opening sign without an end, which is text
            self._writer.text(unescaped(self._html[self._at : token.start()]))
            self._at = token.end()
            if closing:
                self._formula(token, closing)
            elif token["name"]:
                self._tag(token)
            elif token[0] == "<!--":
                self._skip("-->")
        self._writer.text(unescaped(self._html[self._at :]))
        return self._writer.markdown()

    def _closing_of(self, token: re.Match[str]) -> str | None:
        """What ends the formula that a sign opens; None for tags, empty for signs that open nothing."""
        if token[0].startswith(("<", "-->")):
            return None
        opener = token["tex"] or (not token["close"] and token["latex"])
        if opener not in CLOSERS:
            return ""
        closing = f"\\{CLOSERS[opener]}" if token["tex"] else f"[/{opener}]"
        # looked up once for each kind, so that a thousand openers do not each search the whole text
        return closing if self._closings[closing] >= token.end() else ""

    def _tag(self, token: re.Match[str]) -> None:
        name = token["name"].lower()
        if name in UNREAD:
            if not token["end"] and not token["attributes"].endswith("/"):
                self._skip(f"</{name}>")
        elif token["end"]:
            self._writer.close(name)
        else:
            self._writer.open(name, _attributes(token["attributes"]))

    def _skip(self, closing: str) -> None:
        """To behind a closing sign; one that never comes ends the text, as browsers have it."""
        found = self._html.find(closing, self._at)
        self._at = len(self._html) if found < 0 else found + len(closing)

    def _formula(self, token: re.Match[str], closing: str) -> None:
        end = self._html.index(closing, self._at)
        latex = unescaped(INSIDE_FORMULA.sub(" ", self._html[self._at : end])).strip()
        self._at = end + len(closing)
        alone = token["tex"] == "[" or token["latex"] == "$$"
        self._writer.formula(LATEX_ENVIRONMENT.sub("", latex).strip(), alone)


def _last_closings(html: str) -> dict[str, int]:
    signs = (r"\)", r"\]", "[/latex]", "[/$]", "[/$$]")
    return {sign: html.rfind(sign) for sign in signs}


def _attributes(text: str) -> dict[str, str]:
    if "=" not in text or len(text) > 5_000:
        return {}
    return {
        name.lower(): unescaped(double or single or bare)
        for name, double, single, bare in ATTRIBUTE.findall(text)
    }
