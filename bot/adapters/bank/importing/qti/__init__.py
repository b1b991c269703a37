"""Items of QTI 2.1 and 3.0: one in an XML file, or many in a ZIP package."""

from bot.adapters.bank.importing.qti.reader import FORMAT, looks_like, read

__all__ = ["FORMAT", "looks_like", "read"]
