"""The marks of days, as signs and as words.

Apart from the cards, since the drawing process needs no more than these.
"""

from bot.domain.attendance import Mark

SIGNS = {
    Mark.RIGHT: "✓",
    Mark.WRONG: "✗",
    Mark.FREEZE: "◇",
    Mark.MISSED: "–",
    Mark.WAITING: "?",
    Mark.NOT_ASKED: "·",
}
WORDS = {
    Mark.RIGHT: "right",
    Mark.WRONG: "not right",
    Mark.FREEZE: "kept by a freeze",
    Mark.MISSED: "missed",
    Mark.WAITING: "still open",
    Mark.NOT_ASKED: "no question",
}
