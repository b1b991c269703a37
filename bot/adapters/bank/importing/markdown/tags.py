"""HTML inside Markdown, reduced to what Markdown can say."""

import re

from bot.adapters.bank.importing.hypertext import unescaped

TAG = re.compile(
    r"</?(a|abbr|article|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figure|font|h[1-6]|hr|i|"
    r"img|ins|kbd|li|mark|ol|p|pre|s|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|"
    r"tr|tt|u|ul)\b(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>",
    re.IGNORECASE,
)
ALT = re.compile(r"\balt\s*=\s*[\"']([^\"'<>]*)", re.IGNORECASE)
SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`", "kbd": "`"}
CODE = re.compile(r"(`+[^`]*`+)")


def without_tags(text: str) -> str:
    """Tags as Markdown where it has a sign for them, else only what stands between them.

    What is no tag of HTML, such as `<50ms` or `<extra_id_0>`, stays, and so does all code.
    """
    if "<" not in text and "&" not in text:
        return text
    pieces = CODE.split(text)
    return "".join(piece if n % 2 else unescaped(TAG.sub(_plain, piece)) for n, piece in enumerate(pieces))


def _plain(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name == "img":
        alt = ALT.search(match[0])
        return alt[1] if alt else ""
    return "\n" if name == "br" else SIGNS.get(name, "")


def without_comments(text: str) -> str:
    """Without `<!-- … -->`; one that is never closed stays."""
    if "<!--" not in text:
        return text
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])
