"""A text of several lines by a form: acknowledged at once, answered where the form was asked for."""

import json

import pytest
import structlog

from bot.adapters.slack.adapter import SlackAdapter
from bot.config.settings import SlackSettings
from bot.domain.ids import InterviewId
from bot.presses.interviews import AnswerTurn
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import View
from tests.slack.conftest import running
from tests.slack.study import FakeStudy

PRESS = AnswerTurn(InterviewId("i1"), 0)
TEXT = "Keys & values are kept.\n\n*So* each step is cheaper."


async def opened(slack: LoopbackSlack) -> View:
    await slack.command("interview")
    [asked] = await slack.wait_for(lambda: slack.ephemerals())
    await slack.click(asked, "Answer")
    [view] = await slack.wait_for(lambda: slack.modals())
    return view


@pytest.fixture
async def form(slack: LoopbackSlack, adapter: SlackAdapter) -> View:
    return await opened(slack)


async def test_a_press_opens_the_form_and_leaves_its_message_alone(slack: LoopbackSlack, form: View) -> None:
    assert "Your answer" in form.words
    assert "In your own words" in form.words
    [message] = slack.ephemerals()
    assert not message.edits


async def test_a_text_reaches_the_core_as_written_and_its_reply_takes_the_question_s_place(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    sent = await slack.submit_view(form, text=TEXT)
    [message] = slack.ephemerals()
    await slack.wait_for(lambda: "Compare" in message.words)
    assert study.submitted == [(PRESS, {"text": TEXT})]
    assert not slack.modals()
    assert sent.latency is not None
    assert sent.latency < 3
    actor = study.actors[-1]
    assert (actor.account, actor.channel) == ("slack:T0STUDY/U0ADA", "slack:T0STUDY/C0GENERAL")


async def test_a_form_that_was_opened_before_a_restart_still_finds_its_way(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> None:
    async with running(settings, study):
        form = await opened(slack)
    again = FakeStudy()
    async with running(settings, again):
        await slack.submit_view(form, text=TEXT)
        await slack.wait_for(lambda: "Compare" in slack.ephemerals()[0].words)
    assert again.submitted == [(PRESS, {"text": TEXT})]


async def test_whoever_writes_for_longer_than_an_address_lives_gets_a_message_of_their_own(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    start = slack.world.now()
    slack.world.now = lambda: start + 1900
    await slack.submit_view(form, text=TEXT)
    await slack.wait_for(lambda: len(slack.ephemerals()) == 2)
    assert "Compare" in slack.ephemerals()[1].words
    assert not slack.ephemerals("grace")


async def test_a_form_that_slack_will_not_open_leaves_the_question_and_its_button(
    slack: LoopbackSlack, adapter: SlackAdapter
) -> None:
    slack.fail("views.open", status=200, error="expired_trigger_id")
    await slack.command("interview")
    [asked] = await slack.wait_for(lambda: slack.ephemerals())
    await slack.click(asked, "Answer")
    await slack.wait_for(lambda: asked.edits)
    assert [button["text"]["text"] for button in asked.buttons] == ["Answer"]


async def test_an_accident_is_told_and_the_log_holds_no_word_of_the_text(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    study.broken = True
    with structlog.testing.capture_logs() as logs:
        await slack.submit_view(form, text=TEXT)
        await slack.wait_for(lambda: "Sorry, that went wrong" in slack.ephemerals()[-1].words)
    assert logs
    assert "values are kept" not in str(logs)


async def test_the_form_remembers_no_more_than_where_it_was_asked_for(
    slack: LoopbackSlack, form: View
) -> None:
    assert set(json.loads(form.content["private_metadata"])) == {"response_url", "channel", "container"}
