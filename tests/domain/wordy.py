"""Questions of a given length."""

from dataclasses import replace

from bot.domain.question import Option, Question
from tests.builders import question


def wordy(words: int) -> Question:
    """So many words to read, the four options included."""
    options = tuple(Option(text=f"o{n}", why="because", right=n == 0) for n in range(4))
    return replace(question(), prompt=" ".join(["word"] * (words - 4)), options=options)
