"""`studybot doctor`: names everything that is missing, and what to do about it."""

import click

from bot.cli.common import Failure, read_settings
from bot.cli.examinations import EXAMINATIONS, Finding, Health

# words as well as signs, since neither a colour nor a glyph reaches everybody
SIGNS = {Health.WELL: "ok  ", Health.OFF: "off ", Health.ILL: "mend"}
COLOURS = {Health.WELL: "green", Health.OFF: "yellow", Health.ILL: "red"}


@click.command()
def doctor() -> None:
    """Name what is missing, and what to do about it.

    Looks at the settings, the questions, the database, the port and both platforms.
    """
    settings = read_settings()
    mend = 0
    for examine in EXAMINATIONS:
        finding = examine(settings)
        _show(finding)
        mend += len(finding.problems)
    if mend:
        raise Failure([f"{mend} thing{'s'[: mend > 1]} to mend"])


def _show(finding: Finding) -> None:
    sign = click.style(SIGNS[finding.health], fg=COLOURS[finding.health])
    for line in finding.problems or [finding.remark]:
        click.echo(f"{sign}  {finding.about}: {line}")
