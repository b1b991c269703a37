"""Moodle's GIFT: questions between blank lines, their answers in braces."""

from bot.adapters.bank.importing.gift.reader import FORMAT, looks_like, read

__all__ = ["FORMAT", "looks_like", "read"]
