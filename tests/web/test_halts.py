"""A schedule that has stopped is resumed in the playground, by a button and by a command."""

import re
from datetime import timedelta

import pytest

from bot.app.ask import ask_by_schedule
from bot.domain.ids import PLAYGROUND
from bot.domain.occurrences import next_occurrences
from tests.builders import schedule
from tests.web.test_inbox import Visitors, visitors

__all__ = ["visitors"]

DAILY = schedule(channel=PLAYGROUND)


@pytest.fixture
async def stopped(visitors: Visitors) -> Visitors:
    """The playground itself never refuses a post."""
    ctx = visitors.stage.ctx
    await ctx.store.schedules.save(DAILY)
    for occurrence in next_occurrences(DAILY, visitors.stage.clock.now() - timedelta(days=5), 3):
        round_ = await ask_by_schedule(ctx, DAILY, occurrence)
        assert round_ is not None
        await ctx.store.outbox.refused(round_.id, "The door is shut.", occurrence.at)
    return visitors


@pytest.mark.parametrize("by", ["button", "command"])
async def test_a_manager_sees_why_it_stopped_and_resumes_it(stopped: Visitors, by: str) -> None:
    for_grace = await stopped.send("/say", "grace", text="/schedule list")
    assert "daily (stopped)" in for_grace
    assert "The door is shut." in for_grace
    assert not re.search(">Resume daily<", for_grace)
    await stopped.send("/say", "ada", text="/schedule list")
    if by == "button":
        page = await stopped.press("ada", "Resume daily")
    else:
        page = await stopped.send("/say", "ada", text="/schedule resume daily")
    assert "Schedule daily resumed" in page
    assert await stopped.stage.ctx.store.troubles.halts() == {}
