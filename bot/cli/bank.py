"""`studybot bank …`: look at the question bank without starting anything."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.bank_import import import_
from bot.cli.common import Failure, counted, read_settings
from bot.cli.faces import FACES, shown
from bot.cli.own_packs import export_own

if TYPE_CHECKING:
    from bot.adapters.bank.reader import Reading
    from bot.bank_lint.coverage import Coverage
    from bot.bank_lint.figures import Figures
    from bot.domain.bank import Bank


@click.group(no_args_is_help=True)
def bank() -> None:
    """Check, count and show questions."""


bank.add_command(export_own)
bank.add_command(import_)


@bank.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def check(path: Path | None) -> None:
    """List everything that is wrong.

    Looks at the configured bank, or at the folder or file PATH. Warnings point at flaws of single questions;
    errors make the bank unusable, or guessable as a whole.
    """
    from bot.adapters.bank.check import check_folder

    report = check_folder(path or read_settings().bank)
    for warning in report.warnings:
        click.echo(f"warning: {warning}")
    if report.failures:
        raise Failure([*report.failures, counted(len(report.failures), "error")])
    assert report.figures
    questions, topics = report.figures.questions, len(report.figures.by_topic)
    click.echo(
        f"{counted(questions, 'question')} in {counted(topics, 'topic')}, no error, "
        f"{counted(len(report.warnings), 'warning')}; {_best_guess(report.figures)}"
    )


@bank.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option(
    "--concepts",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Say how far the bank covers the concepts that this YAML file lists.",
)
def stats(as_json: bool, concepts: Path | None) -> None:
    """Count what the bank holds, and say how well it can be guessed."""
    from bot.adapters.bank.check import measure
    from bot.bank_lint.flaws import flaws
    from bot.cli.bank_table import print_figures

    reading, _ = read_whole()
    figures = measure(reading, flaws(reading.own))
    coverage = _coverage(reading.bank, concepts) if concepts and reading.bank else None
    if as_json:
        click.echo(json.dumps({**asdict(figures), "coverage": coverage and asdict(coverage)}, indent=2))
    else:
        print_figures(figures, coverage)


@bank.command()
@click.argument("topic")
@click.argument("id_", metavar="ID")
def new(topic: str, id_: str) -> None:
    """Begin a question: write its skeleton to the end of its topic's file.

    The bank cannot be used until every TODO is replaced; `bank check` lists them.
    """
    from bot.adapters.bank.skeleton import CannotAdd, add_skeleton

    try:
        place = add_skeleton(read_settings().bank, topic, id_)
    except CannotAdd as reason:
        raise Failure([str(reason)]) from None
    click.echo(f"{place.file}:{place.line}: {id_}: write what says TODO, then try `studybot bank check`")


@bank.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--as", "face", type=click.Choice(FACES), default="plain", show_default=True, help="How it looks where."
)
def show(id_: str, face: str) -> None:
    """Show a question as it is posted, and all about it."""
    from bot.app.questions import near
    from bot.domain.ids import QuestionId

    questions = read_questions()
    question = questions.find(QuestionId(id_))
    if question is None:
        names = near(questions, id_)
        hint = (
            f"did you mean {' or '.join(names)}?" if names else "`studybot bank stats` counts what there is"
        )
        raise Failure([f"no question is called {id_!r}; {hint}"])
    click.echo(shown(question, questions.title_of(question.topic), face))


def read_questions() -> "Bank":
    """The configured bank, read from its sources. Failure: it cannot be used."""
    return read_whole()[1]


def read_whole() -> tuple["Reading", "Bank"]:
    """The configured bank and all that was read with it. Failure: it cannot be used."""
    from bot.adapters.bank.reader import read_bank
    from bot.adapters.bank.sources import read_sources

    reading = read_bank(*read_sources(read_settings().bank))
    if reading.bank is None:
        raise Failure([str(problem) for problem in reading.problems])
    return reading, reading.bank


def _coverage(questions: "Bank", path: Path) -> "Coverage":
    from bot.adapters.bank.concepts import read_concepts
    from bot.bank_lint.coverage import coverage_of

    concepts, problems = read_concepts(path)
    if problems:
        raise Failure([str(problem) for problem in problems])
    return coverage_of(questions, concepts)


def _best_guess(figures: "Figures") -> str:
    name, share = max(figures.guessers.items(), key=lambda each: each[1])
    return f"the luckiest guesser ({name}) is right in {share:.0%}"
