"""Reads a command typed as plain words, forgiving in order, case and small slips."""

from bot.command_text.reader import read

__all__ = ["read"]
