"""How Discord's clients read Markdown, as far as it matters for what we send.

The rules are those of the clients: a backslash takes the meaning from one sign; a fence, inline code and a
spoiler end at the first end that follows, whatever stands in between; blocks begin at the start of a line.
"""

import re
from dataclasses import dataclass

LINE_RULES = [
    ("heading", re.compile(r" *#{1,3} +")),
    ("subtext", re.compile(r" *-# +")),
    ("quote", re.compile(r" *>(?:>>)? ")),
    ("list", re.compile(r" *(?:[-*]|\d+\.) +")),
]
INLINE_RULES = [
    ("text", re.compile(r"\\([^0-9A-Za-z\s])")),
    ("fence", re.compile(r"```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```", re.IGNORECASE)),
    ("code", re.compile(r"(?<!`)(?P<ticks>`+)(?!`)([\s\S]*?[^`])(?P=ticks)(?!`)")),
    ("spoiler", re.compile(r"\|\|([\s\S]+?)\|\|")),
    ("link", re.compile(r"\[((?:[^\]\\]|\\.)+)\]\(\s*<?[^\s)]+>?\s*\)")),
    ("url", re.compile(r"<?(https?://[^\s<]+)")),
    ("mention", re.compile(r"(<(?:@[!&]?|#)\d+>|@everyone|@here|</[^:>]+:\d+>|<t:\d+(?::\w)?>|<id:\w+>)")),
    ("emoji", re.compile(r"(<a?:\w+:\d+>|:[\w+-]+:)")),
    ("strong", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("underline", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")),
    ("strike", re.compile(r"~~([\s\S]+?)~~(?!_)")),
    ("emphasis", re.compile(r"\*(?=\S)((?:\\[\s\S]|[^*\\])+?)\*(?!\*)|\b_((?:\\[\s\S]|[^\\_])+?)_\b")),
]
NESTING = {"spoiler", "strong", "underline", "strike", "emphasis"}


@dataclass(frozen=True)
class Seen:
    """A run of text, and what is around it from the outside in."""

    text: str
    kinds: tuple[str, ...] = ()


def read(source: str, around: tuple[str, ...] = ()) -> list[Seen]:
    seen: list[Seen] = []
    at = 0
    while at < len(source):
        at = _step(source, at, around, seen)
    return _merged(seen)


def _step(source: str, at: int, around: tuple[str, ...], seen: list[Seen]) -> int:
    if at == 0 or source[at - 1] == "\n":
        for kind, rule in LINE_RULES:
            if match := rule.match(source, at):
                seen.append(Seen("", (*around, kind)))
                return match.end()
    for kind, rule in INLINE_RULES:
        if match := rule.match(source, at):
            inner = match[match.lastindex or 0]
            if kind == "text":
                seen.append(Seen(inner, around))
            elif kind in NESTING:
                seen.extend(read(inner, (*around, kind)))
            else:
                seen.append(Seen(inner, (*around, kind)))
            return match.end()
    seen.append(Seen(source[at], around))
    return at + 1


def _merged(seen: list[Seen]) -> list[Seen]:
    merged: list[Seen] = []
    for one in seen:
        if merged and merged[-1].kinds == one.kinds:
            merged[-1] = Seen(merged[-1].text + one.text, one.kinds)
        else:
            merged.append(one)
    return merged


def visible(source: str) -> str:
    """What is read without a click."""
    return "".join(one.text for one in read(source) if "spoiler" not in one.kinds)


def hidden(source: str) -> str:
    return "".join(one.text for one in read(source) if "spoiler" in one.kinds)
