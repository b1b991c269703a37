"""Find out who has left and what the others are called, one person at a time, so that boards can say so.

Without privileged intents no platform tells when somebody leaves, but each says whether one person is there.
"""

import structlog

from bot.app.context import Context
from bot.domain.ids import ChannelId, platform_of
from bot.domain.people import Actor
from bot.ports.outside import Refused, Unreachable
from bot.ports.records import Seen

log = structlog.get_logger()


class Rollcall:
    """Goes through everybody and begins anew at the end; a restart begins at the top."""

    def __init__(self) -> None:
        self._last: Seen | None = None

    async def look(self, ctx: Context) -> None:
        """Ask after the next person."""
        seen = self._last = await ctx.store.people.next_seen(self._last)
        if seen is None or platform_of(seen.account) != platform_of(seen.workspace):
            return
        try:
            name = await ctx.groups.name_there(seen.workspace, seen.account)
        except (Refused, Unreachable) as trouble:
            log.info("nobody could be asked after", workspace=seen.workspace, why=str(trouble))
            return
        if name:
            await ctx.store.people.recognise(Actor(seen.account, name, ChannelId(f"{seen.workspace}/")))
        elif name is None:
            await ctx.store.people.mark_left([seen.person], seen.workspace)
            log.info("somebody has left", person=seen.person, workspace=seen.workspace)
