"""Discord's published API description as the judge of what we send, where it lies beside the repository."""

import importlib.util
import json
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

from tests.platforms.discord import LoopbackDiscord

PLACE = Path(__file__).parents[3] / "shared" / "judge" / "discord_contract.py"


@cache
def contract() -> ModuleType | None:
    """None where the description is not there, as in a copy of this repository alone."""
    spec = importlib.util.spec_from_file_location("discord_contract", PLACE) if PLACE.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def violations(server: LoopbackDiscord) -> list[str]:
    return [
        f"{request.method} {request.path}: {problem}"
        for request in server.requests
        for problem in _problems(request.method, request.path, json.dumps(request.json))
    ]


@lru_cache(maxsize=1024)  # every test registers the same commands, which take a tenth of a second to judge
def _problems(method: str, path: str, body: str) -> tuple[str, ...]:
    judge = contract()
    return () if judge is None else tuple(judge.check(method, path, json.loads(body)))
