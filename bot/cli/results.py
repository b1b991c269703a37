"""`studybot results …`: what people did, for evaluation elsewhere."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.common import Failure, counted, read_settings
from bot.cli.database import failures
from bot.cli.files import write_files

if TYPE_CHECKING:
    from bot.adapters.store.results import Record, Wanted

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(no_args_is_help=True)
def results() -> None:
    """Take out what people did."""


@results.command()
@click.option("--format", "format_", type=click.Choice(("csv", "json")), default="csv", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", required=True, help="Where to write it."
)
@click.option("--workspace", default="", help="Only of this one, such as discord:1234 or web:playground.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="The first day, such as 2026-11-01.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="The last day.")
@click.option("--without-names", is_flag=True, help="Tell people by their numbers alone.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it is there.")
def export(
    format_: str,
    out: Path,
    workspace: str,
    first: datetime | None,
    last: datetime | None,
    without_names: bool,
    force: bool,
) -> None:
    """Write the rounds, answers and boards of a period.

    JSON is one file. CSV is three beside each other: for results.csv they are results-rounds.csv,
    results-answers.csv and results-boards.csv. Private practice and people who asked to be hidden
    are in none of them.
    """
    from bot.adapters.store.results import Wanted

    if first and last and last < first:
        raise click.UsageError("--to is before --from")
    wanted = Wanted(
        workspace=workspace,
        first=first.date() if first else None,
        last=last.date() if last else None,
        with_names=not without_names,
    )
    lists = _read(wanted)
    files = _as_json(out, lists, wanted) if format_ == "json" else _as_csv(out, lists, wanted)
    write_files(files, force)
    counts = ", ".join(
        counted(len(records), name.removesuffix("s")) for name, records in lists.items() if name != "boards"
    )
    click.echo(f"{', '.join(map(str, files))}: {counts}, {counted(len(lists['boards']), 'place')} on boards")


def _read(wanted: "Wanted") -> Mapping[str, Sequence["Record"]]:
    from bot.adapters.store.results import OldSchema, UnknownWorkspace, read_results

    path = read_settings().database
    try:
        with failures(path):
            return read_results(path, wanted)
    except (OldSchema, UnknownWorkspace) as error:
        raise Failure([str(error)]) from None


def _as_json(out: Path, lists: Mapping[str, Sequence["Record"]], wanted: "Wanted") -> dict[Path, bytes]:
    value = {
        "workspace": wanted.workspace or None,
        "from": wanted.first and wanted.first.isoformat(),
        "to": wanted.last and wanted.last.isoformat(),
        **lists,
    }
    return {out: (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()}


def _as_csv(out: Path, lists: Mapping[str, Sequence["Record"]], wanted: "Wanted") -> dict[Path, bytes]:
    from bot.adapters.store.results import columns

    return {
        out.with_name(f"{out.stem}-{name}{out.suffix}"): _table(columns(name, wanted), records)
        for name, records in lists.items()
    }


def _table(names: Sequence[str], records: Sequence["Record"]) -> bytes:
    from bot.adapters.bank.exporting.table import disarmed

    def cell(value: Any) -> Any:
        return disarmed(value) if isinstance(value, str) else value

    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(names)
    writer.writerows([cell(record[name]) for name in names] for record in records)
    return table.getvalue().encode("utf-8-sig")
