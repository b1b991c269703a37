"""Colours on the card: text at 4.5:1 or better, lines and bars at 3:1 or better.

The card is dark and opaque with a border that stands out from a white page as well as from a dark one.
"""

CARD = "#1c212d"
BORDER = "#7b8599"
INK = "#f3f5f9"
SOFT = "#b4bccb"
FAINT = "#3a4254"
BAR = "#6ea8fe"
OWN = "#ffd166"
OWN_ROW = "#2e3546"
UP = "#5fd0a0"
DOWN = "#ff9d7a"

LINES = ("#6ea8fe", "#ffd166", "#5fd0a0", "#ff9d7a", "#c9a6ff", "#f2a0c8", "#8fe3f0", "#d7dde8")
