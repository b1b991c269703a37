"""Random draws and ids, from the operating system's source."""

import secrets

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 12  # 60 bits: nobody guesses one, and no two databases share one


def draw(below: int) -> int:
    """A whole number from 0 up to, but not including, `below`."""
    return secrets.randbelow(below)


def new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def jitter() -> float:
    """A number from 0 up to, but not including, 1."""
    return secrets.randbelow(1 << 53) / (1 << 53)
