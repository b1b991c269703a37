"""The parts of a formula, and how they are set side by side in one line of plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from bot.richtext.symbols import SUBSCRIPTS, SUPERSCRIPTS, THIN

WORD = re.compile(r"[A-Za-z]{3}")
LONGEST_RAISED = 6  # longer rows of tiny letters are harder to read than x^(…)


class Kind(Enum):
    ORDINARY = auto()
    NAME = auto()
    """A word such as log or softmax."""
    BIG = auto()
    BINARY = auto()
    UNARY = auto()
    RELATION = auto()
    OPEN = auto()
    CLOSE = auto()
    PUNCTUATION = auto()
    SPACE = auto()
    FRACTION = auto()
    """Holds together only as long as nothing stands next to it."""
    GROUPED = auto()
    """Holds together by its own parentheses."""


@dataclass(frozen=True, slots=True)
class Atom:
    """`sub` and `sup` are the texts of its scripts, at normal height."""

    text: str
    kind: Kind
    sub: str = ""
    sup: str = ""

    @property
    def shown(self) -> str:
        sub, sup = _lowered(self.sub), _raised(self.sup)
        if self.kind is Kind.BIG and "=" in self.sub and self.sup and ("_" in sub or "^" in sup):
            return f"{self.text}_({self.sub}..{self.sup})"
        return self.text + sub + sup

    @property
    def is_wordy(self) -> bool:
        """True if a script is spelled out, so that a letter next to it would look like a part of it."""
        return "_" in _lowered(self.sub) or "^" in _raised(self.sup)


def _lowered(script: str) -> str:
    return _script(script, SUBSCRIPTS, "_")


def _raised(script: str) -> str:
    return _script(script, SUPERSCRIPTS, "^")


def _script(text: str, table: dict[str, str], mark: str) -> str:
    is_short = len(text) <= LONGEST_RAISED and "(" not in text[1:]
    # some words can be lowered and others cannot; beside each other, vₘₐₙ and v_king would be odd
    if is_short and not WORD.search(text) and all(char in table for char in text):
        return "".join(table[char] for char in text)
    if re.fullmatch(r"[<>≤≥]?[\w′*]+|\([^()]*\)|\[[^\[\]]*\]", text):
        return f"{mark}{text}"
    return f"{mark}({text})"


def join(atoms: Sequence[Atom], tight: bool = False) -> str:
    """One line of text; `tight` leaves out the spaces around operators, as in a script."""
    row = _with_grouped_fractions(_with_unary_signs([atom for atom in atoms if atom.shown]))
    parts = [row[0].shown] if row else []
    for left, right in pairwise(row):
        parts += [_gap(left, right, tight), right.shown]
    text = "".join(parts).replace(THIN, "" if tight else " ")
    return re.sub(r" *\N{EM SPACE}+ *", "  ", re.sub(r" +", " ", text)).strip()


def _with_unary_signs(row: list[Atom]) -> list[Atom]:
    signed: list[Atom] = []
    last = Kind.OPEN
    for atom in row:
        is_sign = atom.kind is Kind.BINARY and last in NO_OPERAND
        signed.append(replace(atom, kind=Kind.UNARY) if is_sign else atom)
        last = last if atom.kind is Kind.SPACE else atom.kind
    return signed


NO_OPERAND = {Kind.OPEN, Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.BIG}
FACTORS = {Kind.ORDINARY, Kind.NAME, Kind.BIG, Kind.FRACTION, Kind.GROUPED}
BARS = ("|", "‖")
PREFIXES = ("∂", "∇", "Δ")


def _with_grouped_fractions(row: list[Atom]) -> list[Atom]:
    """Put a fraction in parentheses where it is one factor among others."""
    solid = [atom for atom in row if atom.text != THIN]
    return [
        _grouped(atom) if atom.kind is Kind.FRACTION and _has_factors(atom, solid) else atom for atom in row
    ]


def _grouped(atom: Atom) -> Atom:
    return replace(atom, text=f"({atom.text})", kind=Kind.GROUPED)


def _has_factors(atom: Atom, row: list[Atom]) -> bool:
    at = next(place for place, other in enumerate(row) if other is atom)
    before, after = row[:at][-1:], row[at + 1 :][:1]
    return any(
        one.kind in FACTORS - {Kind.BIG} | {Kind.CLOSE} and one.text not in BARS for one in before
    ) or any(one.kind in FACTORS | {Kind.OPEN} and one.text not in BARS for one in after)


def _gap(left: Atom, right: Atom, tight: bool) -> str:
    loose = "" if tight else " "
    kinds = {left.kind, right.kind}
    if left.kind is Kind.OPEN or right.kind in (Kind.CLOSE, Kind.PUNCTUATION) or left.kind is Kind.UNARY:
        return ""
    if Kind.SPACE in kinds:
        return ""
    if Kind.BINARY in kinds or Kind.RELATION in kinds or left.kind is Kind.PUNCTUATION:
        return loose
    if left.kind is Kind.NAME and (
        right.kind is Kind.OPEN or (right.kind is Kind.GROUPED and not left.is_wordy)
    ):
        return ""
    if left.kind is Kind.BIG:
        return " "
    return " " if _would_run_together(left, right, tight) else ""


def _would_run_together(left: Atom, right: Atom, tight: bool) -> bool:
    if right.kind in (Kind.OPEN, Kind.UNARY) or left.shown in PREFIXES:
        return False
    if not _is_letter(right.shown[0]) and right.kind is not Kind.GROUPED:
        return False
    if left.is_wordy or (left.kind in (Kind.CLOSE, Kind.GROUPED) and not tight):
        return True
    apart = {Kind.NAME, Kind.BIG, Kind.GROUPED} & {left.kind, right.kind} or right.is_wordy
    return bool(apart) and _is_letter(left.shown[-1])


def _is_letter(char: str) -> bool:
    return char.isalnum() or char in "√∂∇∞′*"


def fraction(above: Sequence[Atom], below: Sequence[Atom]) -> Atom:
    """`a/b`, with parentheses around whatever the slash would tear apart."""
    top, bottom = join(above), join(below)
    top = top if _is_product(above) else f"({top})"
    bottom = bottom if _is_unit(below) or _are_differentials(above, below) else f"({bottom})"
    return Atom(f"{top}/{bottom}", Kind.FRACTION)


def _are_differentials(above: Sequence[Atom], below: Sequence[Atom]) -> bool:
    return all(len(part) > 0 and part[0].text == "d" for part in (above, below)) and _is_unit(below[1:])


def root(degree: str, inside: Sequence[Atom]) -> Atom:
    """`√x`, `√(a + b)`; a cube root is `³√x`."""
    if degree and not all(char in SUPERSCRIPTS for char in degree):
        return Atom(f"({join(inside)})", Kind.GROUPED, sup=f"1/{degree}")
    sign = "".join(SUPERSCRIPTS[char] for char in degree) + "√"
    alone = (
        len(inside) == 1 and inside[0].kind is Kind.ORDINARY and not inside[0].sup and not inside[0].is_wordy
    )
    return Atom(f"{sign}{join(inside)}" if alone else f"{sign}({join(inside)})", Kind.ORDINARY)


def _is_product(atoms: Sequence[Atom]) -> bool:
    """True if the atoms are factors only, apart from a sign in front."""
    if _is_unit(atoms):
        return True
    depth = 0
    for place, (atom, after) in enumerate(zip(atoms, [*atoms[1:], None], strict=False)):
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
        if depth or (place == 0 and atom.kind is Kind.BINARY):
            continue
        if atom.kind in (Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.FRACTION, Kind.BIG):
            return False
        if atom.text == "/" or (atom.kind is Kind.NAME and after is not None and after.kind is not Kind.OPEN):
            return False
    return True


def _is_unit(atoms: Sequence[Atom]) -> bool:
    """True for one symbol, one number, one call or one pair of brackets, also with a ∂, ∇ or Δ in front."""
    rest = list(atoms)
    while len(rest) > 1 and rest[0].text in PREFIXES:
        rest = rest[1:]
    if len(rest) == 1:
        return rest[0].kind in (Kind.ORDINARY, Kind.NAME, Kind.GROUPED)
    if len(rest) > 2 and rest[0].text in BARS:
        return [place for place, atom in enumerate(rest) if atom.text == rest[0].text] == [0, len(rest) - 1]
    called = rest[1:] if rest and rest[0].kind in (Kind.ORDINARY, Kind.NAME) else rest
    return _is_one_bracket(called)


def _is_one_bracket(atoms: Sequence[Atom]) -> bool:
    depths, depth = [], 0
    for atom in atoms:
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
        depths.append(depth)
    return bool(depths) and depths[0] == 1 and 0 not in depths[:-1] and depths[-1] == 0
