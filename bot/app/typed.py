"""What people have typed, as it may be kept."""

from bot.domain.direction import straight


def cleaned(text: str, longest: int) -> str:
    """At most so many characters, with plain line ends and without signs that turn the text around.

    Half of a surrogate pair, which JSON can carry, is nothing that can be stored.
    """
    whole = straight(text.encode("utf-8", "replace").decode())
    return whole.replace("\r\n", "\n").strip()[:longest]
