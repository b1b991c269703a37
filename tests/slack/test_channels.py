"""Posting, finding again and changing, also when Slack or the network fails."""

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.cards import Card
from bot.domain.ids import MessageId
from bot.domain.round import Round
from bot.ports.outside import Refused, Unreachable
from tests import builders
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import GENERAL
from tests.slack.study import open_card


async def test_a_post_carries_its_round_and_pings_nobody(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    await adapter.post(round_, open_card())
    [call] = slack.calls("chat.postMessage")
    assert call.arguments["metadata"] == {"event_type": "studybot_round", "event_payload": {"round": "r1"}}
    assert call.arguments["unfurl_links"] is False
    assert call.arguments["unfurl_media"] is False
    assert "<!" not in str(call.arguments)


@pytest.mark.parametrize(
    ("mention", "text"),
    [
        ("S0TEAM", "<!subteam^S0TEAM>"),
        ("here", "<!here>"),
        ("U0ADA", "<@U0ADA>"),
        ("<!channel>", "‹!channel›"),
    ],
)
async def test_only_the_round_s_own_mention_pings(
    slack: LoopbackSlack, adapter: SlackAdapter, mention: str, text: str
) -> None:
    await adapter.post(builders.round_("r1", channel=GENERAL, mention=mention), open_card())
    [message] = slack.messages()
    pings = message.words.splitlines()[0]
    assert pings == text or ("<!channel>" not in pings and mention == "<!channel>")


async def test_a_post_is_found_by_its_round_and_not_by_another(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    ts = await adapter.post(round_, open_card())
    slack.world.write("C0GENERAL", {"text": "somebody talks"})
    assert await adapter.find(round_, open_card()) == ts
    assert await adapter.find(builders.round_("r2", channel=GENERAL), open_card()) is None


async def test_a_post_is_found_behind_many_messages(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    ts = await adapter.post(round_, open_card())
    for _ in range(250):
        slack.world.write("C0GENERAL", {"text": "somebody talks"})
    assert await adapter.find(round_, open_card()) == ts
    assert [call.verb for call in slack.calls("conversations.history")] == ["GET"] * 3


async def test_an_edit_changes_the_post_and_keeps_it_findable(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    ts = await adapter.post(round_, open_card())
    await adapter.edit(round_, ts, Card(title="Closed: Attention"))
    [message] = slack.messages()
    assert "Closed: Attention" in message.words
    assert not message.buttons
    assert await adapter.find(round_, open_card()) == ts


async def test_a_connection_cut_after_acceptance_is_uncertain_and_posts_once(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.fail("chat.postMessage", cut=True, accepted=True)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(round_, open_card())
    assert failure.value.uncertain
    [message] = slack.messages()
    assert await adapter.find(round_, open_card()) == message.ts


@pytest.mark.parametrize("how", [{"status": 500}, {"status": 503}, {"error": "internal_error"}])
async def test_an_accident_inside_slack_is_uncertain(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round, how: dict[str, object]
) -> None:
    slack.fail("chat.postMessage", accepted=True, **how)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(round_, open_card())
    assert failure.value.uncertain
    assert len(slack.messages()) == 1


async def test_a_rate_limit_says_how_long_to_wait_and_that_nothing_was_posted(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.fail("chat.postMessage", retry_after=7)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(round_, open_card())
    assert failure.value.wait == 7
    assert not failure.value.uncertain


async def test_nobody_listening_is_certain(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    await slack.stop()
    with pytest.raises(Unreachable) as failure:
        await adapter.post(round_, open_card())
    # the first try may still meet the connection that was kept alive
    if failure.value.uncertain:
        with pytest.raises(Unreachable) as failure:
            await adapter.post(round_, open_card())
    assert not failure.value.uncertain


async def test_a_channel_without_the_bot_is_refused_with_what_to_do(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.world.channels["C0GENERAL"].has_bot = False
    with pytest.raises(Refused, match="/invite @studybot"):
        await adapter.post(round_, open_card())


async def test_a_missing_permission_is_named(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    slack.world.scopes = frozenset(("chat:write",))
    with pytest.raises(Refused, match="channels:history"):
        await adapter.find(round_, open_card())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("channel_not_found", "no channel “C0GENERAL”"),
        ("is_archived", "archived"),
        ("message_not_found", "gone"),
        ("something_new", "something_new"),
    ],
)
async def test_every_refusal_is_put_in_words(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round, error: str, words: str
) -> None:
    slack.fail("chat.update", error=error)
    with pytest.raises(Refused, match=words):
        await adapter.edit(round_, MessageId("1.0"), open_card())


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_token_that_is_refused_gives_up_no_post(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round, error: str
) -> None:
    slack.fail("chat.*|conversations.history", error=error, times=3)
    for deed in (
        adapter.post(round_, open_card()),
        adapter.find(round_, open_card()),
        adapter.edit(round_, MessageId("1.0"), open_card()),
    ):
        with pytest.raises(Unreachable, match="STUDYBOT_SLACK_BOT_TOKEN") as failure:
            await deed
        assert not failure.value.uncertain


async def test_a_proxy_of_the_environment_is_not_used_for_an_address_that_was_set(
    slack: LoopbackSlack, adapter: SlackAdapter, round_: Round
) -> None:
    """The fixture below sets a proxy that nobody serves before the adapter is made."""
    await adapter.post(round_, open_card())
    await slack.command("quiz")
    await slack.wait_for(lambda: slack.ephemerals())


@pytest.fixture(autouse=True)
def _dead_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
