"""Failures that a test orders in advance."""

import re
from dataclasses import dataclass


@dataclass
class Fault:
    """Fail the next `times` requests that match.

    `accepted` lets the server do its work before it fails; `cut` closes the connection without an answer.
    `retry_after` makes it a rate limit of so many seconds.
    """

    method: str
    path: re.Pattern[str]
    times: int
    status: int = 500
    accepted: bool = False
    cut: bool = False
    delay: float = 0.0
    retry_after: float | None = None


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request suffers, used up by one."""
        for fault in self._ordered:
            if fault.times > 0 and fault.method == method and fault.path.search(path):
                fault.times -= 1
                return fault
        return None
