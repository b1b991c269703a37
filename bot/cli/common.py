"""What the commands share: reading the settings, and failing with every reason listed."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bot.cli.hiding import guard_crashes
from bot.config.settings import Settings


class Failure(click.ClickException):
    """Ends the command with exit code 1 after showing a line for each reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


def read_settings(chosen: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment, `.env` and the config file make. Failure: they are bad.

    `chosen` are variables that the command line sets; they win. From then on no crash shows a secret of them.
    """
    from bot.config.environment import with_dotenv
    from bot.config.load import BadConfig, load_settings

    try:
        settings = load_settings({**with_dotenv(os.environ, Path.cwd()), **(chosen or {})})
    except BadConfig as bad:
        raise Failure(bad.problems) from None
    guard_crashes(settings.secrets)
    return settings


def counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
