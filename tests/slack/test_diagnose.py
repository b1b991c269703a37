"""`doctor` names everything that is missing and what to do."""

from dataclasses import replace

import pytest

from bot.adapters.slack.diagnose import diagnose
from bot.config.settings import SlackSettings
from bot.domain.ids import ChannelId
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import GENERAL


async def test_nothing_is_said_where_all_is_well(slack: LoopbackSlack, settings: SlackSettings) -> None:
    assert await diagnose(settings, [GENERAL]) == []


async def test_http_mode_needs_its_secret(slack: LoopbackSlack, settings: SlackSettings) -> None:
    [problem] = await diagnose(replace(settings, http=True, app_token="", signing_secret=""))
    assert "STUDYBOT_SLACK_SIGNING_SECRET" in problem


@pytest.mark.parametrize("token", ["", "xoxb-the-wrong-kind", "xapp-unknown"])
async def test_socket_mode_needs_its_own_token(
    slack: LoopbackSlack, settings: SlackSettings, token: str
) -> None:
    [problem] = await diagnose(replace(settings, app_token=token))
    assert "STUDYBOT_SLACK_APP_TOKEN" in problem
    assert "connections:write" in problem


async def test_a_wrong_bot_token_is_named(slack: LoopbackSlack, settings: SlackSettings) -> None:
    [problem] = await diagnose(replace(settings, bot_token="xoxb-unknown"), [GENERAL])
    assert "STUDYBOT_SLACK_BOT_TOKEN" in problem


async def test_every_missing_scope_is_named(slack: LoopbackSlack, settings: SlackSettings) -> None:
    slack.world.scopes = slack.world.scopes - {"users:read", "groups:history"}
    problems = await diagnose(settings)
    assert [problem.split()[4].rstrip(",") for problem in problems] == ["groups:history", "users:read"]


async def test_a_channel_without_the_bot_is_named(slack: LoopbackSlack, settings: SlackSettings) -> None:
    slack.world.channels["C0RANDOM"].has_bot = False
    elsewhere = ChannelId("slack:T0OTHER/C1")
    problems = await diagnose(settings, [GENERAL, ChannelId("slack:T0STUDY/C0RANDOM"), elsewhere])
    assert "/invite @studybot" in problems[0]
    assert "slack:T0OTHER/C1 belongs to another workspace" in problems[1]


async def test_a_slack_that_is_away_is_a_problem_too(slack: LoopbackSlack, settings: SlackSettings) -> None:
    await slack.stop()
    problems = await diagnose(settings)
    assert len(problems) == 2
    assert all("cannot be reached" in problem for problem in problems)
