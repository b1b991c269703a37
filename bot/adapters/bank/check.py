"""Checks a bank folder from its sources: what makes it unusable, and what could be better."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.adapters.bank.reader import Place, Reading, read_bank
from bot.adapters.bank.regression import share_learned
from bot.adapters.bank.sources import read_sources
from bot.bank_lint.bank_rules import ENOUGH, BankFlaw, bank_flaws
from bot.bank_lint.figures import Figures, figures_of
from bot.bank_lint.flaws import flaws
from bot.domain.ids import QuestionId
from bot.domain.question import Question
from bot.strict_yaml.problem import Problem

Flawed = Mapping[QuestionId, Sequence[str]]
"""Questions with what is wrong with each."""

LEARNED = "regression"
LEARNED_AT_MOST = 0.33
EXAMPLES = 5


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
    flawed = flaws(reading.own)
    figures = measure(reading, flawed)
    found = (*bank_flaws(reading.own), *_what_can_be_learned(figures, reading.own))
    failures = tuple(f"{folder}: {_with_places(flaw, reading.places)}" for flaw in found)
    return Report(failures, _warnings(flawed, reading.places), figures)


def measure(reading: Reading, flawed: Flawed) -> Figures:
    """The figures of a bank with these flaws, the guesser that learns among the others."""
    assert reading.bank is not None
    figures = figures_of(reading.bank, flawed, reading.imported, len(reading.drafts))
    return replace(figures, guessers={**figures.guessers, LEARNED: round(share_learned(reading.own), 4)})


def _what_can_be_learned(figures: Figures, own: Sequence[Question]) -> Iterator[BankFlaw]:
    share, choices = figures.guessers[LEARNED], sum(bool(question.options) for question in own)
    if choices >= ENOUGH and share > LEARNED_AT_MOST:
        yield BankFlaw(
            f"logistic regression over the options alone is right in {share:.0%} of {choices} "
            f"questions; bring it to {LEARNED_AT_MOST:.0%} or less: use words of keys in wrong options, "
            "and the other way round"
        )


def _with_places(flaw: BankFlaw, places: Mapping[str, Place]) -> str:
    if not flaw.examples:
        return flaw.text
    shown = [f"{places[id_].file}:{places[id_].line}: {id_}" for id_ in flaw.examples[:EXAMPLES]]
    return f"{flaw.text}; begin with {', '.join(shown)}"


def _warnings(flawed: Flawed, places: Mapping[str, Place]) -> tuple[str, ...]:
    found = [
        Problem(places[id_].file, places[id_].line, id_, sentence)
        for id_, sentences in flawed.items()
        for sentence in sentences
    ]
    return tuple(str(problem) for problem in sorted(found))
