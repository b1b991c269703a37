"""A bank in a form that loads fast, valid for exactly the sources it was made from."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec
import structlog

from bot.domain.bank import Bank
from bot.domain.ids import TopicId
from bot.domain.question import Question

FORMAT = b"studybot bank 1\n"  # count up when the same sources should make another bank
DIGEST = 32  # bytes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Content:
    questions: tuple[Question, ...]
    topics: dict[TopicId, str]


def load_compiled(path: Path, sources: bytes) -> Bank | None:
    """The bank made from the sources with this digest; None if there is no such copy or it is damaged."""
    try:
        copy = path.read_bytes()
        content = copy[len(FORMAT) + 2 * DIGEST :]
        if copy != _head(sources, content) + content:
            return None
        decoded = msgspec.msgpack.decode(content, type=_Content)
    except (OSError, msgspec.MsgspecError):
        return None
    return Bank(decoded.questions, decoded.topics)


def save_compiled(path: Path, sources: bytes, bank: Bank) -> None:
    """Replace the copy in one step; a disk that refuses costs only the next start's time."""
    content = msgspec.msgpack.encode(_Content(bank.questions, dict(bank.topics)))
    unfinished = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(_head(sources, content) + content)
        unfinished.replace(path)
    except OSError as error:
        log.warning("bank_not_compiled", path=str(path), reason=error.strerror)
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _head(sources: bytes, content: bytes) -> bytes:
    return FORMAT + sources + blake2b(content, digest_size=DIGEST).digest()
