"""The columns of migrations. What is made here never changes, since migrations have to stay as they were."""

import sqlalchemy as sa


def text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def moment(name: str, nullable: bool = False) -> sa.Column[int]:
    """Microseconds: since 1970 in UTC, or how long something takes."""
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def person(name: str = "person", nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("persons.id"), nullable=nullable)


def refers(name: str, to: str, nullable: bool = False) -> sa.Column[str]:
    """To a row by its text key: `round` to `rounds.id`."""
    return sa.Column(name, sa.Text, sa.ForeignKey(to), nullable=nullable)
