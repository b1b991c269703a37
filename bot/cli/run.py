"""`studybot run`: the main job."""

import asyncio
import gc
import sqlite3
import sys

import click

from bot.cli.common import Failure, read_settings
from bot.config.settings import Settings


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Where the playground listens; 0 is any free port."
)
@click.option("--host", help="The address it listens on; 127.0.0.1 is this computer alone.")
def run(port: int | None, host: str | None) -> None:
    """Start the bot; Ctrl-C stops it.

    Posts questions, takes answers and serves the playground; without any token it is the playground alone.
    """
    settings = read_settings(_chosen(port, host))
    from bot.cli.logs import set_up_logs

    set_up_logs(settings.log_level, settings.secrets, for_people=sys.stderr.isatty())
    _run(settings)


def _chosen(port: int | None, host: str | None) -> dict[str, str]:
    """As variables, so that what is said here is checked like what is set there."""
    said = {"STUDYBOT_PORT": port, "STUDYBOT_HOST": host}
    return {name: str(value) for name, value in said.items() if value is not None}


def _run(settings: Settings) -> None:
    # what start-up makes stays for good: looking through it for garbage would cost a sixth of the start,
    # and later a pause at every full collection
    gc.disable()
    from bot.adapters.bank.folder import BadBank
    from bot.adapters.store.files import InUse
    from bot.adapters.store.schema import NewerSchema
    from bot.adapters.web.adapter import PortTaken
    from bot.config.load import BadConfig
    from bot.ports.trouble import NotKept
    from bot.wiring.running import run as run_bot

    try:
        asyncio.run(run_bot(settings, _started))
    except (BadBank, BadConfig) as bad:
        raise Failure(bad.problems) from None
    except (PortTaken, NewerSchema, InUse) as reason:
        raise Failure([f"studybot cannot start: {reason}"]) from None
    except (sqlite3.Error, NotKept) as error:
        raise Failure([f"studybot cannot run: {settings.database}: {error}"]) from error
    except OSError as error:
        raise Failure([f"studybot cannot run: {error}"]) from error


def _started(address: str) -> None:
    gc.freeze()
    gc.enable()
    click.echo(f"studybot is at {address}")
