"""Forms that ask for a single text."""

from bot.cards import Field, Form
from bot.presses import Press

TEXT = "text"
"""The name of the one field."""


def text_form(title: str, label: str, hint: str, press: Press) -> Form:
    return Form(title=title, press=press, fields=(Field(name=TEXT, label=label, hint=hint),))
