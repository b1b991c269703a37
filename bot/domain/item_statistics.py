"""What the answers to a question say about the question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

LEAST_FOR_DISCRIMINATION = 10
"""With fewer people a correlation says next to nothing."""

STRONG_SHARE = 0.27
"""Kelley, T. L. (1939), The selection of upper and lower groups for the validation of test items, Journal of
Educational Psychology 30, 17-24: the share at which the two ends differ most surely."""

LEAST_STRONG = 5
"""Strong people without whom nothing is said about what they prefer."""

LEAST_ON_HARD = 5


@dataclass(frozen=True, slots=True)
class Response:
    """One person's first choice, by the option's text, and the share of everything else they got right.

    `strength` is None for somebody who was scored on nothing else.
    """

    option: str
    right: bool
    strength: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """`chosen` counts people by option; `discrimination` is None where nothing can be said about it.

    `preferred` is the wrong option that more strong people chose than the right one; empty if there is none.
    """

    people: int
    right: int
    chosen: Mapping[str, int]
    discrimination: float | None
    preferred: str

    @property
    def share(self) -> float:
        """The share of people who were right, which is the item's difficulty index; 0 without people."""
        return self.right / self.people if self.people else 0.0


def item_statistics(responses: Sequence[Response]) -> ItemStatistics:
    return ItemStatistics(
        people=len(responses),
        right=sum(response.right for response in responses),
        chosen=Counter(response.option for response in responses),
        discrimination=_discrimination(responses),
        preferred=_preferred(responses),
    )


def _discrimination(responses: Sequence[Response]) -> float | None:
    """The point-biserial correlation of being right here with the share right elsewhere, from -1 to 1.

    r = (M1 - M0) / s * sqrt(p * q): M1 and M0 are the mean strengths of those who were right and wrong, s the
    standard deviation of all (with n), p the share who were right, q = 1 - p. The question itself is left out
    of the strength (the corrected item-total correlation), or each question would agree with itself; see
    Crocker, L. and Algina, J. (1986), Introduction to Classical and Modern Test Theory, chapter 14.
    """
    known = [(each.right, each.strength) for each in responses if each.strength is not None]
    right = [strength for is_right, strength in known if is_right]
    wrong = [strength for is_right, strength in known if not is_right]
    if len(known) < LEAST_FOR_DISCRIMINATION or not right or not wrong:
        return None
    mean = _mean(right + wrong)
    spread = sqrt(_mean([(strength - mean) ** 2 for _, strength in known]))
    if spread < 1e-9:
        return None
    p = len(right) / len(known)
    return (_mean(right) - _mean(wrong)) / spread * sqrt(p * (1 - p))


def _preferred(responses: Sequence[Response]) -> str:
    known = sorted((each.strength for each in responses if each.strength is not None), reverse=True)
    upper = round(len(known) * STRONG_SHARE)
    if upper < LEAST_STRONG:
        return ""
    # whoever ties with the last of them is as strong
    bar = known[upper - 1]
    strong = [each for each in responses if each.strength is not None and each.strength >= bar]
    wrong = Counter(each.option for each in strong if not each.right)
    option, people = min(wrong.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return option if people > sum(each.right for each in strong) else ""


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
