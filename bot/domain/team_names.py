"""Names of teams: how long they may be, and when two of them look the same.

Names are compared by a key in which look-alikes fall together. Its table holds the letters of Cyrillic and
Greek that people take for Latin ones, and digits that pass for letters. The whole of Unicode's confusables
(UTS 39) would also join names that nobody mistakes for each other, and would have to be kept up to date.
"""

from bot.domain.names import essence, is_mark, stripped

SHORTEST, LONGEST = 2, 30
"""Characters of a name, a letter and its accents counting as one."""

_ALIKE = {
    "a": "АаΑαɑ",
    "b": "ВвΒβЬ",
    "c": "СсϹϲ",
    "d": "ԁđĐ",
    "e": "ЕеЄєΕε",
    "g": "ɡ",
    "h": "НнҺһΗ",
    "i": "ІіӀӏΙιı1lł",
    "j": "Јј",
    "k": "КкΚκ",
    "m": "МмΜ",
    "n": "Νη",
    "o": "ОоӨөΟοσØø0",
    "p": "РрΡρ",
    "q": "Ԛԛ",
    "s": "Ѕѕ5$",
    "t": "ТтΤτ",
    "u": "υμ",
    "v": "Ѵѵν",
    "w": "Ԝԝω",
    "x": "ХхΧχ",
    "y": "УуΥγ",
    "z": "Ζ",
}
_LATIN = str.maketrans({sign: latin for latin, signs in _ALIKE.items() for sign in signs})


def cleaned(typed: str) -> str:
    """A name as it is kept.

    ValueError, with a sentence for whoever typed it: too little or too much is left.
    """
    name = stripped(typed)
    length = _length(name)
    if not key_of(name):
        raise ValueError("A team's name needs a letter, a number or a symbol besides mentions and markup.")
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"A team's name has {SHORTEST} to {LONGEST} characters; this one has {length}.")
    return name


def fitted(title: str, otherwise: str) -> str:
    """The same for a name that nobody here has typed: cut where it is too long, else something else."""
    name = stripped(title)
    while _length(name) > LONGEST:
        name = name[:-1].rstrip()
    return name if key_of(name) and _length(name) >= SHORTEST else otherwise


def key_of(name: str) -> str:
    """What two names share that look alike; empty for a name without any letter, number or symbol.

    Letters are told by the shape in which they were typed, so Greek names that differ only in capitals may
    differ here as well.
    """
    shapes = essence(name).translate(_LATIN).casefold()
    return essence(shapes).translate(_LATIN)


def _length(name: str) -> int:
    return sum(not is_mark(sign) for sign in name)
