"""What is done slowly in the background: old things go, and questions that look wrong are pointed out."""

from bot.app.context import Context
from bot.app.hints import tell_managers
from bot.app.items import statistics_of
from bot.domain.hints import OddItem
from bot.domain.ids import QuestionId, WorkspaceId


class Housekeeping:
    """Remembers how many answers a question had when it was looked at: only new ones cost anything."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._seen: dict[tuple[WorkspaceId, QuestionId], int] = {}

    async def expire(self) -> None:
        await self._ctx.store.privacy.expire(self._ctx.retention, self._ctx.clock.now())

    async def look_for_odd_items(self) -> None:
        ctx = self._ctx
        for workspace in await ctx.store.items.workspaces():
            for one in await ctx.store.items.difficulties(workspace, ctx.clock.now()):
                key = (workspace, one.question)
                if self._seen.get(key) == one.answered:
                    continue
                self._seen[key] = one.answered
                if (await statistics_of(ctx, one.question, workspace)).preferred:
                    await tell_managers(ctx, OddItem(workspace, one.question))
