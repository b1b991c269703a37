"""Hide, be forgotten and be taken off the boards on a loopback Slack, with a real database behind."""

from bot.app.ask import ask_now
from tests.contexts import Stage
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import GENERAL
from tests.slack.test_inbox import private, stage  # noqa: F401 - a fixture


async def test_a_member_is_forgotten_after_being_asked_twice(
    slack: LoopbackSlack,
    stage: Stage,  # noqa: F811 - the fixture
) -> None:
    await ask_now(stage.ctx, GENERAL)
    await stage.look_around()
    await slack.click(slack.messages()[-1], "B", "grace")
    await private(slack, "grace", "points in all")
    await slack.command("privacy delete", "grace")
    await slack.click(await private(slack, "grace", "Be forgotten?"), "Go on", "grace")
    await slack.click(
        await private(slack, "grace", "Delete all of this?"), "Delete it all, for good", "grace"
    )
    await private(slack, "grace", "You are forgotten")
    await slack.command("leaderboard", "ada")
    assert "anonymous" in (await private(slack, "ada", "Leaderboard")).words


async def test_a_manager_takes_somebody_off_the_boards(
    slack: LoopbackSlack,
    stage: Stage,  # noqa: F811 - the fixture
) -> None:
    await ask_now(stage.ctx, GENERAL)
    await stage.look_around()
    await slack.click(slack.messages()[-1], "B", "grace")
    await private(slack, "grace", "points in all")
    await slack.command(f"exclude <@{slack.world.user('grace').id}|grace> shares answers", "boss")
    await private(slack, "boss", "off the boards")
    await slack.command("stats", "grace")
    await private(slack, "grace", "A manager has taken you off the boards")
