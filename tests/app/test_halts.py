"""Schedules that stop because their questions cannot be posted, and the managers who hear of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card
from bot.commands import (
    AddSchedule,
    EditSchedule,
    ListSchedules,
    PreviewSchedule,
    ResumeSchedule,
    ScheduleFields,
)
from bot.commands.managing import ShowAudit, ShowInbox
from bot.domain.ids import ChannelId
from bot.plain import to_plain
from bot.ports.outside import NotServed, Over, Refused
from tests.app.inbox import ADA, GRACE, Office, button, office
from tests.builders import actor, schedule

NO = Refused("The bot lacks Send Messages in #general.")
FROM_FILE = schedule("from-file", from_file=True)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    """09:01 in Berlin, with a schedule of the config file for every day at 9."""
    async with office(tmp_path / "study.db") as made:
        made.ctx = replace(made.ctx, file_schedules=(FROM_FILE,))
        made.postman = Postman(made.ctx)
        made.study = StudyBot(made.ctx, made.postman)
        made.clock.time = made.clock.time.replace(hour=8, minute=1)
        await made.look()
        yield made


async def fail(at: Office, times: int = 3, problem: Exception = NO) -> None:
    for _ in range(times):
        at.channels.failures = [problem]
        await at.look(days=1)
        at.channels.failures = []


async def seen(at: Office) -> None:
    """Ada acts as a manager, so that there is somebody to tell."""
    await at.study.command(ShowInbox(), ADA)


async def said(at: Office, command: ListSchedules | PreviewSchedule | ResumeSchedule) -> Card:
    return (await at.study.command(command, ADA)).card


async def test_a_schedule_of_the_config_file_stops_and_is_resumed_without_a_change_of_the_file(
    at: Office,
) -> None:
    await seen(at)
    await fail(at)
    listed = await said(at, ListSchedules())
    assert "from-file (stopped)" in to_plain(listed)
    assert "lacks Send Messages in #general" in to_plain(listed)
    assert "since Thu 26 Nov, 09:01 CET" in to_plain(listed)
    assert "until a manager resumes it" in to_plain(await said(at, PreviewSchedule()))
    await at.look(days=2)
    assert at.channels.posts == 0
    resumed = await at.study.press(button(listed, "Resume from-file").press, ADA)
    assert resumed.replaces
    assert "Schedule from-file resumed" in to_plain(resumed.card)
    assert "stopped" not in to_plain(await said(at, ListSchedules()))
    await at.look(days=1)
    assert at.channels.posts == 1
    assert "changed the schedule from-file: “resumed”" in to_plain(
        (await at.study.command(ShowAudit(), ADA)).card
    )


async def test_each_schedule_stops_by_itself_and_a_change_of_it_does_not_resume_it(at: Office) -> None:
    await at.study.command(AddSchedule(ScheduleFields(times="09:00")), ADA)
    await fail(at, times=6)  # one post a day: first the one schedule, then the other
    assert set(await at.ctx.store.troubles.halts()) == {"daily", "from-file"}
    edited = await at.study.command(EditSchedule("daily", ScheduleFields(times="10:00")), ADA)
    assert "Stopped: The bot lacks Send Messages" in to_plain(edited.card)
    await said(at, ResumeSchedule("daily"))
    assert set(await at.ctx.store.troubles.halts()) == {"from-file"}


async def test_whoever_manages_first_is_told_of_what_nobody_could_be_told_before(at: Office) -> None:
    await fail(at)
    assert at.tellers.told == []
    await seen(at)
    await at.look(minutes=1)
    titles = [card.title for card in at.told(ADA)]
    assert titles == ["A channel takes no post of mine", "Schedule from-file has stopped asking"]
    await at.look(minutes=1)
    assert len(at.told(ADA)) == 2


async def test_what_nobody_in_a_workspace_can_mend_halts_nothing(at: Office) -> None:
    await seen(at)
    await fail(at, times=4, problem=NotServed("Slack refuses the bot token"))
    await fail(at, times=4, problem=Over("the question closed before it could be posted"))
    assert await at.ctx.store.troubles.halts() == {}
    assert at.told(ADA) == []


async def test_a_button_of_elsewhere_or_of_an_older_halt_resumes_nothing(at: Office) -> None:
    await seen(at)
    await fail(at)
    press = button(at.told(ADA)[-1], "Resume from-file").press
    stranger = replace(actor("eve", manager=True), channel=ChannelId("discord:7/8"))
    for who in (GRACE, stranger):
        assert "That one is for managers" in to_plain((await at.study.press(press, who)).card)
    assert await at.ctx.store.troubles.halts()
    await at.study.press(press, ADA)
    await fail(at)
    assert "not stopped any more" in to_plain((await at.study.press(press, ADA)).card)
    assert await at.ctx.store.troubles.halts()


async def test_a_channel_that_works_again_before_anybody_was_told_is_not_worth_a_word(at: Office) -> None:
    await fail(at, times=1)
    await at.look(days=1)
    await seen(at)
    await at.look(minutes=1)
    assert at.told(ADA) == []
