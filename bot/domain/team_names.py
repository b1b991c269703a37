"""Names of teams: what is taken out of them, and when two of them look the same.

Names are compared by a key in which look-alikes fall together. Its table holds the letters of Cyrillic and
Greek that people take for Latin ones, and digits that pass for letters. The whole of Unicode's confusables
(UTS 39) would also join names that nobody mistakes for each other, and would have to be kept up to date.
"""

import re
import unicodedata
from collections.abc import Iterator

SHORTEST, LONGEST = 2, 30
"""Characters of a name, a letter and its accents counting as one."""

_MOST_MARKS = 2  # accents on one letter; more would spill over the lines of a board
_MENTION = re.compile(r"<[@#!:a-z][^<>]{0,80}>", re.IGNORECASE)
_MARKUP = frozenset("*`~<>[]{}\\@^")
_GAPS = frozenset("_|")
_SLASHES = re.compile(r"/{2,}")
# letters and marks that show nothing, or only change how the sign before them looks
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
_UNSEEN_KINDS = ("Cc", "Cf", "Cs", "Co", "Cn")
_MARKS = ("Mn", "Me", "Mc")

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
    """A name as it is kept: without mentions, markup, and signs that show nothing or turn the text around.

    ValueError, with a sentence for whoever typed it: too little or too much is left.
    """
    name = _clean(typed)
    length = _length(name)
    if not key_of(name):
        raise ValueError("A team's name needs a letter, a number or a symbol besides mentions and markup.")
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"A team's name has {SHORTEST} to {LONGEST} characters; this one has {length}.")
    return name


def fitted(title: str, otherwise: str) -> str:
    """The same for a name that nobody here has typed: cut where it is too long, else something else."""
    name = _clean(title)
    while _length(name) > LONGEST:
        name = name[:-1].rstrip()
    return name if key_of(name) and _length(name) >= SHORTEST else otherwise


def key_of(name: str) -> str:
    """What two names share that look alike; empty for a name without any letter, number or symbol.

    Letters are told by the shape in which they were typed, so Greek names that differ only in capitals may
    differ here as well.
    """
    shapes = _bare(name).translate(_LATIN).casefold()
    return _bare(shapes).translate(_LATIN)


def _bare(text: str) -> str:
    """Letters, numbers and symbols without accents, compatibility forms resolved."""
    signs = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in signs if unicodedata.category(sign)[0] in "LNS" and sign not in _UNSEEN)


def _clean(typed: str) -> str:
    text = _MENTION.sub(" ", unicodedata.normalize("NFC", typed))
    seen = unicodedata.normalize("NFC", "".join(map(_seen, text)))
    name = " ".join(_SLASHES.sub("/", "".join(_without_towers(seen))).split())
    return name.lstrip("# ")


def _seen(sign: str) -> str:
    if sign.isspace() or sign in _GAPS:
        return " "
    hidden = sign in _MARKUP or sign in _UNSEEN or unicodedata.category(sign) in _UNSEEN_KINDS
    return "" if hidden else sign


def _without_towers(text: str) -> Iterator[str]:
    """Accents stand on a letter, a few on each."""
    room = 0
    for sign in text:
        if not _is_mark(sign):
            room = 0 if sign == " " else _MOST_MARKS
        elif room > 0:
            room -= 1
        else:
            continue
        yield sign


def _length(name: str) -> int:
    return sum(not _is_mark(sign) for sign in name)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in _MARKS
