"""Watching a channel."""

import asyncio

from bot.adapters.web.changes import Changes


async def test_a_page_made_before_a_change_hears_of_it_however_late_it_asks() -> None:
    changes = Changes()
    mark = changes.mark
    changes.announce()
    async with asyncio.timeout(1):
        assert await anext(changes.watch(mark, 60)) == changes.mark


async def test_silence_is_broken_by_a_beat() -> None:
    changes = Changes()
    async with asyncio.timeout(1):
        assert await anext(changes.watch(changes.mark, 0.01)) is None


async def test_many_watchers_hear_of_one_change() -> None:
    changes = Changes()
    watches = [changes.watch(changes.mark, 60) for _ in range(3)]
    waiting = [asyncio.ensure_future(anext(watch)) for watch in watches]
    await asyncio.sleep(0)
    changes.announce()
    async with asyncio.timeout(1):
        assert await asyncio.gather(*waiting) == [changes.mark] * 3


async def test_closing_ends_every_watch() -> None:
    changes = Changes()
    watching = asyncio.ensure_future(anext(changes.watch(changes.mark, 60), "ended"))
    await asyncio.sleep(0)
    changes.close()
    async with asyncio.timeout(1):
        assert await watching == "ended"
        assert await anext(changes.watch("elsewhere", 60), "ended") == "ended"


def test_marks_of_two_runs_differ() -> None:
    assert len({Changes().mark for _ in range(10)}) == 10
