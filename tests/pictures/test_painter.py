"""The drawing process: off the loop, one at a time, quick, kept, and gone when it should be."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.adapters.pictures.painter import ProcessPainter
from bot.domain.attendance import Mark
from bot.domain.pictures import Calendar, Standings
from bot.ports.outside import CannotDraw
from tests.charts import CALENDAR, CHARTS, FIRST, RACE, STANDINGS

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One list of fonts for all, since making it takes a second."""
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture
async def painter(folder: Path) -> AsyncIterator[ProcessPainter]:
    painter = ProcessPainter(folder)
    yield painter
    await painter.close()


async def test_every_chart_becomes_a_picture_of_reasonable_size_and_speed(painter: ProcessPainter) -> None:
    await painter.draw(CHARTS["race-none"])  # what starts the process may take longer
    took = {}
    for name, chart in CHARTS.items():
        start = time.perf_counter()
        content = await painter.draw(chart)
        took[name] = time.perf_counter() - start
        assert content.startswith(PNG)
        assert len(content) <= 300_000
    # a busy machine may take longer for one of them, but not for most
    assert sorted(took.values())[len(took) // 2] <= 0.7, took


async def test_the_loop_goes_on_while_a_picture_is_drawn(painter: ProcessPainter) -> None:
    """In a thread, drawing held the loop up for 70 ms at a time, since it holds the interpreter's lock."""
    await painter.draw(CHARTS["race-none"])
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    used = time.process_time()
    for chart in (STANDINGS, RACE, CALENDAR):
        await painter.draw(chart)
    used = time.process_time() - used
    ticking.cancel()
    assert ticks > 20
    # what other programs do to this machine counts for nothing here
    assert used < 0.15


async def test_a_painter_that_was_told_ahead_draws_its_first_picture_with_a_running_process(
    folder: Path,
) -> None:
    painter = ProcessPainter(folder)
    painter.get_ready()
    painter.get_ready()
    await _until(lambda: painter.is_running)
    process = painter._process
    assert (await painter.draw(STANDINGS)).startswith(PNG)
    assert painter._process is process
    await painter.close()
    painter.get_ready()
    assert painter._trial is not None
    await painter._trial
    assert not painter.is_running


async def test_the_same_value_is_drawn_once(painter: ProcessPainter) -> None:
    first, second = await asyncio.gather(painter.draw(STANDINGS), painter.draw(STANDINGS))
    assert first is second
    assert await painter.draw(STANDINGS) is first


async def test_two_processes_draw_the_same_bytes(folder: Path, painter: ProcessPainter) -> None:
    first = {name: await painter.draw(chart) for name, chart in CHARTS.items()}
    another = ProcessPainter(folder)
    try:
        # in another order, since what was drawn before must not show
        assert {name: await another.draw(CHARTS[name]) for name in sorted(CHARTS, reverse=True)} == first
    finally:
        await another.close()


async def test_several_charts_at_once_come_each_as_itself(painter: ProcessPainter) -> None:
    charts = [Calendar(title=f"Days {n}", first=FIRST, marks=(Mark.RIGHT,) * n) for n in range(1, 5)]
    together = await asyncio.gather(*map(painter.draw, charts))
    assert len(set(together)) == len(charts)
    painter._kept.clear()
    assert [await painter.draw(chart) for chart in charts] == list(together)


async def test_one_who_gives_up_does_not_leave_the_next_with_the_wrong_picture(
    painter: ProcessPainter,
) -> None:
    expected = await painter.draw(CALENDAR)
    painter._kept.clear()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await painter.draw(STANDINGS)
    assert await painter.draw(CALENDAR) == expected


async def test_a_process_that_dies_is_an_error_and_the_next_picture_starts_another(
    painter: ProcessPainter,
) -> None:
    await painter.draw(CALENDAR)
    assert painter._process is not None
    painter._process.kill()
    with pytest.raises(CannotDraw):
        await painter.draw(RACE)
    assert (await painter.draw(RACE)).startswith(PNG)


async def test_a_picture_that_takes_too_long_is_given_up(folder: Path) -> None:
    painter = ProcessPainter(folder, within=0.01)
    with pytest.raises(CannotDraw):
        await painter.draw(CALENDAR)
    assert not painter.is_running


async def test_a_stop_waits_for_no_picture(folder: Path) -> None:
    painter = ProcessPainter(folder)
    drawing = [asyncio.create_task(painter.draw(chart)) for chart in (STANDINGS, RACE)]
    await _until(lambda: painter.is_running)
    async with asyncio.timeout(1):
        await painter.close()
    done = await asyncio.gather(*drawing, return_exceptions=True)
    assert [type(outcome) for outcome in done] == [CannotDraw, CannotDraw]
    assert not painter.is_running


async def test_text_that_is_no_text_is_an_error(painter: ProcessPainter) -> None:
    with pytest.raises(CannotDraw):
        await painter.draw(Standings(title="\ud800", rows=()))


async def test_an_idle_process_ends(folder: Path) -> None:
    painter = ProcessPainter(folder, idle=0.01)
    await painter.draw(CALENDAR)
    await _until(lambda: not painter.is_running)
    painter._kept.clear()
    assert (await painter.draw(CALENDAR)).startswith(PNG)
    await painter.close()


async def test_the_process_knows_no_token(painter: ProcessPainter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYBOT_DISCORD_TOKEN", "made-up")
    await painter.draw(CALENDAR)
    assert painter._process is not None
    assert b"STUDYBOT" not in _environment(painter._process.pid)


async def test_the_process_ends_with_the_bot(folder: Path) -> None:
    """Also with one that is killed: its input ends, and so does it."""
    code = (
        "import asyncio, os, sys\n"
        "from pathlib import Path\n"
        "from bot.adapters.pictures.painter import ProcessPainter\n"
        "from tests.charts import CALENDAR\n"
        "async def main():\n"
        "    painter = ProcessPainter(Path(sys.argv[1]))\n"
        "    await painter.draw(CALENDAR)\n"
        "    print(painter._process.pid, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, str(folder)), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await bot.communicate()
    await _until(lambda: not _is_alive(int(said)))


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():  # noqa: ASYNC110 - another process ends, which no event of ours tells
            await asyncio.sleep(0.01)


def _environment(pid: int) -> bytes:
    place = Path(f"/proc/{pid}/environ")
    return place.read_bytes() if place.exists() else b""


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    # where nobody collects the orphan it stays in the table as a zombie
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


async def test_the_bot_itself_loads_no_matplotlib() -> None:
    code = "import sys, bot.wiring.running; sys.exit(bool({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    assert await process.wait() == 0
