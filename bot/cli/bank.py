"""`studybot bank …`: look at the question bank without starting anything."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import Failure, read_settings
from bot.cli.faces import FACES, shown

if TYPE_CHECKING:
    from bot.domain.bank import Bank
    from bot.domain.bank_figures import Figures


@click.group(no_args_is_help=True)
def bank() -> None:
    """Check, count and show questions."""


@bank.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def check(path: Path | None) -> None:
    """List everything that is wrong.

    Looks at the configured bank, or at the folder or file PATH. Warnings point at flaws of single questions;
    errors make the bank unusable.
    """
    from bot.adapters.bank.check import check_folder

    report = check_folder(path or read_settings().bank)
    for warning in report.warnings:
        click.echo(f"warning: {warning}")
    if report.failures:
        raise Failure([*report.failures, _counted(len(report.failures), "error")])
    assert report.figures
    questions, topics = report.figures.questions, len(report.figures.by_topic)
    click.echo(
        f"{_counted(questions, 'question')} in {_counted(topics, 'topic')}, no error, "
        f"{_counted(len(report.warnings), 'warning')}; {_by_length(report.figures)}"
    )


@bank.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def stats(as_json: bool) -> None:
    """Count what the bank holds."""
    from bot.domain.bank_figures import figures_of

    figures = figures_of(_read())
    if as_json:
        click.echo(json.dumps(asdict(figures), indent=2))
    else:
        _print_table(figures)


@bank.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--as", "face", type=click.Choice(FACES), default="plain", show_default=True, help="How it looks where."
)
def show(id_: str, face: str) -> None:
    """Show a question as it is posted, and all about it."""
    from bot.app.questions import near
    from bot.domain.ids import QuestionId

    questions = _read()
    question = questions.find(QuestionId(id_))
    if question is None:
        names = near(questions, id_)
        hint = (
            f"did you mean {' or '.join(names)}?" if names else "`studybot bank stats` counts what there is"
        )
        raise Failure([f"no question is called {id_!r}; {hint}"])
    click.echo(shown(question, questions.title_of(question.topic), face))


def _read() -> "Bank":
    from bot.adapters.bank.reader import read_bank
    from bot.adapters.bank.sources import read_sources

    reading = read_bank(*read_sources(read_settings().bank))
    if reading.bank is None:
        raise Failure([str(problem) for problem in reading.problems])
    return reading.bank


def _print_table(figures: "Figures") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=_counted(figures.questions, "question"), title_justify="left")
    table.add_column("What")
    table.add_column("Questions", justify="right")
    sections: list[Mapping[str, int]] = [figures.by_topic, figures.by_level, figures.by_kind]
    for section in sections:
        for name, count in section.items():
            table.add_row(name, str(count))
        table.add_section()
    for name, count in (
        ("with options", figures.with_options),
        ("with a formula", figures.with_formula),
        ("with a demo", figures.with_demo),
        ("whose key is the longest option", figures.key_longest),
        ("whose key is the shortest option", figures.key_shortest),
        ("warnings of bank check", figures.warnings),
    ):
        table.add_row(name, str(count))
    Console().print(table)


def _by_length(figures: "Figures") -> str:
    of = max(figures.with_options, 1)
    longest, shortest = figures.key_longest / of, figures.key_shortest / of
    return f"the key is the longest option in {longest:.0%} and the shortest in {shortest:.0%}"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
