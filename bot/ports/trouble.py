"""What keeps the store from keeping something, as the core has to know it."""


class NotKept(Exception):
    """Nothing of what was to be kept is on the disk; the text says why, for logs."""


class StoreFull(NotKept):
    """The disk is full, broken or may not be written."""


class StoreBusy(NotKept):
    """Another program has had the database to itself for longer than we wait."""
