"""From the start of a process to its first acknowledged click, and what it then holds of memory."""

import statistics
import time
from typing import Any

from tests.bench.stage import FLOOR, OURS, stage

TURNS = 5
SETTLES_IN = 2.0  # seconds


def starts() -> dict[str, Any]:
    """Ours is ready when both platforms are; the floor has Discord only."""
    ours, floor = [], []
    for _ in range(TURNS):
        floor.append(_start(*FLOOR, "send", with_slack=False))
        ours.append(_start(*OURS, with_slack=True))
    described = {"studybot": _describe(ours), "floor": _describe(floor)}
    ratio = {key: described["studybot"][key] / described["floor"][key] for key in ("seconds", "megabytes")}
    return {**described, "ratio": ratio}


def _start(*bot: str, with_slack: bool) -> tuple[float, float, float]:
    """Seconds to the first click, seconds of processor time until then, and megabytes when idle."""
    with stage(*bot, with_slack=with_slack) as running:
        cpu = running.bot.cpu_seconds
        time.sleep(SETTLES_IN)
        return running.started_in, cpu, running.bot.megabytes


def _describe(turns: list[tuple[float, float, float]]) -> dict[str, float]:
    seconds, cpu, megabytes = (statistics.median(column) for column in zip(*turns, strict=True))
    return {"seconds": seconds, "cpu_seconds": cpu, "megabytes": megabytes}
