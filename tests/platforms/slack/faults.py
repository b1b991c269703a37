"""Failures that a test orders in advance."""

import re
from dataclasses import dataclass


@dataclass
class Fault:
    """Fail the next `times` calls of a method that matches.

    `accepted` lets the server do its work before it fails; `cut` closes the connection without an answer;
    `error` makes it an answer with `ok: false`; `retry_after` makes it a rate limit of so many seconds.
    """

    method: re.Pattern[str]
    times: int = 1
    status: int = 200
    error: str = ""
    retry_after: int = 0
    accepted: bool = False
    cut: bool = False


class Faults:
    """The ordered failures that have not happened yet."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def next_for(self, method: str) -> Fault | None:
        for fault in self._waiting:
            if fault.times > 0 and fault.method.fullmatch(method):
                fault.times -= 1
                return fault
        return None
