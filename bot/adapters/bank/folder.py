"""The bank in use: read from its folder at start, and again when somebody asks."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.adapters.bank.compiled import load_compiled, save_compiled
from bot.adapters.bank.sources import digest, read_sources
from bot.domain.bank import Bank


class BadBank(Exception):
    """The bank cannot be used; `problems` has a line for every reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class BankFolder:
    """Reads `folder`, and keeps a compiled copy in the file `compiled`. BadBank: the bank is not good."""

    def __init__(self, folder: Path, compiled: Path) -> None:
        self._folder = folder
        self._compiled = compiled
        self._bank = load_bank(folder, compiled)

    @property
    def current(self) -> Bank:
        return self._bank

    async def reload(self) -> Sequence[str]:
        """Read the bank anew; on any error keep the old one and return every error, a line each."""
        try:
            self._bank = await asyncio.to_thread(load_bank, self._folder, self._compiled)
        except BadBank as bad:
            return bad.problems
        return ()


def load_bank(folder: Path, compiled: Path) -> Bank:
    """The bank of a folder, from its compiled copy if that still holds. BadBank: the bank is not good."""
    sources, missing = read_sources(folder)
    key = digest(sources)
    known = None if missing else load_compiled(compiled, key)
    if known:
        return known
    # imported here because a start with a compiled copy needs neither YAML nor pydantic
    from bot.adapters.bank.reader import read_bank

    reading = read_bank(sources, missing)
    if reading.bank is None:
        raise BadBank([str(problem) for problem in reading.problems])
    save_compiled(compiled, key, reading.bank)
    return reading.bank
