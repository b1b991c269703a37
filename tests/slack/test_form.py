"""A new schedule by a form: managers only, errors shown, what was typed kept."""

import asyncio

import pytest

from bot import commands as c
from bot.adapters.slack.adapter import SlackAdapter
from bot.domain.ids import ChannelId
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import View
from tests.slack.study import FakeStudy


@pytest.fixture
async def form(slack: LoopbackSlack, adapter: SlackAdapter) -> View:
    await slack.command("schedule add", user="boss")
    [view] = await slack.wait_for(lambda: slack.modals("boss"))
    return view


async def test_what_the_form_says_becomes_a_schedule(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    filled = {
        "times": "09:00",
        "weekdays": ["mon", "wed"],
        "topics": ["attention", "fine-tuning"],
        "levels": ["expert"],
        "reveal": "at-close",
        "mention": "here",
        "open_for": "8h",
    }
    await slack.submit_view(form, "boss", channel="C0RANDOM", **filled)
    await slack.wait_for(lambda: "The schedule is there" in form.words)
    assert study.schedules_made == [
        c.AddSchedule(
            c.ScheduleFields(
                times="09:00",
                weekdays="mon, wed",
                zone="Europe/Berlin",
                topics="attention, fine-tuning",
                levels="expert",
                reveal="at-close",
                mention="here",
                open_for="8h",
            ),
            ChannelId("slack:T0STUDY/C0RANDOM"),
        )
    ]


async def test_the_form_starts_with_what_most_want(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    await slack.submit_view(form, "boss", times="09:00")
    await slack.wait_for(lambda: study.schedules_made)
    [made] = study.schedules_made
    assert made.channel == "slack:T0STUDY/C0GENERAL"
    assert made.fields == c.ScheduleFields(
        times="09:00", weekdays="mon, tue, wed, thu, fri", zone="Europe/Berlin", reveal="private"
    )


async def test_an_error_is_shown_on_top_and_what_was_typed_stays(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    await slack.submit_view(form, "boss", times="25:99", name="morning")
    await slack.wait_for(lambda: "25:99 is no time of day" in form.words)
    await slack.submit_view(form, "boss", times="09:00")
    await slack.wait_for(lambda: study.schedules_made)
    assert study.schedules_made[0].name == "morning"


async def test_nobody_but_managers_gets_the_form(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    await slack.command("schedule add", user="ada")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("ada"))
    assert "Only managers may do that" in reply.words
    assert not slack.modals("ada")


async def test_a_schedule_in_words_needs_no_form(
    slack: LoopbackSlack, adapter: SlackAdapter, study: FakeStudy
) -> None:
    await slack.command("schedule add 09:00 mon-fri", user="boss")
    [reply] = await slack.wait_for(lambda: slack.ephemerals("boss"))
    assert "The schedule is there" in reply.words


async def test_an_accident_after_the_form_was_sent_is_told(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    study.broken = True
    await slack.submit_view(form, "boss", times="09:00")
    await slack.wait_for(lambda: "Sorry, that went wrong" in form.words)


async def test_a_slow_core_does_not_hold_up_the_acknowledgement(
    slack: LoopbackSlack, form: View, study: FakeStudy
) -> None:
    study.pace = asyncio.Event()
    sent = await slack.submit_view(form, "boss", times="09:00")
    assert "One moment" in form.words
    assert sent.latency is not None
    assert sent.latency < 3
    study.pace.set()
    await slack.wait_for(lambda: "The schedule is there" in form.words)
