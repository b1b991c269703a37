"""What goes wrong beside the crashes: platforms that fail, and moments that a kill waits for."""

from collections.abc import Callable
from random import Random

from tests.chaos.record import Record
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.held import Held
from tests.platforms.slack import LoopbackSlack

POSTS, EDITS = r"/channels/\d+/messages$", r"/channels/\d+/messages/\d+$"
CALLBACK = r"/interactions/\d+/[^/]+/callback$"
MOMENTS = (
    ("discord", "POST", POSTS),
    ("discord", "PATCH", EDITS),
    ("discord", "POST", CALLBACK),
    ("slack", "chat.postMessage", ""),
    ("slack", "chat.update", ""),
    ("slack", "response_url", ""),
)
"""Requests that a kill lies in wait for."""
HISTORY = "conversations.history"
WITHIN = 4.0  # seconds; what has not come until then is killed where it stands


class Trouble:
    """Everything in it is drawn from `random`."""

    def __init__(
        self, discord: LoopbackDiscord, slack: LoopbackSlack, random: Random, record: Record
    ) -> None:
        self._discord, self._slack = discord, slack
        self._random, self._record = random, record

    def pause(self) -> float:
        """Seconds until the next failure."""
        return self._random.uniform(0.1, 1.5)

    def order(self) -> None:
        """A failure of one of the next requests."""
        name, order = self._random.choice(self._failures())
        self._record.note("fault", name)
        order()

    def _failures(self) -> list[tuple[str, Callable[[], None]]]:
        discord, slack = self._discord.fail, self._slack.fail
        return [
            ("discord post 429", lambda: discord("POST", POSTS, retry_after=0.6)),
            ("discord post 500 accepted", lambda: discord("POST", POSTS, accepted=True)),
            ("discord post 500", lambda: discord("POST", POSTS)),
            ("discord post cut accepted", lambda: discord("POST", POSTS, accepted=True, cut=True)),
            ("discord edit 429", lambda: discord("PATCH", EDITS, retry_after=0.6)),
            ("discord edit cut accepted", lambda: discord("PATCH", EDITS, accepted=True, cut=True)),
            ("discord callback cut accepted", lambda: discord("POST", CALLBACK, accepted=True, cut=True)),
            ("discord callback 500", lambda: discord("POST", CALLBACK)),
            ("slack post 429", lambda: slack("chat.postMessage", retry_after=1)),
            ("slack post 500 accepted", lambda: slack("chat.postMessage", status=500, accepted=True)),
            ("slack post 500", lambda: slack("chat.postMessage", status=500)),
            ("slack post cut accepted", lambda: slack("chat.postMessage", accepted=True, cut=True)),
            ("slack edit 429", lambda: slack("chat.update", retry_after=1)),
            ("slack edit 500 accepted", lambda: slack("chat.update", status=500, accepted=True)),
            ("slack answer 500 accepted", lambda: slack("response_url", status=500, accepted=True)),
            ("slack answer cut accepted", lambda: slack("response_url", accepted=True, cut=True)),
            ("slack history 429", lambda: slack(HISTORY, retry_after=1)),
        ]

    def calm(self) -> None:
        """No failure any more."""
        self._discord.calm()
        self._slack.calm()

    def lie_in_wait(self) -> tuple[str, Held]:
        """Hold a request at the moment before or after the platform takes it."""
        accepted = self._random.random() < 0.65
        moment = "after" if accepted else "before"
        match self._random.choice(MOMENTS):
            case ("discord", method, path):
                return f"{moment} {method} {path}", self._discord.hold(method, path, accepted=accepted)
            case (_, method, _):
                return f"{moment} {method}", self._slack.hold(method, accepted=accepted)


async def comes(held: Held) -> bool:
    """True as soon as a request waits there, False if none comes in time."""
    try:
        await held.arrived(WITHIN)
    except TimeoutError:
        return False
    return True
