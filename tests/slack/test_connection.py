"""The adapter stays connected whatever happens, and says what is wrong."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.adapters.slack import patience
from bot.adapters.slack.adapter import SlackAdapter
from bot.adapters.slack.patience import Closed, Patience
from bot.config.settings import SlackSettings
from bot.ports.outside import Unreachable
from tests import builders
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import GENERAL, running
from tests.slack.study import FakeStudy, open_card

STEP = 0.5  # seconds between two looks at the connection, so that nobody waits long for the second


@pytest.fixture
async def adapter(settings: SlackSettings, study: FakeStudy) -> AsyncIterator[SlackAdapter]:
    async with running(settings, study, STEP) as made:
        yield made


async def ready(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    await slack.wait_for(lambda: slack.socket.connections == 1)
    async with asyncio.timeout(5):
        while adapter.state() != "ready":  # noqa: ASYNC110 - the state has no event to wait for
            await asyncio.sleep(0.01)


async def test_it_connects_and_says_so(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    assert adapter.state() == "connecting"
    await ready(slack, adapter)


async def test_socket_mode_needs_no_route(adapter: SlackAdapter) -> None:
    assert adapter.routes() == []


async def test_it_comes_back_with_a_new_ticket_when_the_connection_drops(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    await ready(slack, adapter)
    await slack.socket.drop()
    await slack.wait_for(lambda: slack.socket.opened >= 2)
    await ready(slack, adapter)
    await slack.command("quiz")
    await slack.wait_for(lambda: slack.ephemerals())


async def test_it_comes_anew_when_slack_asks_it_to(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    await ready(slack, adapter)
    await slack.socket.refresh()
    await slack.wait_for(lambda: slack.socket.opened >= 2)
    await ready(slack, adapter)
    await slack.command("quiz")
    await slack.wait_for(lambda: slack.ephemerals())


async def test_a_dead_ticket_is_thrown_away(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    slack.socket.dead_tickets = 1
    async with running(settings, study, STEP) as adapter:
        await ready(slack, adapter)
    assert slack.socket.tickets_given >= 2


async def test_a_refused_token_is_said_in_words_and_ends_nothing(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    async with running(replace(settings, bot_token="xoxb-wrong"), study, STEP) as adapter:
        await slack.wait_for(lambda: slack.calls("auth.test"))
        await said(adapter, "Slack refuses the bot token (invalid_auth)")
    assert len(slack.calls("auth.test")) == 1


async def test_a_refused_app_token_is_said_in_words_and_ends_nothing(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    async with running(replace(settings, app_token="xapp-wrong"), study, STEP) as adapter:
        await said(adapter, "STUDYBOT_SLACK_APP_TOKEN")
    assert len(slack.calls("apps.connections.open")) == 1


async def test_a_token_revoked_meanwhile_is_said_and_noticed_when_it_is_good_again(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "_LONGEST", 0.05)
    good, bad = slack.world.bot_token, "xoxb-another"
    async with running(settings, study, STEP) as adapter:
        await ready(slack, adapter)
        slack.world.bot_token = bad
        with pytest.raises(Unreachable):
            await adapter.post(builders.round_("r1", channel=GENERAL), open_card())
        await said(adapter, "Slack refuses the bot token")
        assert slack.socket.connections == 1  # nothing but a call could tell

        slack.world.bot_token = good
        await ready(slack, adapter)
        assert await adapter.post(builders.round_("r1", channel=GENERAL), open_card())
    assert slack.socket.opened == 1


async def test_a_slack_that_cannot_be_reached_is_tried_again(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    slack.fail("auth.test", status=503, times=1)
    slack.fail("apps.connections.open", cut=True, times=1)
    async with running(settings, study, STEP) as adapter:
        await said(adapter, "Slack failed at auth.test")
        await ready(slack, adapter)


async def tried_for_an_hour(patience: Patience, begin: Callable[[], Awaitable[object]]) -> list[float]:
    """The waits between the tries; nobody really waits."""
    waits: list[float] = []

    async def over(seconds: float | None = None) -> bool:
        waits.append(seconds or 0.0)
        return sum(waits) >= 3600

    patience.over = over  # type: ignore[method-assign]
    with pytest.raises(Closed):
        await begin()
    return waits


async def test_a_slack_that_is_gone_for_an_hour_is_asked_once_a_minute() -> None:
    patience = Patience(5.0)

    async def ask() -> None:
        raise Unreachable("gone")

    waits = await tried_for_an_hour(patience, lambda: patience.insist(ask))
    assert waits[:4] == [10, 20, 40, 60]
    assert len(waits) == 62


async def test_tickets_that_open_nothing_are_asked_for_ever_more_rarely(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    patience = Patience(5.0)

    async def tickets() -> None:
        for tries in range(1000):
            await patience.between(tries)

    waits = await tried_for_an_hour(patience, tickets)
    assert waits[:5] == [5, 10, 20, 40, 60]
    assert len(waits) < 70

    slack.socket.dead_tickets = 5
    async with running(settings, study, 0.1) as adapter:
        await ready(slack, adapter)
        assert slack.socket.tickets_given == 6
        given = [call.at for call in slack.calls("apps.connections.open")]
        gaps = [later - earlier for earlier, later in pairwise(given)]
        assert gaps[-1] >= 0.8  # after five in vain


async def test_closing_waits_for_what_is_being_answered(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    async with running(settings, study, STEP) as adapter:
        await ready(slack, adapter)
        await slack.command("quiz")
    assert slack.ephemerals()


async def said(adapter: SlackAdapter, words: str) -> None:
    async with asyncio.timeout(5):
        while words not in adapter.state():  # noqa: ASYNC110 - the state has no event to wait for
            await asyncio.sleep(0.01)
