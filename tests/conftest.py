import os
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
import structlog
from hypothesis import settings

# NumPy's threads wait by spinning: on a busy machine that takes longer than the work; set before its import
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# CI tries the same examples every time; on a developer's machine each run looks for new ones
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

WAITING = ("tests/faults/", "tests/e2e/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mix tests that mostly wait for other processes with files that compute, so that no processor idles.

    The same order every time. What waits comes early, so that the last of it does not keep all others.
    """
    chance, blocks = random.Random(1), defaultdict[str, list[pytest.Item]](list)
    for item in items:
        waits = item.nodeid.startswith(WAITING)
        blocks[item.nodeid if waits else item.nodeid.partition("::")[0]].append(item)
    places = {name: chance.random() * (0.75 if name.startswith(WAITING) else 1.0) for name in blocks}
    items[:] = chain.from_iterable(blocks[name] for name in sorted(blocks, key=places.__getitem__))


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    """What our own code logs meanwhile."""
    with structlog.testing.capture_logs() as entries:
        yield entries
