"""The command `studybot`: its parts, and how every run of it ends."""

import os
import sys
from collections.abc import Sequence

import click

from bot.cli.bank import bank
from bot.cli.database import db
from bot.cli.doctor import doctor
from bot.cli.exporting import export
from bot.cli.platforms import discord, slack
from bot.cli.results import results
from bot.cli.run import run

INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(package_name="studybot", prog_name="studybot", message="%(prog)s %(version)s")
def studybot() -> None:
    """A question a day for a team's channel, on Discord, on Slack and in a local playground.

    Start with `studybot run`, which needs no token at all.
    """


bank.add_command(export)
for command in (run, bank, doctor, slack, discord, db, results):
    studybot.add_command(command)


def main() -> None:
    """Run the command that the process was started with, and end the process."""
    sys.exit(run_with(sys.argv[1:]))


def run_with(arguments: Sequence[str]) -> int:
    """The exit code: 0 is well, 1 is a failure that was told, 2 is bad usage."""
    try:
        result = studybot.main(list(arguments), prog_name="studybot", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as question:
        click.echo(question.format_message())
        return 0
    except click.UsageError as error:
        click.echo(_one_line(error), err=True)
        return error.exit_code
    except click.ClickException as failure:
        failure.show()
        return failure.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # whoever reads us has seen enough; without this the interpreter complains once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result if isinstance(result, int) else 0


def _one_line(error: click.UsageError) -> str:
    asked = error.ctx.command_path if error.ctx else "studybot"
    what = " ".join(error.format_message().split()).rstrip(".")
    return f"{asked}: {what}; try `{asked} --help`"
