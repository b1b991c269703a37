"""What an announcement of a competition is about, as its subject is written."""

from typing import NamedTuple

from bot.domain.ids import ContestId


class NewsSubject(NamedTuple):
    """`version` is that of an amended standing, else 0. `channel` is empty where the competition was begun.

    Other channels of its league are told under subjects of their own, since one of a kind is told once.
    """

    contest: ContestId
    version: int = 0
    channel: str = ""

    def __str__(self) -> str:
        if self.channel:
            return f"{self.contest}/{self.version}/{self.channel}"
        return f"{self.contest}/{self.version}" if self.version else self.contest


def read_subject(text: str) -> NewsSubject:
    """The inverse of `str`."""
    contest, _, rest = text.partition("/")
    version, _, channel = rest.partition("/")
    return NewsSubject(ContestId(contest), int(version or 0), channel)
