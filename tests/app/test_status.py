"""A manager reads how the bot is: what waits, what failed, what is asked next."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.studybot import StudyBot
from bot.commands import AddSchedule, PauseSchedule, ScheduleFields
from bot.commands.managing import ShowStatus
from bot.domain.ids import ChannelId
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.ports.vitals import Logged, Vitals
from tests.app.inbox import ADA, GRACE, SCALING, Office, office
from tests.builders import round_


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


def with_vitals(at: Office, **vitals: object) -> StudyBot:
    told = Vitals(**vitals)  # type: ignore[arg-type] # each test names what it is about
    return StudyBot(replace(at.ctx, vitals=lambda: told), at.postman)


async def status(study: StudyBot) -> str:
    return to_plain((await study.command(ShowStatus(), ADA)).card)


async def test_a_new_bot_is_well(at: Office) -> None:
    told = await status(at.study)
    assert "All is well" in told
    assert "The playground alone; no platform's token is set." in told
    assert "None yet; /schedule add makes one." in told
    assert "What failed lately" not in told


async def test_it_is_for_managers_alone(at: Office) -> None:
    reply = await at.study.command(ShowStatus(), GRACE)
    assert "That one is for managers" in reply.card.title


async def test_connections_are_told_in_words(at: Office) -> None:
    study = with_vitals(at, connections={"discord": "ready", "slack": "Slack refuses the bot token."})
    told = await status(study)
    assert "Something needs a look" in told
    assert "Discord: connected" in told
    assert "Slack: Slack refuses the bot token." in told


async def test_what_waits_is_told_with_since_when_and_why(at: Office) -> None:
    at.channels.failures = [Unreachable("Slack asks us to wait 30 s", wait=30)]
    await at.ctx.store.rounds.claim(round_("r1"))
    await at.look()
    told = await status(at.study)
    assert "Something needs a look" in told
    assert "1 message, the oldest since Mon 23 Nov, 13:00 CET" in told
    assert "Slack asks us to wait 30 s" in told
    await at.look(seconds=60)
    assert "All is well" in await status(at.study)


async def test_what_will_never_arrive_is_told_with_its_reason(at: Office) -> None:
    at.channels.failures = [Refused("studybot is not in the channel.")]
    await at.ask()
    told = await status(at.study)
    assert "What failed lately" in told
    assert "studybot is not in the channel." in told


async def test_other_workspaces_show_nothing_of_theirs(at: Office) -> None:
    at.channels.failures = [Refused("no such channel")]
    await at.ctx.store.rounds.claim(replace(round_("r2"), channel=ChannelId("slack:T0OTHER/C1")))
    await at.look()
    assert "no such channel" not in await status(at.study)


async def test_a_schedule_tells_its_next_and_its_last_time(at: Office) -> None:
    await at.study.command(AddSchedule(ScheduleFields(times="14:00"), None, "daily"), ADA)
    assert "daily: next Mon 23 Nov, 14:00 CET; nothing asked yet" in await status(at.study)
    await at.look()
    await at.look(hours=1)
    assert "daily: next Tue 24 Nov, 14:00 CET; last asked Mon 23 Nov, 14:00 CET" in await status(at.study)


async def test_a_skipped_or_refused_slot_is_the_schedule_s_trouble(at: Office) -> None:
    await at.study.command(AddSchedule(ScheduleFields(times="14:00"), None, "daily"), ADA)
    await at.look()
    await at.look(hours=10)
    told = await status(at.study)
    assert "last skipped Mon 23 Nov, 23:00 CET: 9 h late" in told
    assert "Something needs a look" in told
    at.channels.failures = [Refused("studybot may not write there.")]
    await at.look(hours=15)
    assert "last asked Tue 24 Nov, 14:00 CET: studybot may not write there." in await status(at.study)


async def test_a_paused_schedule_is_no_trouble(at: Office) -> None:
    await at.study.command(AddSchedule(ScheduleFields(times="14:00"), None, "daily"), ADA)
    await at.look()
    await at.look(hours=10)
    await at.study.command(PauseSchedule("daily"), ADA)
    told = await status(at.study)
    assert "daily: paused; last skipped" in told
    assert "All is well" in told


@pytest.mark.parametrize(("hours", "title"), [(0, "needs a look"), (23, "needs a look"), (25, "All is well")])
async def test_an_error_of_today_is_reason_enough_to_look(at: Office, hours: int, title: str) -> None:
    failed = Logged("backup.failed", 3, at.clock.now() - timedelta(hours=hours))
    told = await status(with_vitals(at, errors=(failed,)))
    assert title in told
    assert "in the log, backup failed (3 times)" in told


async def test_the_rest_is_told_as_far_as_it_is_known(at: Office) -> None:
    now = at.clock.now()
    study = with_vitals(
        at,
        version="1.2.3",
        started_at=now - timedelta(days=3, hours=4, seconds=5),
        database_bytes=5_200_000,
        backed_up_at=now - timedelta(hours=1),
        errors=(Logged("discord.press_failed", 2, now),),
    )
    told = await status(study)
    assert "Questions: 2" in told
    assert "Database: 5.2 MB" in told
    assert "Last backup: Mon 23 Nov, 12:00 CET" in told
    assert "Release: 1.2.3, at work for 3 d 4 h" in told
    assert "in the log, discord press failed (2 times)" in told
    assert "Last backup" not in await status(at.study)
    assert SCALING.prompt not in told
