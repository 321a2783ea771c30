"""The best k of a pool, exactly: the same candidates, scores and order as if all had been scored.

A cascade (``scoring.md`` §7). Each step looks closer at fewer candidates, and drops only those whom the k-th
best so far beats for certain:

1. by terms, one number a term (:attr:`Bounds.score`): all candidates, in one product with a sparse matrix;
2. by terms and requirements (:meth:`Bounds.strengths`), none met more than fully: whom the first leaves;
3. the score itself, those most likely to be best first, until no other can be among them.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.bounds import Bounds, bounds
from skillpath.reasoner.histories import Numbers
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.score import contributions, total

Floats = NDArray[np.float64]

SAMPLE: Final = 1 << 14
"""So many candidates tell from which bound on few enough are left to begin with."""

AHEAD: Final = 2048
"""The search begins with so many candidates."""

BLOCK: Final = 1 << 16
"""Candidates bounded at once: what the second step holds in memory."""

OUT: Final = -1.0
"""The bound of a candidate who is not asked for: below all others."""

SLACK: Final = 1e-8
"""More than two scores that rank as one can differ by."""

BATCH: Final = 256
"""Candidates scored between two looks at who can still be among the best."""


@dataclass(frozen=True, slots=True)
class Top:
    """The best of a pool, the best first, of equal scores the one who stands first in the pool.

    ``bounded`` and ``scored``: for how many the second and the third step were taken.
    """

    rows: Numbers
    scores: Floats
    bounded: int
    scored: int


NOBODY: Final = Top(np.zeros(0, dtype=np.int64), np.zeros(0), 0, 0)


def top_k(
    matcher: Matcher, pool: Pool, places: Places, k: int, *, within: NDArray[np.bool_] | None = None
) -> Top:
    """The best k of a pool for a role; ``within``: of these candidates only.

    ``places`` are those of the vocabulary of the pool's histories.
    """
    search = _Search(matcher, pool, places, bounds(matcher, pool.terms, places), k)
    most = pool.terms.sums(search.bounds.score)
    if within is not None:
        most[~within] = OUT
    begin = _first(most, max(AHEAD, 2 * k))
    best = search.better(begin, NOBODY)
    others = np.flatnonzero(most >= search.least(best))
    return search.better(np.setdiff1d(others, begin, assume_unique=True), best)


def count_above(
    matcher: Matcher, pool: Pool, places: Places, score: float, *, within: NDArray[np.bool_]
) -> int:
    """How many of some candidates rank above a score."""
    search = _Search(matcher, pool, places, bounds(matcher, pool.terms, places), 0)
    could = within & (pool.terms.sums(search.bounds.score) >= score - SLACK)
    rows, own = np.flatnonzero(could), ranked(np.array([score]))[0]
    count = 0
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        block = block[ranked(search.limits(block)) > own]
        count += int(np.count_nonzero(ranked(search.scores(block)) > own))
    return count


def _first(most: NDArray[np.float32], count: int) -> Numbers:
    """At least so many with the highest bounds, and hardly more but for equal ones; or all there are."""
    sample = np.sort(most[:: max(1, len(most) // SAMPLE)])
    share = count / max(1, len(most))
    while share < 1.0:
        least = sample[int(len(sample) * (1.0 - share))]
        found = np.flatnonzero(most >= max(least, 0.0))
        if len(found) >= count or least <= 0.0:
            return found
        share *= 2.0  # a sample may be off
    return np.flatnonzero(most >= 0.0)


@dataclass(frozen=True, slots=True)
class _Search:
    matcher: Matcher
    pool: Pool
    places: Places
    bounds: Bounds
    k: int

    def least(self, best: Top) -> float:
        """The bound below which nobody can be among the best any more."""
        return float(best.scores[-1]) - SLACK if len(best.rows) == self.k else 0.0

    def better(self, rows: Numbers, best: Top) -> Top:
        """The best of some candidates and of those found so far."""
        limits = [self.limits(rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK)]
        most = ranked(np.concatenate([np.zeros(0), *limits]))
        order = np.lexsort((rows, -most))
        best = replace(best, bounded=best.bounded + len(rows))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            batch = batch[self._could(rows[batch], most[batch], best)]
            if not len(batch):
                break
            best = self.with_scored(rows[batch], best)
        return best

    def _could(self, rows: Numbers, most: Floats, best: Top) -> NDArray[np.bool_]:
        """Who can still be among the best: a higher bound than the last of them, or as high and before it."""
        if len(best.rows) < self.k:
            return np.ones(len(rows), dtype=bool)
        last = ranked(best.scores[-1:])[0]
        could: NDArray[np.bool_] = (most > last) | ((most == last) & (rows < best.rows[-1]))
        return could

    def with_scored(self, rows: Numbers, best: Top) -> Top:
        """The best once some more are scored."""
        scores = self.scores(rows)
        rows, scores = np.concatenate([best.rows, rows]), np.concatenate([best.scores, scores])
        order = np.lexsort((rows, -ranked(scores)))
        chosen = order[: self.k]
        return Top(rows[chosen], scores[chosen], best.bounded, best.scored + len(rows) - len(best.rows))

    def scores(self, rows: Numbers) -> Floats:
        """What candidates score."""
        return self.matcher.scores_of_histories(self.pool.histories.take(rows), self.places)

    def limits(self, rows: Numbers) -> Floats:
        """The most that candidates can score, requirement by requirement."""
        strength = np.minimum(1.0, self.pool.terms.added(rows, self.bounds.strengths))
        return total(contributions(strength, self.matcher.requirements, self.matcher.profile))
