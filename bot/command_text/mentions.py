"""What chat programs make of a typed channel, person or group."""

import re

_MENTION = re.compile(r"<(?:@!|@&|!subteam\^|[@#!])([^|>]*)(?:\|[^>]*)?>")


def mentioned(word: str) -> str:
    """The id or name inside `<#C1|general>`, `<@U1>`, `<!subteam^S1|@x>`, `#general` or `@ada`."""
    found = _MENTION.fullmatch(word)
    return found.group(1) if found else word.lstrip("#@")
