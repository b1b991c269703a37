"""A bank's figures as tables for people."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from bot.bank_lint.coverage import Coverage
from bot.bank_lint.figures import Figures
from bot.cli.common import counted


def print_figures(figures: Figures, coverage: Coverage | None) -> None:
    console = Console()
    console.print(_questions(figures))
    console.print(_by_level(figures))
    console.print(_guessers(figures))
    for line in _lines(coverage) if coverage else ():
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _questions(figures: Figures) -> Table:
    table = _table(counted(figures.questions, "question"), "What", "Questions")
    sections: list[Mapping[str, int]] = [figures.by_level, figures.by_kind]
    for section in sections:
        for name, count in section.items():
            table.add_row(name, str(count))
        table.add_section()
    for name, count in (
        ("with options", figures.with_options),
        ("with a formula", figures.with_formula),
        ("with a demo", figures.with_demo),
        ("with follow-ups", figures.with_follow_ups),
        ("imported", figures.imported),
        ("drafts, never asked", figures.drafts),
        ("warnings of bank check", figures.warnings),
    ):
        table.add_row(name, str(count))
    return table


def _by_level(figures: Figures) -> Table:
    table = _table("By topic and level", "Topic", *figures.by_level, "all")
    for topic, levels in figures.by_topic_level_kind.items():
        counts = [sum(levels.get(level, {}).values()) for level in figures.by_level]
        table.add_row(topic, *map(str, counts), str(figures.by_topic[topic]))
    return table


def _guessers(figures: Figures) -> Table:
    table = _table("Right by guessing", "Guesser", "Share")
    for name, share in figures.guessers.items():
        table.add_row(name.replace("_", " "), f"{share:.1%}")
    table.add_section()
    table.add_row("key is strictly the longest", str(figures.key_longest))
    table.add_row("key is strictly the shortest", str(figures.key_shortest))
    table.add_row("length of keys over that of others", f"{figures.length_ratio:.2f}")
    return table


def _lines(coverage: Coverage) -> list[str]:
    lines = [f"{coverage.covered} of {counted(coverage.concepts, 'concept')} covered"]
    for what, names in (("missing", coverage.missing), ("beyond the list", coverage.beyond)):
        if names:
            lines.append(f"{what}: {', '.join(names)}")
    return [*lines, *coverage.differing]


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table
