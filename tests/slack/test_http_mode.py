"""HTTP mode: the same journey over signed requests."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web

from bot.adapters.clock import SystemClock
from bot.adapters.slack.adapter import SlackAdapter
from bot.config.settings import SlackSettings
from bot.domain.round import Round
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import running
from tests.slack.study import FakeStudy, open_card


@pytest.fixture
async def adapter(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> AsyncIterator[SlackAdapter]:
    async with running(replace(settings, http=True, app_token=""), study) as made:
        app = web.Application()
        app.add_routes(made.routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        slack.http.address = f"http://{host}:{port}/slack/events"
        yield made
        await runner.cleanup()


@pytest.fixture(autouse=True)
def _the_real_time(slack: LoopbackSlack) -> None:
    """Bolt compares a request's time with the machine's clock."""
    slack.world.now = type(slack.world)().now


async def test_a_click_and_a_command_are_answered(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy, round_: Round
) -> None:
    await adapter.post(round_, open_card())
    await slack.click(slack.messages()[0], "A")
    await slack.wait_for(lambda: slack.ephemerals())
    await slack.command("quiz")
    await slack.wait_for(lambda: len(slack.ephemerals()) == 2)
    assert not slack.socket.tickets_given


async def test_home_opens(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    await slack.open_home()
    await slack.wait_for(lambda: slack.home())


async def test_it_is_ready_once_slack_knows_the_token(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    await slack.wait_for(lambda: slack.calls("auth.test"))
    await slack.command("quiz")
    await slack.wait_for(lambda: slack.ephemerals())
    assert adapter.state() == "ready"


async def test_slack_s_challenge_is_answered(slack: LoopbackSlack, adapter: SlackAdapter) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "say it"})
    assert await slack.http.post(body, "application/json") == (200, {"challenge": "say it"})


@pytest.mark.parametrize("wrong", [{"secret": "another"}, {"age": 301.0}])
async def test_a_request_that_slack_did_not_sign_now_is_refused(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy, wrong: dict[str, object]
) -> None:
    status, _ = await slack.http.post(
        "command=%2Fstudy&text=quiz",
        "application/x-www-form-urlencoded",
        **wrong,  # type: ignore[arg-type]
    )
    assert status == 401
    assert not study.commands


@pytest.mark.parametrize("body", ["[1]", "7", "null", "{", "[" * 100_000, "payload=%5B1%5D", "payload=%7B"])
@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=hex"])
async def test_what_is_signed_and_no_event_is_refused(
    slack: LoopbackSlack, adapter: SlackAdapter, body: str, kind: str
) -> None:
    is_form = body.startswith("payload")
    status, _ = await slack.http.post(body, "application/x-www-form-urlencoded" if is_form else kind)
    assert status == 400


GARBAGE = {
    "no text": b"\xff\xfe command=%2Fstudy",
    "a list": b"[1, 2]",
    "a number": b"7",
    "no JSON in a form": b"payload=%7Bnot+JSON",
    "deep": b"[" * 100_000,
}
FORGED = {
    "nothing": {},
    "letters": {"X-Slack-Request-Timestamp": "now", "X-Slack-Signature": "v0=00"},
    "accents": {"X-Slack-Request-Timestamp": "{now}", "X-Slack-Signature": "v0=é"},
}


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded; charset=ebcdic-9"])
@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
async def test_what_strangers_send_is_refused_before_anybody_reads_it(
    slack: LoopbackSlack, adapter: SlackAdapter, body: bytes, headers: dict[str, str], kind: str
) -> None:
    now = int(SystemClock().now().timestamp())
    signed = {name: value.format(now=now) for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as stranger,
        stranger.post(slack.http.address, data=body, headers={"Content-Type": kind, **signed}) as answer,
    ):
        assert answer.status == 401
