"""What people have typed, as it may be kept."""


def cleaned(text: str, longest: int) -> str:
    """At most so many characters, with plain line ends.

    Half of a surrogate pair, which JSON can carry, is nothing that can be stored.
    """
    whole = text.encode("utf-8", "replace").decode()
    return whole.replace("\r\n", "\n").strip()[:longest]
