"""How the process itself is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Logged:
    """What a boundary has logged as errors since the start; `at` is the latest."""

    boundary: str
    times: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """`connections` say `ready`, `connecting` or what is wrong; `errors` are newest first.

    `database_bytes` counts the write-ahead log, too. `backed_up_at` is None where no backup is known.
    """

    version: str = ""
    started_at: datetime | None = None
    connections: Mapping[str, str] = field(default_factory=dict)
    database_bytes: int = 0
    backed_up_at: datetime | None = None
    errors: Sequence[Logged] = ()
