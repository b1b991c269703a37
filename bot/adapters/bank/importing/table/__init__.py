"""Tables as text: values separated by commas, semicolons, tabs or bars."""

from bot.adapters.bank.importing.table.reader import FORMAT, looks_like, read

__all__ = ["FORMAT", "looks_like", "read"]
