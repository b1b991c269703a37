"""Measures everything that `make bench` shows: each figure beside its floor, taken in the same run.

python -m tests.bench [--only NAME]…
"""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from tests.bench import bank, clicks, contests, core, importing, live, regrade, starts, store, teams

Figures = Mapping[str, Any]
Figure = Callable[[], Figures]

ALONE: Mapping[str, Figure] = {
    "bank": bank.measure,
    "store": store.figures,
    "contests": contests.figures,
    "answers": core.answers,
    "starts": starts.starts,
    "live_quiz": live.figures,
    "regrade": regrade.figures,
    "team_boards": teams.figures,
    "importing": importing.figures,
}
ON_STAGE = {"saturated": clicks.saturated, "paced": clicks.paced, "at_once": clicks.at_once}


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench", description="Measure studybot beside its floors.")
    parser.add_argument("--only", action="append", choices=[*ALONE, *ON_STAGE], help="may be repeated")
    wanted = parser.parse_args().only or [*ALONE, *ON_STAGE]
    results = {}
    for name, result in _measured(wanted):
        results[name] = _rounded(result)
        print(f"{name}: {_line(results[name])}", file=sys.stderr)
    print(json.dumps(results, indent=2))


def _measured(wanted: Collection[str]) -> Iterator[tuple[str, Figures]]:
    for name, figure in ALONE.items():
        if name in wanted:
            yield name, _timed(figure)
    if ON_STAGE.keys() & set(wanted):
        with clicks.stages() as bots:
            for name, on_stage in ON_STAGE.items():
                if name in wanted:
                    yield name, _timed(partial(on_stage, bots))


def _timed(figure: Figure) -> Figures:
    start = time.monotonic()
    return {**figure(), "took_seconds": time.monotonic() - start}


def _rounded(figures: Any) -> Any:
    """Three digits that matter."""
    match figures:
        case dict():
            return {name: _rounded(value) for name, value in figures.items()}
        case list():
            return [_rounded(each) for each in figures]
        case float():
            return float(f"{figures:.3g}") if figures < 1000 else round(figures)
        case _:
            return figures


def _line(figures: Figures, path: str = "") -> str:
    parts = [
        _line(value, f"{path}{name} ") if isinstance(value, dict) else f"{path}{name} {value}"
        for name, value in figures.items()
    ]
    return ", ".join(parts)


if __name__ == "__main__":
    main()
