"""Numbers of things, apart from what needs the reader of formulas: the drawing process has no use for it."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 point`, `3 points`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
