"""`studybot db …`: look after the database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.cli.common import Failure, read_settings


@click.group(no_args_is_help=True)
def db() -> None:
    """Look after the database, also while the bot runs."""


@db.command()
def upgrade() -> None:
    """Make the database, or bring it to the form that this version needs."""
    from bot.adapters.store.integrity import upgrade as bring_up

    path = read_settings().database
    with failures(path):
        changed = bring_up(path)
    click.echo(f"{path} is {'now' if changed else 'already'} up to date")


@db.command()
def check() -> None:
    """Prove that the file is sound and that all totals equal the answers they count."""
    from bot.adapters.store.integrity import check_totals

    path = read_settings().database
    with failures(path):
        differences = check_totals(path)
    if differences:
        raise Failure([f"{path}: {difference}" for difference in differences])
    click.echo(f"{path} is sound; every total equals its answers")


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the database to FILE, which must not exist yet, and prove that the copy is sound."""
    from bot.adapters.store.files import copy

    path = read_settings().database
    with failures(path, written=file):
        copy(path, file)
    click.echo(f"{path} is copied to {file}, {file.stat().st_size:,} bytes")


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Put the copy FILE in the place of the database, while no bot runs. What was there is kept beside it."""
    from bot.adapters.store.restoring import restore as put_back

    path = read_settings().database
    with failures(file, missing="choose a copy that is", written=path):
        kept = put_back(file, path)
    rest = f"; what was there is kept as {kept}" if kept else ""
    click.echo(f"{path} is restored from {file}, {path.stat().st_size:,} bytes{rest}")


@contextmanager
def failures(
    path: Path, missing: str = "`studybot db upgrade` makes it", written: Path | None = None
) -> Iterator[None]:
    """Says what is wrong with the database at `path`, and what to do; `missing` is that for one not there.

    `written` is the file that a copy of it becomes, whose disk may be the full one.
    """
    from bot.adapters.store.files import InUse
    from bot.adapters.store.schema import NewerSchema

    try:
        yield
    except (NewerSchema, InUse) as error:
        raise Failure([str(error)]) from None
    except FileExistsError as error:
        raise Failure([f"{error.filename or 'the file'} is there already; choose another name"]) from None
    except FileNotFoundError as error:
        name = Path(error.filename or path)
        hint = missing if name == path else "make its folder first"
        raise Failure([f"{name} is not there; {hint}"]) from None
    except OSError as error:
        raise Failure([f"{error.filename or path}: {error.strerror or error}"]) from None
    except sqlite3.Error as error:
        is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        raise Failure([f"{written if is_full and written else path}: {error}"]) from None
