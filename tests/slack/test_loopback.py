"""The loopback Slack refuses what Slack refuses, with a plain client and no adapter."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message

CHANNEL = "C0GENERAL"


@pytest.fixture
def client(slack: LoopbackSlack) -> AsyncWebClient:
    return AsyncWebClient(slack.world.bot_token, f"{slack.api}/api/")


def section(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str = "a", label: str = "x", value: str = "v") -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons)}


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([section()] * 51, "invalid_blocks"),
        ([section("x" * 3001)], "invalid_blocks"),
        ([section(" ")], "invalid_blocks"),
        ([{"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}], "invalid_blocks"),
        ([{"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}], "invalid_blocks"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "invalid_blocks"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "invalid_blocks"),
        ([actions(button("a"), button("a"))], "invalid_blocks"),
        ([actions(*(button(str(n)) for n in range(26)))], "invalid_blocks"),
        ([actions(button(label="x" * 76))], "invalid_blocks"),
        ([actions(button(value="x" * 2001))], "invalid_blocks"),
        ([actions(button("x" * 256))], "invalid_blocks"),
        ([{"type": "nonsense"}], "invalid_blocks"),
        ([section("x" * 2900)] * 5, "msg_blocks_too_long"),
    ],
)
async def test_wrong_blocks_are_refused(
    slack: LoopbackSlack, client: AsyncWebClient, blocks: list[dict[str, Any]], error: str
) -> None:
    with pytest.raises(SlackApiError, match=error):
        await client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)
    assert not slack.messages()


async def test_history_is_asked_for_with_get_and_shows_metadata_on_demand(
    slack: LoopbackSlack, client: AsyncWebClient
) -> None:
    metadata = {"event_type": "e", "event_payload": {"round": "r1"}}
    await client.chat_postMessage(channel=CHANNEL, text="x", metadata=metadata)
    with_it = await client.conversations_history(channel=CHANNEL, include_all_metadata=True)
    without = await client.conversations_history(channel=CHANNEL)
    assert with_it["messages"][0]["metadata"] == metadata
    assert "metadata" not in without["messages"][0]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.api_call("conversations.history", http_verb="POST", json={"channel": CHANNEL})


async def test_a_response_address_is_good_for_five_answers(slack: LoopbackSlack) -> None:
    url = slack._url(CHANNEL, slack.world.user("ada").id, None)
    async with aiohttp.ClientSession() as session:
        statuses = [(await session.post(url, json={"text": "x"})).status for _ in range(6)]
    assert statuses == [200] * 5 + [404]
    assert len(slack.ephemerals("ada")) == 5


async def test_a_trigger_is_good_once(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    trigger = slack._triggers.new_id(slack.world.user("ada").id, CHANNEL)
    title = {"type": "plain_text", "text": "x"}
    view = {"type": "modal", "title": title, "blocks": [section()]}
    await client.views_open(trigger_id=trigger, view=view)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await client.views_open(trigger_id=trigger, view=view)


async def test_a_trigger_is_good_for_three_seconds(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    trigger = slack._triggers.new_id(slack.world.user("ada").id, CHANNEL)
    later = slack.world.now() + 4
    slack.world.now = lambda: later
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=trigger, view={})


async def test_the_vendor_s_own_retries_post_twice(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    """Why the adapter switches them off."""
    slack.fail("chat.postMessage", cut=True, accepted=True)
    await client.chat_postMessage(channel=CHANNEL, text="x")
    assert len(slack.messages()) == 2


async def test_a_button_that_a_message_does_not_have_cannot_be_clicked(slack: LoopbackSlack) -> None:
    message = Message("1.0", CHANNEL, "x", [actions(button())])
    with pytest.raises(LookupError, match="no button"):
        await slack.click(message, "another")
