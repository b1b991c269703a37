"""Chooses by evidence how a file marks its questions: one pattern, and what else continues it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.adapters.bank.importing.markdown.asking import asks, asks_plainly
from bot.adapters.bank.importing.markdown.body import title_of
from bot.adapters.bank.importing.markdown.candidates import Candidate, Shape, candidates, is_answer
from bot.adapters.bank.importing.markdown.units import Form, Unit

LEAST_PLAUSIBLE = 0.4  # of all that has a shape
TICKED = re.compile(r"\[[xX]\]\s")
SURE = 2.0
FEW = 3
LEAST_WORDS = 3  # of a fold that asks nothing; fewer are a name, such as Further reading
REACH = 60  # units in which an answer's label is looked for


@dataclass(frozen=True, slots=True)
class Choice:
    """The places where questions begin, in order, and how the pattern is called.

    `refused` are places of the same shape that ask nothing; `alike` ask nothing either and were taken.
    """

    starts: Sequence[Candidate]
    name: str
    refused: Sequence[Candidate] = ()
    alike: Sequence[Candidate] = ()


def choose(units: Sequence[Unit]) -> Choice:
    found = list(candidates(units))
    groups: Mapping[Shape, list[Candidate]] = defaultdict(list)
    for each in found:
        groups[each.shape].append(each)
    evidence = _Evidence(units)
    scored = {shape: evidence.of_group(group) for shape, group in groups.items() if _tells(shape, group)}
    best = max(scored, key=lambda shape: scored[shape], default=None)
    if best is None or scored[best] <= 0:
        return Choice((), "")
    kept, refused = _plausible(groups[best], evidence)
    alike = _alike(refused, kept, units)
    kept = sorted([*kept, *alike], key=lambda each: each.at)
    more = _continuing(found, kept, best, evidence)
    name = str(best)
    for shape in dict.fromkeys(each.shape for each in more):
        name += f" and {shape} ({sum(each.shape == shape for each in more)})"
    return Choice(
        sorted([*kept, *more], key=lambda each: each.at),
        name,
        [each for each in refused if each not in alike],
        alike,
    )


def _tells(shape: Shape, group: Sequence[Candidate]) -> bool:
    """A line or two that begin with what or how may be anything, unless they end as questions do."""
    return bool(shape.label) or len(group) >= FEW or any(asks_plainly(title_of(each.title)) for each in group)


class _Evidence:
    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._answers = [
            at for at in range(len(units)) if is_answer(units, at) or TICKED.match(units[at].text)
        ]

    def of_group(self, group: Sequence[Candidate]) -> float:
        ends = [each.at for each in group[1:]] + [len(self._units)]
        values = [self.of(each, end) for each, end in zip(group, ends, strict=True)]
        plausible = [value for value in values if value >= SURE]
        if len(plausible) < LEAST_PLAUSIBLE * len(values):
            return 0.0
        score = sum(plausible) - 1.5 * (len(values) - len(plausible))
        # a list of links leads to questions that stand elsewhere, maybe in this very file
        return score * (0.3 if group[0].shape.where == "link" else 1.0)

    def of(self, each: Candidate, end: int) -> float:
        """What speaks for one candidate whose text ends before the unit `end`."""
        value = 2.0 * asks(each.title) + 2.0 * (each.shape.label in ("Q", "Qn"))
        value += 2.5 * self.is_answered(each, end) + 2.0 * self._has_body(each, end)
        value += 0.25 * (each.shape.label == "n")
        is_said = asks(each.title) or each.shape.label in ("Q", "Qn") or self.is_answered(each, end)
        return value if is_said else min(value, SURE / 2)

    def is_answered(self, each: Candidate, end: int) -> bool:
        place = bisect_left(self._answers, each.at + each.taken)
        if place == len(self._answers):
            return False
        answer = self._answers[place]
        return (
            answer < min(end, each.at + REACH) and self._units[answer].depth <= self._units[each.at].depth + 1
        )

    def _has_body(self, each: Candidate, end: int) -> bool:
        after = each.at + each.taken
        if each.rest:
            return True
        if after >= min(end, len(self._units)):
            return False
        unit, own = self._units[after], self._units[each.at]
        if unit.form is Form.HEADING and own.form is Form.HEADING:
            return unit.level > own.level
        return unit.form is not Form.RULE and unit.form is not Form.HEADING


def _plausible(group: Sequence[Candidate], evidence: _Evidence) -> tuple[list[Candidate], list[Candidate]]:
    """Those that are questions; the rest only look like one by where they stand."""
    kept: list[Candidate] = []
    refused: list[Candidate] = []
    for place, each in enumerate(group):
        end = group[place + 1].at if place + 1 < len(group) else each.at + REACH
        counts_on = bool(kept) and each.number is not None and each.number == (kept[-1].number or -1) + 1
        sure = asks(each.title) or each.shape.label in ("Q", "Qn") or evidence.is_answered(each, end)
        (kept if each.title and (sure or counts_on) else refused).append(each)
    return kept, refused


def _alike(refused: Sequence[Candidate], kept: Sequence[Candidate], units: Sequence[Unit]) -> list[Candidate]:
    """Folds between those that ask, and no deeper: `List all pods` hides an answer as they do."""
    depth = min((units[each.at].depth for each in kept), default=0)
    return [
        each
        for each in refused
        if each.shape.where == "fold"
        and units[each.at].depth <= depth
        and len(each.title.split()) >= LEAST_WORDS
    ]


def _continuing(
    found: Sequence[Candidate], kept: Sequence[Candidate], best: Shape, evidence: _Evidence
) -> list[Candidate]:
    """Candidates of other shapes that go on where the pattern's numbers have a gap, or stand above it."""
    places = [each.at for each in kept]
    ends = {each.at: follower.at for each, follower in pairwise(found)}
    more: list[Candidate] = []
    last = 0
    for each in found:
        before = bisect_left(places, each.at)
        if each.shape == best:
            last = each.number or last
            continue
        following = kept[before].number if before < len(kept) else None
        if _fills_gap(each, last, following) and evidence.is_answered(each, _end(each, ends)):
            more.append(each)
            last = each.number or last
        elif _is_higher(each, best) and asks_plainly(each.title):
            more.append(each)
    return more


def _end(each: Candidate, ends: Mapping[int, int]) -> int:
    return ends.get(each.at, each.at + REACH)


def _fills_gap(each: Candidate, last: int, following: int | None) -> bool:
    return (
        each.number is not None and each.number == last + 1 and (following is None or each.number < following)
    )


def _is_higher(each: Candidate, best: Shape) -> bool:
    """A question on a higher heading than most, in a file whose headings ask."""
    same = each.shape.where == best.where == "heading" and each.shape.label == best.label
    return same and 1 < each.shape.level < best.level
