"""How Slack reads mrkdwn, as far as it matters for what we send: written from its documentation alone.

Three signs are escaped (`&amp;`, `&lt;`, `&gt;`); what stands between `<` and `>` is a mention or a link.
fences take everything up to their end as it is, but for what stands between `<` and `>`.
"""

import html
import re
from dataclasses import dataclass

TOKEN = re.compile(r"<([@#!]?)([^<>]*)>")
FENCE = re.compile(r"```(.*?)```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Reading:
    """What is shown, what is pinged, where links lead under which label, and what stands in code."""

    text: str
    pings: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    code: tuple[str, ...]


def read(source: str) -> Reading:
    tokens = TOKEN.findall(source)
    pings = tuple(sign + rest for sign, rest in tokens if sign)
    links = tuple((rest.partition("|")[0], rest.partition("|")[2]) for sign, rest in tokens if not sign)
    code = tuple(html.unescape(one) for one in (*FENCE.findall(source), *CODE.findall(FENCE.sub("", source))))
    return Reading(html.unescape(TOKEN.sub(_label, source)), pings, links, code)


def _label(match: re.Match[str]) -> str:
    return match[2].partition("|")[2] or match[2]
