"""Rates of groups and what they are to one another, as New York City's Local Law 144 asks for them.

Groups are labels that mean nothing here. Terms and rules are those of 6 RCNY §§ 5-300 and 5-301.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from skillpath.reasoner.ranks import ranked

CONFIDENCE: Final = 0.95
"""Of intervals."""

LEAST_SHARE: Final = 0.02
"""A category that is less than this share of the data may be left out of the ratios (§ 5-301 (d))."""

FOUR_FIFTHS: Final = 0.8
"""Below this ratio a difference is generally taken for adverse impact (29 CFR 1607.4 D)."""

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``; ``high`` is ``None`` where nothing bounds it."""

    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``of`` persons, with the interval of Clopper and Pearson (1934)."""

    hits: int
    of: int

    @property
    def rate(self) -> float:
        """The share; 0 of nobody.

        >>> Rate(40, 100).rate
        0.4
        """
        return self.hits / self.of if self.of else 0.0

    def interval(self, confidence: float = CONFIDENCE) -> Interval:
        """Holds the true rate in at least this share of all samples, however small they are.

        >>> found = Rate(0, 10).interval()
        >>> found.low, round(found.high or 0, 4)
        (0.0, 0.3085)
        """
        tail, misses = (1.0 - confidence) / 2, self.of - self.hits
        low = float(betaincinv(self.hits, misses + 1, tail)) if self.hits else 0.0
        high = float(betaincinv(self.hits + 1, misses, 1.0 - tail)) if misses else 1.0
        return Interval(low, high)


@dataclass(frozen=True, slots=True)
class Group(Generic[Label]):
    """A category with its rate and its impact ratio: the rate over that of the highest category.

    ``ratio`` is ``None`` for who is left out, and where the highest rate is 0. ``best``: this is the highest.
    """

    label: Label
    rate: Rate
    ratio: float | None
    interval: Interval | None
    left_out: bool
    best: bool

    @property
    def adverse(self) -> bool:
        """Whether the ratio is below four fifths."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


@dataclass(frozen=True, slots=True)
class Impact(Generic[Label]):
    """The groups in their order, and how many persons are in none of them because theirs is unknown."""

    groups: tuple[Group[Label], ...]
    unknown: int


def impact(
    labels: Sequence[Label | None],
    hits: Flags,
    *,
    order: Sequence[Label],
    least_share: float = LEAST_SHARE,
    least: int = 0,
) -> Impact[Label]:
    """The impact ratios of categories; ``labels`` (``None``: unknown) and ``hits`` are of the same persons.

    ``order``: all categories; those of nobody are not told. A category that is under the ``least_share`` of
    those known, or of fewer than the ``least``, is told, but neither compared nor compared with.
    """
    counted = {label: [0, 0] for label in order}
    for label, hit in zip(labels, hits.tolist(), strict=True):
        if label is not None:
            counted[label][0] += hit
            counted[label][1] += 1
    rates = {label: Rate(*counts) for label, counts in counted.items() if counts[1]}
    needed = max(least, least_share * sum(rate.of for rate in rates.values()))
    return Impact(tuple(_groups(rates, needed)), sum(label is None for label in labels))


def _groups(rates: Mapping[Label, Rate], needed: float) -> list[Group[Label]]:
    compared = {label: rate for label, rate in rates.items() if rate.of >= needed}
    best = max(compared.values(), key=lambda rate: (rate.rate, rate.of), default=Rate(0, 0))
    first = next((label for label, rate in compared.items() if rate == best), None)
    return [
        Group(
            label,
            rate,
            ratio=rate.rate / best.rate if label in compared and best.rate else None,
            interval=_of_ratio(rate, best) if label in compared and best.rate and label != first else None,
            left_out=label not in compared,
            best=label == first,
        )
        for label, rate in rates.items()
    ]


def _of_ratio(rate: Rate, best: Rate) -> Interval:
    """Holds the true ratio in at least :data:`CONFIDENCE` of all samples of two groups.

    Both rates' exact intervals at half the error (Bonferroni), the ends against one another: no formula for
    large samples is asked, so it is wide for small groups, as it must be.
    """
    own, other = (one.interval(1.0 - (1.0 - CONFIDENCE) / 2) for one in (rate, best))
    most = other.high if other.high is not None else 1.0
    return Interval(own.low / most, None if not other.low else (own.high or 0.0) / other.low)


def above_median(scores: Floats) -> Flags:
    """Who scores above the median of the whole sample (§ 5-300, “scoring rate”).

    >>> above_median(np.array([0.1, 0.2, 0.2, 0.9])).tolist()
    [False, False, False, True]
    """
    seen = ranked(scores)
    if not len(seen):
        return np.zeros(0, dtype=bool)
    above: Flags = seen > np.median(seen)
    return above


def selected(scores: Floats, inside: Flags, top: int) -> Flags:
    """Who is among the best ``top`` of those inside the filters; of equal scores who stands first.

    >>> selected(np.array([0.1, 0.3, 0.9, 0.3]), np.array([True, True, False, True]), 1).tolist()
    [False, True, False, False]
    """
    order = np.lexsort((np.arange(len(scores)), -ranked(scores), ~inside))
    chosen: Flags = np.zeros(len(scores), dtype=bool)
    chosen[order[:top]] = True
    return chosen & inside
