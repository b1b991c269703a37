"""The two sides of a flash card: what is asked with its options, and what there is to learn."""

from collections.abc import Sequence

from bot.adapters.bank.exporting.exported import Losses
from bot.domain.question import Question
from bot.wording.anki import back_of, html_of, tags_of

__all__ = ["back_of", "front_of", "losses_of", "tags_of"]


def front_of(question: Question) -> str:
    """The prompt and its options, in HTML."""
    options = "".join(f"<li>{html_of(option.text)}</li>" for option in question.options)
    return html_of(question.prompt) + (f'<ol type="A">{options}</ol>' if options else "")


def losses_of(questions: Sequence[Question]) -> Losses:
    """Cards stay short: what teaches beyond the answer is left out."""
    losses = Losses()
    losses.parts(questions, "why", "follow_ups", "red_flags", "code", "output")
    return losses
