"""How people are called who want no name shown, or are gone."""

ANONYMOUS = "anonymous"
HAS_LEFT = "(has left)"
