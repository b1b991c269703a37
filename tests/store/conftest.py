from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.store.opening import open_store
from bot.ports.store import Store
from tests.fakes_store import MemoryStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study.db"


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[Store]:
    """Whatever holds for one of them holds for the other."""
    if request.param == "memory":
        yield MemoryStore()
    else:
        async with open_store(path) as opened:
            yield opened
