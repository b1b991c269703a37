"""What a link's label promises."""

import re
import unicodedata
from urllib.parse import urlsplit

_HOST = re.compile(
    r"(?<![\w.-])(?:[a-z][a-z0-9+.-]*:/*)?(?:[^\s/@]*@)?((?:[\w-]+\.)+[^\W\d_]{2,}|\d{1,3}(?:\.\d{1,3}){3})"
    r"|[a-z][a-z0-9+.-]*://(?:[^\s/@]*@)?(?:\[([\w.:]+)\]|([\w.-]+))",
    re.IGNORECASE,
)
_UNSEEN = ("Cf", "Mn", "Me")
"""Signs that show nothing, and marks, some of which show nothing either."""


def is_honest(label: str, url: str) -> bool:
    """False where a label looks like an address and the link leads to another host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    signs = unicodedata.normalize("NFKC", label)
    seen = "".join(sign for sign in signs if unicodedata.category(sign) not in _UNSEEN).replace("。", ".")
    named = ["".join(groups) for groups in _HOST.findall(seen)]
    return all(name.casefold().removeprefix("www.") == host for name in named)
