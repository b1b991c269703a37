from dataclasses import replace

import pytest

from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Tone
from bot.commands import (
    AddSchedule,
    Command,
    EditSchedule,
    ListSchedules,
    PauseSchedule,
    PreviewSchedule,
    RemoveSchedule,
    ResumeSchedule,
    ScheduleFields,
    SkipDate,
)
from bot.domain.ids import ChannelId
from bot.domain.people import Actor
from bot.domain.round import Reveal
from bot.plain import to_plain
from tests.builders import HALL, actor, schedule

BOSS = actor("boss", manager=True)
FIELDS = ScheduleFields(times="09:00", weekdays="mon-fri", zone="europe/berlin", reveal="at close")


async def said(study: StudyBot, command: Command, who: Actor = BOSS) -> str:
    return to_plain((await study.command(command, who)).card)


async def test_a_schedule_is_added_listed_and_previewed_with_zone_and_offset(
    ctx: Context, study: StudyBot
) -> None:
    added = await said(study, AddSchedule(FIELDS))
    assert "Schedule daily added" in added
    [kept] = await ctx.store.schedules.all()
    assert (kept.channel, kept.reveal, kept.zone.key) == (HALL, Reveal.AT_CLOSE, "Europe/Berlin")
    assert "Mon-Fri at 09:00, Europe/Berlin" in await said(study, ListSchedules())
    preview = await said(study, PreviewSchedule("daily"), actor("member"))
    assert "1: Tue 24 Nov 2026, 09:00 (CET, UTC+01:00)" in preview
    assert "5: " in preview


async def test_names_are_given_and_never_taken_twice(ctx: Context, study: StudyBot) -> None:
    await study.command(AddSchedule(FIELDS), BOSS)
    await study.command(AddSchedule(FIELDS), BOSS)
    assert {s.id for s in await ctx.store.schedules.all()} == {"daily", "daily-2"}
    assert "already" in await said(study, AddSchedule(FIELDS, name="daily"))


async def test_every_problem_is_told_at_once(ctx: Context, study: StudyBot) -> None:
    bad = ScheduleFields(
        times="25:00", zone="Europe/Berlim", levels="hardest", topics="atention", thread="maybe"
    )
    text = await said(study, AddSchedule(bad, name="No Name"))
    for hint in ("No Name", "25:00", "Europe/Berlin", "hardest", "attention", "maybe"):
        assert hint in text
    assert not await ctx.store.schedules.all()


async def test_a_schedule_is_paused_resumed_skipped_edited_and_removed(ctx: Context, study: StudyBot) -> None:
    await study.command(AddSchedule(FIELDS, name="morning"), BOSS)
    assert "nothing is asked" in (await said(study, PauseSchedule("morning"))).lower()
    assert "resumed" in await said(study, ResumeSchedule("morning"))
    assert "2026-11-24" in await said(study, SkipDate("morning"))
    assert "2026-12-24" in await said(study, SkipDate("morning", "2026-12-24"))
    await study.command(EditSchedule("morning", ScheduleFields(times="17:30", levels="expert")), BOSS)
    [kept] = await ctx.store.schedules.all()
    assert f"{kept.times[0]:%H:%M}" == "17:30"
    assert len(kept.skip_dates) == 2
    await study.command(EditSchedule("morning", ScheduleFields(levels="any", tags="softmax")), BOSS)
    [kept] = await ctx.store.schedules.all()
    assert (kept.filter.levels, kept.filter.tags) == (frozenset(), frozenset({"softmax"}))
    assert "removed" in await said(study, RemoveSchedule("morning"))
    assert not await ctx.store.schedules.all()


async def test_what_the_file_keeps_chat_does_not_change(ctx: Context, postman: Postman) -> None:
    ctx = replace(ctx, file_schedules=(schedule("filed", from_file=True),))
    study = StudyBot(ctx, postman)
    refusal = (await study.command(PauseSchedule("filed"), BOSS)).card
    assert refusal.tone is Tone.REFUSAL
    assert "config/study.yaml" in to_plain(refusal)
    assert not await ctx.store.schedules.all()
    assert "config/study.yaml" in await said(study, ListSchedules())


async def test_other_workspaces_schedules_are_not_in_reach(ctx: Context, study: StudyBot) -> None:
    elsewhere = actor("boss", channel=ChannelId("discord:1/2"), manager=True)
    await study.command(AddSchedule(FIELDS, name="ours"), BOSS)
    assert "no schedule ours" in await said(study, RemoveSchedule("ours"), elsewhere)
    assert "another workspace" in await said(study, AddSchedule(FIELDS, channel=HALL), elsewhere)
    assert await study.schedules("", elsewhere.workspace) == []


@pytest.mark.parametrize(
    "command", [AddSchedule(FIELDS), PauseSchedule("x"), RemoveSchedule("x"), SkipDate("x")]
)
async def test_members_are_refused_kindly(ctx: Context, study: StudyBot, command: Command) -> None:
    reply = await study.command(command, actor("member"))
    assert reply.card.tone is Tone.REFUSAL
    assert not await ctx.store.schedules.all()
