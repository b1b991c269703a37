"""Lets people in at a pace at which nobody can exhaust the bot; all of it in memory."""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta

from bot.domain.people import Actor
from bot.domain.rates import SECOND, Limits, Rate

MOST_KNOWN = 20_000
"""Buckets of a kind that are remembered; whoever came longest ago begins anew."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FrontDoor:
    """What is turned away counts for nothing, so that whoever waits as long as was said is let in."""

    def __init__(self, limits: Limits) -> None:
        self._people = Buckets(limits.person)
        self._workspaces = Buckets(limits.workspace)

    def wait(self, actor: Actor, now: datetime) -> float:
        """How many seconds somebody has to wait; 0 for somebody who comes in, which counts."""
        at = (now - _EPOCH) // timedelta(microseconds=1)
        wait = max(self._people.wait(actor.account, at), self._workspaces.wait(actor.workspace, at))
        if wait == 0:
            self._people.take(actor.account, at)
            self._workspaces.take(actor.workspace, at)
        return wait / SECOND


class Buckets:
    """One of a rate for each key; a full one needs no memory."""

    def __init__(self, rate: Rate, most: int = MOST_KNOWN) -> None:
        self._rate = rate
        self._most = most
        self._full_at: OrderedDict[str, int] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def wait(self, key: str, now: int) -> int:
        return self._rate.wait(self._full_at.get(key, now), now)

    def take(self, key: str, now: int) -> None:
        self._full_at[key] = self._rate.take(self._full_at.get(key, now), now)
        self._full_at.move_to_end(key)
        while self._full_at and (len(self._full_at) > self._most or self._is_idle(now)):
            self._full_at.popitem(last=False)

    def _is_idle(self, now: int) -> bool:
        """Whether the oldest bucket is full again, or of a time to which the clock has not come back."""
        return not 0 < next(iter(self._full_at.values())) - now <= self._rate.span
