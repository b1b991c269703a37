"""A disk that takes nothing is said once a look by whoever rings, as no fault of a quiz or a competition."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import structlog

from bot.app import contest_clock
from bot.app.notices import deliver
from bot.ports.trouble import StoreFull
from tests.app.inbox import GRACE, office
from tests.app.live_table import Table
from tests.app.season_table import season_table
from tests.app.test_notices import concern


async def _full(*_: object, **__: object) -> None:
    raise StoreFull("database or disk is full")


async def _is_passed_on(look: Callable[[], Awaitable[object]]) -> None:
    with structlog.testing.capture_logs() as lines, pytest.raises(StoreFull):
        await look()
    assert lines == []


async def test_by_a_live_quiz(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table()
    await table.begin()
    table.clock.advance(minutes=5)
    with monkeypatch.context() as patch:
        patch.setattr(table.ctx.store.live, "advance", _full)
        await _is_passed_on(table.look)
    before = await table.quiz()
    await table.look()
    assert await table.quiz() != before


async def test_by_a_competition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with season_table(tmp_path / "study.db") as table:
        await table.say("competition start Autumn cup to 10d")
        table.clock.advance(days=5)
        with monkeypatch.context() as patch:
            patch.setattr(table.ctx.store.contests, "halve", _full)
            await _is_passed_on(lambda: contest_clock.look(table.ctx, table.postman))
        await table.look()
        assert table.titles()[1:] == ["Half-time: Autumn cup"]


async def test_by_what_is_told_in_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with office(tmp_path / "study.db") as at:
        await concern(at, GRACE)
        monkeypatch.setattr(at.ctx.store.notices, "claim", _full)
        await _is_passed_on(lambda: deliver(at.ctx))
