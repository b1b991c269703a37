"""Checks a bank folder from its sources: what makes it unusable, and what could be better."""

from dataclasses import dataclass
from pathlib import Path

from bot.adapters.bank.reader import Reading, read_bank
from bot.adapters.bank.sources import read_sources
from bot.domain.bank import Bank
from bot.domain.bank_figures import Figures, bank_flaws, figures_of
from bot.domain.item_flaws import item_flaws
from bot.strict_yaml.problem import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """`failures` and `warnings` have a line each; `figures` is None where the bank cannot be used."""

    failures: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    figures: Figures | None = None


def check_folder(folder: Path) -> Report:
    """Read a bank as the bot would and look at every question."""
    reading = read_bank(*read_sources(folder))
    if reading.bank is None:
        return Report(tuple(str(problem) for problem in reading.problems))
    figures = figures_of(reading.bank)
    failures = tuple(f"{folder}: {flaw}" for flaw in bank_flaws(figures))
    return Report(failures, _warnings(reading, reading.bank), figures)


def _warnings(reading: Reading, bank: Bank) -> tuple[str, ...]:
    found = []
    for question in bank:
        place = reading.places[question.id]
        found += [Problem(place.file, place.line, question.id, flaw) for flaw in item_flaws(question)]
    return tuple(str(problem) for problem in sorted(found))
