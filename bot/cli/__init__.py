"""The command line; every command imports what it needs only when it runs."""

from bot.cli.entry import main

__all__ = ["main"]
