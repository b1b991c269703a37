"""The name under which others see somebody."""

from sqlalchemy import case, literal_column

from bot.adapters.store.tables import members
from bot.wording.people import ANONYMOUS, HAS_LEFT

SHOWN_NAME = case(
    (members.c.is_hidden, literal_column(f"'{ANONYMOUS}'")),
    (members.c.has_left, members.c.name + literal_column(f"' {HAS_LEFT}'")),
    else_=members.c.name,
).label("name")
"""Of a member; every statement that tells somebody's name to others takes it from here."""
