"""What a link's label promises."""

import re
import unicodedata
from urllib.parse import urlsplit

_HOST = re.compile(
    r"(?<![\w.-])(?:[a-z][a-z0-9+.-]*:/*)?(?:[^\s/@]*@)?((?:[\w-]+\.)+[^\W\d_]{2,})", re.IGNORECASE
)


def is_honest(label: str, url: str) -> bool:
    """False where a label looks like an address and the link leads to another host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    signs = unicodedata.normalize("NFKC", label)
    seen = "".join(sign for sign in signs if unicodedata.category(sign) != "Cf").replace("。", ".")
    return all(named.casefold().removeprefix("www.") == host for named in _HOST.findall(seen))
