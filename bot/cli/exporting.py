"""`studybot bank export`: the bank as a file for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.adapters.bank.exporting.exported import Selection
from bot.adapters.bank.exporting.formats import EXPORTERS, exporter
from bot.cli.bank import read_whole
from bot.cli.common import Failure, counted
from bot.cli.files import write_files
from bot.domain.ids import TopicId
from bot.domain.question import Filter, Kind, Level

if TYPE_CHECKING:
    from bot.domain.bank import Bank

SUFFIXES = {
    ".apkg": "apkg",
    ".csv": "csv",
    ".gift": "gift",
    ".json": "json",
    ".yaml": "yaml",
    ".md": "markdown",
}
"""What the name of the file says of its format, where no format is given."""

Words = tuple[str, ...]


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(list(EXPORTERS)), help="By default what FILE's ending says."
)
@click.option("--topic", "topics", multiple=True, help="Only questions of this topic; may be repeated.")
@click.option(
    "--level",
    "levels",
    type=click.Choice([level.value for level in Level]),
    multiple=True,
    help="Only of this level.",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in Kind]),
    multiple=True,
    help="Only of this kind.",
)
@click.option("--tag", "tags", multiple=True, help="Only with this tag, or with one of these tags.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", required=True, help="Where to write it."
)
@click.option("--force", is_flag=True, help="Overwrite FILE if it is there.")
def export(
    format_: str | None,
    topics: Words,
    levels: Words,
    kinds: Words,
    tags: Words,
    out: Path,
    force: bool,
) -> None:
    """Write questions to FILE, for Anki, Moodle, a spreadsheet, or another studybot.

    Says what the format could not hold.
    """
    from bot.adapters.clock import SystemClock

    chosen = format_ or SUFFIXES.get(out.suffix.lower())
    if chosen is None:
        known = ", ".join(EXPORTERS)
        raise click.UsageError(f"the ending of {out} names no format; add --format, one of {known}")
    reading, whole = read_whole()
    _refuse_unknown(whole, topics)
    questions = _filter(topics, levels, kinds, tags).choose_from(whole.questions)
    if not questions:
        raise Failure(["no question is like that; `studybot bank stats` counts what there is"])
    exported = exporter(chosen).export(Selection(questions, whole.topics, SystemClock().now()))
    if not exported.count:
        raise Failure([f"none of these questions can be written as {chosen}, which knows no open ones"])
    write_files({out: exported.content}, force)
    click.echo(f"{out}: {counted(exported.count, 'question')} as {chosen}")
    for what, count in exported.lost.items():
        click.echo(f"not in it: {what} ({count:,})")
    if reading.drafts:
        click.echo(f"not in it: drafts, which have no answer yet ({len(reading.drafts):,})")


def _filter(topics: Words, levels: Words, kinds: Words, tags: Words) -> Filter:
    return Filter(
        topics=frozenset(map(TopicId, topics)),
        levels=frozenset(map(Level, levels)),
        kinds=frozenset(map(Kind, kinds)),
        tags=frozenset(tags),
    )


def _refuse_unknown(whole: "Bank", topics: Words) -> None:
    unknown = [topic for topic in topics if topic not in whole.topics]
    if unknown:
        raise Failure([f"no topic is called {unknown[0]!r}; there are {', '.join(sorted(whole.topics))}"])
