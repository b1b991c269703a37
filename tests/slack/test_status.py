"""A manager asks a loopback Slack's bot how it is."""

from bot.app.ask import ask_now
from tests.contexts import Stage
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import GENERAL
from tests.slack.test_inbox import private, stage  # noqa: F401 - a fixture


async def test_a_manager_reads_what_failed_and_a_member_does_not(
    slack: LoopbackSlack,
    stage: Stage,  # noqa: F811 - the fixture
) -> None:
    slack.fail("chat.postMessage", error="is_archived")
    await ask_now(stage.ctx, GENERAL)
    await stage.look_around()
    await slack.command("status", "boss")
    told = await private(slack, "boss", "What failed lately")
    assert "is archived. Unarchive it" in told.words
    await slack.command("status", "grace")
    await private(slack, "grace", "That one is for managers")
