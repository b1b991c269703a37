"""`studybot bank export-own`: a workspace's own questions as files of the bank's format."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import Failure, counted, read_settings
from bot.cli.database import failures
from bot.cli.files import write_files

if TYPE_CHECKING:
    from bot.domain.ids import TopicId, WorkspaceId
    from bot.domain.question import Question


@click.command("export-own")
@click.argument("workspace")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("own-questions"),
    show_default=True,
    help="The folder to write into; it is made if need be, and nothing in it is overwritten.",
)
def export_own(workspace: str, folder: Path) -> None:
    """Write the questions that a WORKSPACE has approved, a file for each topic.

    A workspace is discord:<guild>, slack:<team> or web:playground. `studybot bank check` reads the folder.
    """
    from bot.adapters.bank.writing import topic_files
    from bot.domain.ids import WorkspaceId

    settings = read_settings()
    packs = _packs(settings.database)
    questions = packs.get(WorkspaceId(workspace), ())
    if not questions:
        known = ", ".join(sorted(packs)) or "no workspace yet"
        raise Failure([f"{workspace!r} has no questions of its own; there are packs of {known}"])
    files = topic_files(questions, _titles(settings.bank, settings.compiled_bank))
    _write(folder, {f"{topic}.yaml": content for topic, content in files.items()})
    click.echo(f"{counted(len(questions), 'question')} in {counted(len(files), 'file')} below {folder}")


def _packs(database: Path) -> "Mapping[WorkspaceId, tuple[Question, ...]]":
    with failures(database):
        if not database.exists():
            raise FileNotFoundError(2, "no database", str(database))
        return asyncio.run(_read(database))


async def _read(database: Path) -> "Mapping[WorkspaceId, tuple[Question, ...]]":
    from bot.adapters.store.opening import open_store
    from bot.domain.own_questions import State

    async with open_store(database) as store:
        packs = await store.own_questions.packs()
    found = {
        workspace: tuple(own.question for own in pack if own.question and own.state is State.APPROVED)
        for workspace, pack in packs.items()
    }
    return {workspace: questions for workspace, questions in found.items() if questions}


def _titles(bank: Path, compiled: Path) -> "Callable[[TopicId], str]":
    """What the shared bank calls its topics."""
    from bot.adapters.bank.folder import BadBank, load_bank

    try:
        return load_bank(bank, compiled).title_of
    except BadBank as bad:
        raise Failure(bad.problems) from None


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    taken = [str(folder / name) for name in files if (folder / name).exists()]
    if taken:
        raise Failure([f"{path} is there already; choose another folder" for path in taken])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure([f"{error.filename or folder}: cannot be written: {error.strerror}"]) from None
    write_files({folder / name: content for name, content in files.items()}, overwrite=False)
