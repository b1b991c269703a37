"""`studybot slack …` and `studybot discord …`: what one needs to add the bot there."""

import base64
import binascii
import json

import click

from bot.cli.common import Failure, read_settings


@click.group(no_args_is_help=True)
def slack() -> None:
    """Set the bot up on Slack."""


@slack.command()
@click.option("--http", "url", metavar="URL", help="For HTTP mode: the public address of this bot.")
def manifest(url: str | None) -> None:
    """Print the app manifest to paste at api.slack.com/apps, “Create New App”, “From a manifest”."""
    from bot.adapters.slack.manifest import manifest as make

    if url is not None and not url.startswith("https://"):
        raise click.UsageError("Slack calls only addresses that begin with https://")
    click.echo(json.dumps(make(url), indent=2, ensure_ascii=False))


@click.group(no_args_is_help=True)
def discord() -> None:
    """Set the bot up on Discord."""


@discord.command()
@click.argument("application_id", type=click.IntRange(1), required=False)
def invite(application_id: int | None) -> None:
    """Print the address that adds the bot to a server, with no more permissions than it uses.

    APPLICATION_ID is the one of the developer portal; without it, the configured token tells.
    """
    from bot.adapters.discord.permissions import invite_url

    click.echo(invite_url(application_id or _configured()))


def _configured() -> int:
    """A bot token begins with the application's id in base64."""
    settings = read_settings().discord
    if settings is None:
        raise Failure(["no Discord token is set; write the id: studybot discord invite APPLICATION_ID"])
    head = settings.token.partition(".")[0]
    try:
        return int(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, binascii.Error):
        raise Failure(
            ["the token holds no application id; write it: studybot discord invite APPLICATION_ID"]
        ) from None
