"""Ada asks the playground's bot how it is, over real HTTP."""

from tests.web.test_inbox import Visitors, visitors  # noqa: F401 - a fixture


async def test_ada_reads_how_the_bot_is_and_grace_does_not(visitors: Visitors) -> None:  # noqa: F811 - the fixture
    assert "All is well" in await visitors.send("/say", "ada", text="/status")
    assert "That one is for managers" in await visitors.send("/say", "grace", text="/status")
