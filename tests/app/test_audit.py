"""Managers can read who did what, when and why."""

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.store.connection import open_raw
from bot.commands import (
    AddSchedule,
    Ask,
    EditSchedule,
    PauseSchedule,
    ReloadBank,
    RemoveSchedule,
    ScheduleFields,
    SkipDate,
)
from bot.commands.managing import ClearInbox, SetInbox, ShowAudit
from bot.domain.audit import Deed
from bot.domain.ids import ChannelId, QuestionId
from bot.plain import to_plain
from bot.presses.managing import ReadAudit, VoidRound
from bot.wording.forms import TEXT
from bot.wording.managing import DEEDS
from tests.app.inbox import ADA, GRACE, HERE, MODS, SCALING, Office, button, office


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


async def log(at: Office, page: int = 1) -> str:
    return to_plain((await at.study.command(ShowAudit(page), ADA)).card)


async def test_every_deed_of_a_manager_stands_in_the_log(at: Office) -> None:
    study = at.study
    await study.command(SetInbox(MODS), ADA)
    await study.command(AddSchedule(ScheduleFields(times="09:00"), None, "daily"), ADA)
    await study.command(EditSchedule("daily", ScheduleFields(times="10:00")), ADA)
    await study.command(PauseSchedule("daily"), ADA)
    await study.command(SkipDate("daily", "2026-12-24"), ADA)
    await study.command(RemoveSchedule("daily"), ADA)
    await study.command(ReloadBank(), ADA)
    await study.command(Ask(SCALING.id), ADA)
    await study.command(ClearInbox(), ADA)
    entries, _ = await at.ctx.store.audit.page(HERE, 1)
    assert [(entry.deed, entry.subject, entry.reason) for entry in reversed(entries)] == [
        (Deed.INBOX_SET, MODS, ""),
        (Deed.SCHEDULE_ADDED, "daily", ""),
        (Deed.SCHEDULE_CHANGED, "daily", "changed"),
        (Deed.SCHEDULE_CHANGED, "daily", "paused"),
        (Deed.SCHEDULE_CHANGED, "daily", "skipped"),
        (Deed.SCHEDULE_REMOVED, "daily", ""),
        (Deed.BANK_RELOADED, "", ""),
        (Deed.QUESTION_ASKED, SCALING.id, ""),
        (Deed.INBOX_CLEARED, "", ""),
    ]
    assert "Mon 23 Nov, 13:00 CET: Ada added the schedule daily" in await log(at)


async def test_what_came_to_nothing_does_not(at: Office) -> None:
    await at.study.command(ReloadBank(), GRACE)
    await at.study.command(RemoveSchedule("daily"), ADA)
    await at.study.command(Ask(QuestionId("no-such")), ADA)
    assert "Nothing yet" in await log(at)


async def test_a_decision_stands_there_with_its_reason(at: Office) -> None:
    asked = await at.ask()
    await at.choose(asked, GRACE, 0)
    await at.report(asked, GRACE, "cut off")
    [case] = await at.ctx.store.reports.open(HERE, 5)
    shown = await at.study.command(ShowAudit(), ADA)
    assert shown.card.title == "Nothing yet"
    await at.study.submit(VoidRound(case.id), {TEXT: "The options were cut off."}, ADA)
    assert f"Ada voided a round of {SCALING.id}: “The options were cut off.”" in await log(at)


async def test_older_pages_are_a_button_away_and_for_managers_alone(at: Office) -> None:
    for _ in range(12):
        await at.study.command(ReloadBank(), ADA)
        at.clock.advance(hours=1)
    first = (await at.study.command(ShowAudit(), ADA)).card
    assert [one.label for one in first.buttons] == ["Older"]
    second = await at.study.press(button(first, "Older").press, ADA)
    assert second.replaces
    assert to_plain(second.card).count("Ada read the question bank anew") == 2
    assert [one.label for one in second.card.buttons] == ["Newer"]
    assert "Nothing older" in await log(at, 3)
    assert "That one is for managers" in (await at.study.press(ReadAudit(2), GRACE)).card.title
    assert "That one is for managers" in (await at.study.command(ShowAudit(), GRACE)).card.title


async def test_another_workspace_has_a_log_of_its_own(at: Office) -> None:
    await at.study.command(ReloadBank(), ADA)
    elsewhere = replace(ADA, channel=ChannelId("web:elsewhere/1"))
    assert (await at.study.command(ShowAudit(), elsewhere)).card.title == "Nothing yet"


async def test_a_person_who_was_forgotten_is_somebody(at: Office, tmp_path: Path) -> None:
    await at.study.command(ReloadBank(), ADA)
    with closing(open_raw(tmp_path / "study.db")) as connection:
        connection.execute("UPDATE audit SET by = NULL")
    assert "somebody who has left read the question bank anew" in await log(at)


def test_every_deed_has_words() -> None:
    assert set(DEEDS) == set(Deed)
