"""Discord's errors, told apart: never again, or not now."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.ports.outside import Over, Refused, Unreachable
from bot.ports.waits import seconds_asked

REFUSALS = (400, 403, 404)
UNKNOWN_MESSAGE = 10008
ARCHIVED, LOCKED = 50083, 160005
"""Of threads; posting to an archived one opens it, everything else needs it open."""


@contextmanager
def told_apart(why: Callable[[discord.HTTPException], str]) -> Iterator[None]:
    """Raises Refused with what `why` says of a refusal, and Unreachable for everything else."""
    try:
        yield
    except discord.RateLimited as error:
        raise Unreachable(str(error), wait=error.retry_after) from error
    except discord.HTTPException as error:
        if error.status in REFUSALS:
            kind = Over if error.code == UNKNOWN_MESSAGE else Refused
            raise kind(why(error)) from error
        wait = seconds_asked(error.response.headers.get("Retry-After")) if error.status == 429 else None
        raise Unreachable(str(error), wait=wait, uncertain=error.status >= 500) from error
    except aiohttp.ClientConnectorError as error:
        raise Unreachable(str(error)) from error
    except (aiohttp.ClientError, OSError, TimeoutError, RuntimeError) as error:
        # a RuntimeError is aiohttp's word for a session that was closed meanwhile
        raise Unreachable(repr(error), uncertain=True) from error
