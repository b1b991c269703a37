"""Clicks through a loopback Discord; the bots take turns, so that a busy machine slows all of them down."""

import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.bench.stage import FLOOR, OURS, PEOPLE, Stage, stage

OURS_NAME, FLOOR_NAME, DEFER_NAME, BUTTON_NAME = "studybot", "floor", "floor_defer", "floor_button"
TURNS = 6
SATURATED_CLICKS, IN_FLIGHT = 1200, 32
PACED_CLICKS, RATE = 500, 100.0  # a turn of 5 s; six of them are 30 s
CROWD_AT_ONCE = 200


@dataclass
class Measured:
    """All turns of one bot; `rates` are clicks a second of each turn."""

    latencies: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    cpu: float = 0.0
    crowd_cpu: float = 0.0
    seconds: float = 0.0

    @property
    def clicks(self) -> int:
        return len(self.latencies)


@contextmanager
def stages() -> Iterator[Mapping[str, Stage]]:
    """Each bot on platforms of its own, its people known to it."""
    with ExitStack() as stack:
        made = {
            OURS_NAME: stack.enter_context(stage(*OURS, with_slack=True)),
            FLOOR_NAME: stack.enter_context(stage(*FLOOR, "send", with_slack=False)),
            DEFER_NAME: stack.enter_context(stage(*FLOOR, "defer", with_slack=False)),
            BUTTON_NAME: stack.enter_context(stage(*FLOOR, "button", with_slack=False)),
        }
        for each in made.values():
            _turn(each, Measured(), clicks=2 * PEOPLE, in_flight=IN_FLIGHT)
        yield made


def saturated(bots: Mapping[str, Stage]) -> dict[str, Any]:
    """Clicks a second with 32 in flight."""
    measured = _turns(bots, clicks=SATURATED_CLICKS, in_flight=IN_FLIGHT)
    return _compared(measured, _speed, lambda us, floor: {"speed": us["per_second"] / floor["per_second"]})


def _speed(m: Measured) -> dict[str, float]:
    return {
        "per_second": statistics.median(m.rates),
        "best_per_second": max(m.rates),
        "cpu_ms_a_click": 1000 * m.cpu / m.clicks,
        "of_a_core": m.cpu / m.seconds,
        "crowd_of_a_core": m.crowd_cpu / m.seconds,
    }


def paced(bots: Mapping[str, Stage]) -> dict[str, Any]:
    """From click to acknowledgement at 100 clicks a second."""
    measured = _turns(bots, clicks=PACED_CLICKS, rate=RATE)
    return _compared(
        measured,
        _delays,
        lambda us, floor: {key: us[key] / floor[key] for key in ("p50_ms", "p99_ms", "cpu_ms_a_click")},
    )


def _delays(m: Measured) -> dict[str, float]:
    hundredths = statistics.quantiles(m.latencies, n=100)
    return {
        "p50_ms": 1000 * hundredths[49],
        "p99_ms": 1000 * hundredths[98],
        "max_ms": 1000 * max(m.latencies),
        "cpu_ms_a_click": 1000 * m.cpu / m.clicks,
        "seconds": m.seconds,
    }


def at_once(bots: Mapping[str, Stage]) -> dict[str, Any]:
    """The last acknowledgement of 200 clicks at once."""
    measured = _turns(bots, clicks=CROWD_AT_ONCE, in_flight=CROWD_AT_ONCE)
    return _compared(
        measured,
        lambda m: {"last_ms": 1000 * statistics.median(m.last), "worst_last_ms": 1000 * max(m.last)},
        lambda us, floor: {"last_ms": us["last_ms"] / floor["last_ms"]},
    )


def _turns(bots: Mapping[str, Stage], **order: Any) -> dict[str, Measured]:
    measured = {name: Measured() for name in bots}
    for _ in range(TURNS):
        for name, bot in bots.items():
            _turn(bot, measured[name], **order)
    return measured


def _turn(bot: Stage, into: Measured, **order: Any) -> None:
    cpu = bot.bot.cpu_seconds
    outcome = bot.crowd.ask("click", messages=bot.messages, people=PEOPLE, **order)
    into.cpu += bot.bot.cpu_seconds - cpu
    into.latencies += outcome["latencies"]
    into.last.append(max(outcome["latencies"]))
    into.rates.append(order["clicks"] / outcome["seconds"])
    into.crowd_cpu += outcome["crowd_cpu"]
    into.seconds += outcome["seconds"]


Figures = dict[str, float]


def _compared(
    measured: Mapping[str, Measured],
    describe: Callable[[Measured], Figures],
    ratio: Callable[[Figures, Figures], Figures],
) -> dict[str, Any]:
    described = {name: describe(each) for name, each in measured.items()}
    ours = described[OURS_NAME]
    return {
        **described,
        "ratio": ratio(ours, described[FLOOR_NAME]),
        "ratio_to_button": ratio(ours, described[BUTTON_NAME]),
    }
