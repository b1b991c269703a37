"""docs/reliability.md names files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [line for line in (ROOT / "docs" / "reliability.md").read_text().splitlines() if line.startswith("| ")]
NAME = re.compile(r"`((?:bot|tests)/[\w/.]+|\w+\.py)`")


def named(cell: str) -> list[Path]:
    """A name without a folder lies beside the one before it."""
    found: list[Path] = []
    for name in NAME.findall(cell):
        found.append(ROOT / name if "/" in name else found[-1].with_name(name))
    return found


PROMISES = [row.strip("| ").split(" | ") for row in ROWS if not row.startswith(("| ---", "| Promise"))]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[0][:40])
def test_what_keeps_a_promise_and_what_proves_it_are_there(promise: list[str]) -> None:
    _, mechanism, test = promise
    assert [path for path in named(mechanism) + named(test) if not path.exists()] == []
    assert named(test) or "`make " in test
