"""How long things are kept."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """None keeps for ever. `people` is after what silence a person is forgotten."""

    interviews: timedelta | None = None
    notices: timedelta | None = None
    audit: timedelta | None = None
    people: timedelta | None = None


FOR_EVER = Retention()
