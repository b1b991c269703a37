"""Discord's published API description as the judge of what we send, where it lies beside the repository."""

import importlib.util
from functools import cache
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
    judge = contract()
    if judge is None:
        return []
    return [
        f"{request.method} {request.path}: {problem}"
        for request in server.requests
        for problem in judge.check(request.method, request.path, request.json)
    ]
