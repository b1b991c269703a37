"""Questions of a workspace's own: suggested, looked at by managers, in the pack."""

from dataclasses import replace

from bot.cards import Card


def credited(card: Card, author: str) -> Card:
    """The card with its question's author in the small print."""
    return replace(card, note=" · ".join(filter(None, (card.note, f"Suggested by {author}"))))
