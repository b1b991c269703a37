"""Our own JSON, as `bank export --format json` writes it."""

from bot.adapters.bank.importing.bounds import LARGEST, head_of
from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.gathering import Gathering
from bot.adapters.bank.importing.json_values import lines_of, parsed
from bot.adapters.bank.importing.own_entries import take_entries, titles_of

FORMAT = "json"
VERSION = 1
"""Under the key `studybot`; counted up when older readers should refuse a file."""


def looks_like(data: bytes) -> bool:
    head = head_of(data)
    return head.lstrip().startswith("{") and '"questions"' in head and '"prompt"' in head


def read(data: bytes) -> Found:
    """CannotImport: it is no JSON, of a later version, or has no questions."""
    text, value = parsed(data, LARGEST)
    if isinstance(value, dict) and value.get("studybot", VERSION) != VERSION:
        raise CannotImport(f"was written by a later studybot; this one reads version {VERSION}")
    gathering = Gathering(FORMAT)
    count = (
        len(value["questions"]) if isinstance(value, dict) and isinstance(value.get("questions"), list) else 0
    )
    lines = lines_of(text, "prompt", count)
    take_entries(gathering, value, "", lambda at: next(lines))
    return gathering.found(titles=dict(titles_of(value)))
