"""`studybot bank import`: questions out of files that nobody wrote for us."""

import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from bot.adapters.bank.importing.detection import AUTO, FORMATS
from bot.cli.common import Failure
from bot.domain.question import Level

if TYPE_CHECKING:
    from bot.adapters.bank.importing.importer import Imported

PATIENCE = 1.0  # seconds of work before anything is said about it


@click.command("import")
@click.argument("paths", metavar="FILE_OR_FOLDER…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice([AUTO, *FORMATS]), default=AUTO, show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for the pack; this one if left out.",
)
@click.option("--topic", default="", help="Put all questions under this topic, whatever their headings say.")
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    default=Level.INTERMEDIATE.value,
    show_default=True,
    help="Level of questions whose file names none.",
)
@click.option("--pack", default="", help="Name of the pack; by default that of the file, or `imported`.")
@click.option("--report", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option("--strict", is_flag=True, help="Write nothing and exit with 1 where there are warnings.")
@click.option("--merge", is_flag=True, help="Make one question of those that ask the same.")
def import_(
    paths: Sequence[Path],
    format_: str,
    out: Path,
    topic: str,
    level: str,
    pack: str,
    shape: str,
    dry_run: bool,
    strict: bool,
    merge: bool,
) -> None:
    """Turn question files into a pack of the bank, and say what was taken and what was left.

    Formats are told by content. A file that cannot be read stops no other. docs/importing.md shows them all.
    """
    from bot.adapters.bank.importing.disk import files_of, taken_ids
    from bot.adapters.bank.importing.importer import Wishes, import_files

    name, about = _name(pack, paths), _slug("--topic", topic) if topic else ""
    taken = taken_ids(out, name)
    wishes = Wishes(pack=name, format=format_, topic=about, level=Level(level), merge=merge, taken=taken)
    with Progress() as say:
        imported = import_files(files_of(paths), wishes, say)
    refused = strict and imported.report.has_warnings
    if imported.entries and not dry_run and not refused:
        _write(imported, out, name)
    _print(imported, shape)
    if not imported.entries or refused:
        raise SystemExit(1)


def _name(pack: str, paths: Sequence[Path]) -> str:
    from bot.adapters.bank.importing.naming import slug

    if pack:
        return _slug("--pack", pack)
    return (slug(paths[0].resolve().stem) if len(paths) == 1 else "") or "imported"


def _slug(option: str, text: str) -> str:
    from bot.adapters.bank.importing.naming import slug

    if slug(text) != text:
        hint = f" such as {slug(text)}" if slug(text) else ""
        raise Failure([f"{option} {text!r} is no name; use lower-case words joined by hyphens{hint}"])
    return text


def _write(imported: "Imported", out: Path, name: str) -> None:
    from bot.adapters.bank.importing.disk import CannotWrite, write_pack

    try:
        title = name.replace("-", " ").capitalize()
        imported.report.written = (str(write_pack(out, name, title, imported)),)
    except CannotWrite as reason:
        raise Failure([str(reason)]) from None


def _print(imported: "Imported", shape: str) -> None:
    from bot.cli.import_text import lines_of

    if shape == "json":
        click.echo(json.dumps(asdict(imported.report), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(lines_of(imported.report)))


class Progress:
    """Says on stderr what is being done, once it takes longer than people wait without a word.

    Much is made and nothing thrown away while files are read, so that looking for garbage would be in vain.
    """

    def __init__(self) -> None:
        self._doing = ""
        self._done = Event()
        self._teller = Thread(target=self._tell, daemon=True)

    def __enter__(self) -> "Progress":
        gc.disable()
        self._teller.start()
        return self

    def __call__(self, doing: str) -> None:
        self._doing = doing

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._teller.join()
        gc.enable()

    def _tell(self) -> None:
        told = ""
        while not self._done.wait(PATIENCE):
            if self._doing != told:
                told = self._doing
                print(f"{told} …", file=sys.stderr, flush=True)
