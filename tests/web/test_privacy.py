"""Grace hides and is forgotten in the playground, over real HTTP."""

from bot.app.ask import ask_now
from bot.domain.ids import PLAYGROUND
from tests.web.test_inbox import Visitors, visitors  # noqa: F401 - a fixture


async def test_grace_hides_and_is_forgotten(visitors: Visitors) -> None:  # noqa: F811 - the fixture
    await ask_now(visitors.stage.ctx, PLAYGROUND)
    await visitors.press("grace", "B")
    assert "“anonymous”" in await visitors.send("/say", "grace", text="/privacy hide")
    assert "anonymous" in await visitors.send("/say", "alan", text="/leaderboard")
    await visitors.send("/say", "grace", text="/privacy delete")
    assert "Delete all of this?" in await visitors.press("grace", "Go on")
    assert "You are forgotten" in await visitors.press("grace", "Delete it all, for good")


async def test_ada_takes_grace_off_the_boards(visitors: Visitors) -> None:  # noqa: F811 - the fixture
    await ask_now(visitors.stage.ctx, PLAYGROUND)
    await visitors.press("grace", "B")
    assert "off the boards" in await visitors.send("/say", "ada", text="/exclude grace shares answers")
    assert "A manager has taken you off" in await visitors.send("/say", "grace", text="/stats")
