"""LaTeX formulas as readable Unicode text, such as softmax(QKᵀ/√dₖ) V."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from unicodedata import normalize

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.macrospec import LatexContextDb, MacroSpec, MacroStandardArgsParser

from bot.richtext import symbols
from bot.richtext.atoms import Atom, Kind, fraction, join, root

LONGEST = 2000  # a longer formula would not be readable as one line of text anyway
CHARACTERS = re.compile(r"\d+(?:[.:]\d+|,\d{3}(?!\d))*|:=|\S")

ESCAPED = re.compile(r"\\([ %_&#$])")


class _Unknown(Exception):
    """There is something in the formula that has no form in plain text."""


@lru_cache(maxsize=4096)
def readable(latex: str) -> str | None:
    """The formula as one line of Unicode text; None where that would not say what the LaTeX says."""
    if len(latex) > LONGEST:
        return None
    try:
        walker = LatexWalker(latex, latex_context=_context(), tolerant_parsing=False)
        nodes, _, _ = walker.get_latex_nodes(parsing_state=walker.make_parsing_state(in_math_mode=True))
        text = join(_atoms(nodes))
    except (LatexWalkerError, _Unknown, RecursionError):
        return None
    return normalize("NFC", text) or None


@cache
def _context() -> LatexContextDb:
    """Which macros take arguments; all others are taken as symbols."""
    one = symbols.WORDS | symbols.NAMING | symbols.BOLD | symbols.LETTERS.keys() | symbols.ACCENTS.keys()
    forms = dict.fromkeys(one, "{") | dict.fromkeys(symbols.FRACTIONS | symbols.BINOMIALS, "{{")
    forms |= {"sqrt": "[{", "operatorname": "*{"}
    context = LatexContextDb()
    specs = [MacroSpec(name, args_parser=MacroStandardArgsParser(form)) for name, form in forms.items()]
    context.add_context_category("formulas", macros=specs)
    context.set_unknown_macro_spec(MacroSpec(""))
    return context


def _atoms(nodes: Sequence[LatexNode]) -> list[Atom]:
    atoms: list[Atom] = []
    units = _units(nodes)
    for unit in units:
        match unit:
            case str("_" | "^" as mark):
                _attach(atoms, mark, join(_unit(next(units, None)), tight=True))
            case str("'"):
                base = _base(atoms)
                atoms[-1] = replace(base, text=base.text + "′")
            case _:
                atoms += _unit(unit)
    return atoms


def _units(nodes: Sequence[LatexNode]) -> Iterator[str | LatexNode]:
    """Single characters, whole numbers, macros and groups."""
    before: str | LatexNode = ""
    for piece in chain.from_iterable(map(_pieces, nodes)):
        match before, piece:
            case str("_" | "^"), str():
                yield from filter(None, (piece[0], piece[1:]))  # x^12 raises the 1 alone
            case LatexMacroNode(macroname=name), str(".") if name in symbols.UNSEEN:
                pass  # \left. is a delimiter that is not there
            case _:
                yield piece
        before = piece


def _pieces(node: LatexNode) -> list[str] | list[LatexNode]:
    return CHARACTERS.findall(node.chars) if isinstance(node, LatexCharsNode) else [node]


def _base(atoms: list[Atom]) -> Atom:
    """The atom that a script or a prime belongs to, which is the last one if it can have any."""
    if not atoms or atoms[-1].kind in (Kind.SPACE, Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.OPEN):
        atoms.append(Atom("", Kind.ORDINARY))
    elif atoms[-1].kind is Kind.FRACTION:
        atoms[-1] = Atom(f"({atoms[-1].text})", Kind.GROUPED)
    return atoms[-1]


def _attach(atoms: list[Atom], mark: str, script: str) -> None:
    base = _base(atoms)
    if not script or (base.sub if mark == "_" else base.sup):
        raise _Unknown
    atoms[-1] = replace(base, sub=script) if mark == "_" else replace(base, sup=script)


def _unit(unit: str | LatexNode | None) -> list[Atom]:
    if isinstance(unit, str):
        return [_character(unit)]
    if isinstance(unit, LatexGroupNode):
        inside = _atoms(unit.nodelist)
        if len(inside) == 1 and inside[0].kind in (Kind.PUNCTUATION, Kind.BINARY, Kind.RELATION):
            return [replace(inside[0], kind=Kind.ORDINARY)]  # braces take the spaces away: 10{,}000
        return inside or [Atom("", Kind.ORDINARY)]
    if isinstance(unit, LatexMacroNode):
        # a macro that is itself an argument without braces comes without its own arguments
        args = unit.nodeargd.argnlist if unit.nodeargd else []
        return _macro(unit.macroname, [arg for arg in args if arg is not None])
    raise _Unknown  # an environment, a comment, a dollar sign, or nothing at all


def _character(char: str) -> Atom:
    if char in "&#\\":
        raise _Unknown
    if char in "([":
        return Atom(char, Kind.OPEN)
    if char in ")]":
        return Atom(char, Kind.CLOSE)
    if char in ",;:":
        return Atom(char, Kind.PUNCTUATION)
    if char in ("=", "<", ">", ":="):
        return Atom(char, Kind.RELATION)
    if char in "+-*":
        return Atom(char.replace("-", "−"), Kind.BINARY)
    return Atom(" ", Kind.SPACE) if char == "~" else Atom(char, Kind.ORDINARY)


TABLES = (
    (symbols.ORDINARY, Kind.ORDINARY),
    (symbols.NAMES, Kind.NAME),
    (symbols.BIG, Kind.BIG),
    (symbols.BINARY, Kind.BINARY),
    (symbols.RELATIONS, Kind.RELATION),
    (symbols.OPENING, Kind.OPEN),
    (symbols.CLOSING, Kind.CLOSE),
    (symbols.SPACES, Kind.SPACE),
)


def _macro(name: str, args: list[LatexNode]) -> list[Atom]:
    for table, kind in TABLES:
        if name in table:
            return [Atom(table[name], kind)]
    if name in symbols.UNSEEN:
        return []
    for names, build in BUILDERS:
        if name in names and args:
            return build(name, args)
    raise _Unknown


def _fraction(_: str, args: list[LatexNode]) -> list[Atom]:
    return [fraction(_unit_of(args[0]), _unit_of(args[1]))]


def _binomial(_: str, args: list[LatexNode]) -> list[Atom]:
    return [Atom(f"C({join(_unit_of(args[0]))}, {join(_unit_of(args[1]))})", Kind.GROUPED)]


def _root(_: str, args: list[LatexNode]) -> list[Atom]:
    degree = join(_atoms(args[0].nodelist), tight=True) if len(args) == 2 else ""
    return [root(degree, _unit_of(args[-1]))]


def _unit_of(arg: LatexNode) -> list[Atom]:
    return _atoms(arg.nodelist) if isinstance(arg, LatexGroupNode) else _atoms([arg])


def _named(_: str, args: list[LatexNode]) -> list[Atom]:
    word = join(_unit_of(args[-1]), tight=True).replace("−", "-")
    return [Atom(word, Kind.NAME if len(word) > 1 else Kind.ORDINARY)]


def _words(_: str, args: list[LatexNode]) -> list[Atom]:
    text = args[0].latex_verbatim().removeprefix("{").removesuffix("}")
    if re.search(r"[\\${}]", ESCAPED.sub("", text)):
        raise _Unknown
    return [Atom(" ".join(ESCAPED.sub(r"\1", text).split()), Kind.NAME)]


def _bold(_: str, args: list[LatexNode]) -> list[Atom]:
    return _unit_of(args[0])


def _lettered(name: str, args: list[LatexNode]) -> list[Atom]:
    letters = symbols.LETTERS[name]
    return [replace(atom, text=letters.get(atom.text, atom.text)) for atom in _unit_of(args[0])]


def _accented(name: str, args: list[LatexNode]) -> list[Atom]:
    inside = _unit_of(args[0])
    if len(inside) != 1 or len(inside[0].text) != 1:
        raise _Unknown
    return [replace(inside[0], text=inside[0].text + symbols.ACCENTS[name])]


BUILDERS: tuple[tuple[frozenset[str], Callable[[str, list[LatexNode]], list[Atom]]], ...] = (
    (symbols.FRACTIONS, _fraction),
    (symbols.BINOMIALS, _binomial),
    (frozenset(("sqrt",)), _root),
    (symbols.NAMING, _named),
    (symbols.WORDS, _words),
    (symbols.BOLD, _bold),
    (frozenset(symbols.LETTERS), _lettered),
    (frozenset(symbols.ACCENTS), _accented),
)
