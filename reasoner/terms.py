"""The terms of candidates: through what, and for how long, each has learned, in few enough words to bound.

A term is an origin (a job type, an industry, a floor, or a claimed skill) and a bucket: how many years at
full pace a candidate spent in it, or how high the claim is. Spells in one origin make one term: doses add up.
Buckets are bounded from above, so that a bound for a bucket holds for all that is in it.
"""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.reasoner.doses import FACTORS, years_before
from skillpath.reasoner.histories import NOTHING, Histories, Numbers, Vocabulary, owners, stretches
from skillpath.reasoner.parameters import DAYS_PER_YEAR, RECENCY, Recency

Floats = NDArray[np.float64]

YEARS: Final = np.array([*np.arange(0.25, 4.01, 0.25), 4.5, 5.0, 5.5, 6.0, 7.0, 8.0, 10.0, math.inf])
"""Upper ends of the buckets of an origin of spells, in years × λ. Few skills take longer to master."""

CLAIMED: Final = np.arange(1, 9) / 8
"""Upper ends of the buckets of a claim: its level."""


THREADS: Final = 2
"""A pool is summed up by so many threads at once."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How terms are numbered: job types, industries, floors, then skills; each with its buckets."""

    job_types: int
    industries: int
    skills: int

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Layout":
        """The layout for a vocabulary."""
        return cls(len(vocabulary.job_types), len(vocabulary.industries), len(vocabulary.skills))

    @property
    def origins(self) -> int:
        """How many origins spells can have."""
        return self.job_types + 2 * self.industries

    @property
    def claims(self) -> int:
        """The first term of a claim."""
        return self.origins * len(YEARS)

    def __len__(self) -> int:
        return self.claims + self.skills * len(CLAIMED)


@dataclass(frozen=True)
class Terms:
    """The terms of candidates, one candidate after the other; those of i are ``starts[i] … starts[i + 1]``.

    They were reckoned for a ``day``. ``growing`` is the most years that any candidate's origin can gain in
    one: the sum of the λ of spells that lasted on that day.
    """

    layout: Layout
    starts: Numbers
    code: NDArray[np.int32]
    day: date
    growing: float

    def take(self, rows: Numbers) -> "Terms":
        """Those of some candidates, in the order given."""
        starts, entries = stretches(self.starts, rows)
        return replace(self, starts=starts, code=self.code[entries])

    def sums(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each candidate the sum of the values of its terms; ``values``: one a term."""
        return np.concatenate(list(_threads().map(lambda block: block @ values, self._blocks)))

    def added(self, rows: Numbers, of: Callable[[Numbers], NDArray[np.float32]]) -> Floats:
        """For some candidates the sums of several values a term: rows × values; ``of``: those of terms."""
        starts, entries = stretches(self.starts, rows)
        code = self.code[entries]
        met = np.zeros(len(self.layout), dtype=bool)
        met[code] = True
        place = (np.cumsum(met, dtype=np.int32) - 1)[code]
        shape = (len(rows), np.count_nonzero(met))
        held = sparse.csr_array((np.ones(len(code), dtype=np.float32), place, starts), shape=shape)
        summed: Floats = (held @ of(np.flatnonzero(met))).astype(np.float64)
        return summed

    @cached_property
    def rounding(self) -> float:
        """By so much bounds are raised: more than single precision can lose over one candidate's terms."""
        most = int(np.diff(self.starts).max(initial=0))
        return 1.0 + (most + 16) * float(np.finfo(np.float32).eps)

    def in_any(self, industries: Numbers) -> NDArray[np.bool_]:
        """Who was in any of some industries."""
        flags = np.zeros(len(self.starts) - 1, dtype=bool)
        starts, rows = self._by_industry
        flags[rows[stretches(starts, industries)[1]]] = True
        return flags

    @cached_property
    def _by_industry(self) -> tuple[Numbers, NDArray[np.int32]]:
        """The candidates who were in each industry, one industry after the other, and where each starts."""
        first, after = (
            len(YEARS) * n for n in (self.layout.job_types, self.layout.job_types + self.layout.industries)
        )
        entries = np.flatnonzero((self.code >= first) & (self.code < after))
        industry = (self.code[entries] - first) // len(YEARS)
        rows = np.searchsorted(self.starts, entries, side="right") - 1
        shape = (self.layout.industries, len(self.starts) - 1)
        held = sparse.csr_array((np.ones(len(rows), dtype=np.int8), (industry, rows)), shape=shape)
        return held.indptr.astype(np.int64), held.indices

    @cached_property
    def taught(self) -> Numbers:
        """How many candidates learned through each origin of spells."""
        origins = self.code[self.code < self.layout.claims] // len(YEARS)
        return np.bincount(origins, minlength=self.layout.origins)

    @cached_property
    def _blocks(self) -> "list[sparse.csr_array[np.float32]]":
        """Candidates × terms, 1 for each term of each candidate, in blocks of rows."""
        rows = np.linspace(0, len(self.starts) - 1, THREADS + 1).astype(np.int64)
        blocks = []
        for first, after in pairwise(rows.tolist()):
            entries = slice(self.starts[first], self.starts[after])
            ones = np.ones(entries.stop - entries.start, dtype=np.float32)
            starts = self.starts[first : after + 1] - self.starts[first]
            shape = (after - first, len(self.layout))
            blocks.append(sparse.csr_array((ones, self.code[entries], starts), shape=shape))
        return blocks

    def years(self, as_of: date, recency: Recency = RECENCY) -> Floats:
        """What :data:`YEARS` can at most have become on another day.

        Later, a spell that lasts gains at most λ a year and all others fade. Earlier, no spell was longer,
        and each was fresher by at most ``2^(days/h)``.
        """
        passed = (as_of - self.day).days / DAYS_PER_YEAR
        if passed >= 0:
            return YEARS + self.growing * passed
        earlier: Floats = YEARS * 2.0 ** (-passed / recency.half_life)
        return earlier


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="terms")


def terms_of(histories: Histories, *, day: date, recency: Recency = RECENCY) -> Terms:
    """The terms of histories, as of a day."""
    layout = Layout.of(histories.vocabulary)
    owner = owners(histories.spell_starts)
    pace = FACTORS[histories.level]
    years = pace * recency.effective_years(*years_before(histories, day))
    floor = np.where(histories.on_floor, histories.industry, NOTHING)
    numbered = (
        (histories.job_type, 0),
        (histories.industry, layout.job_types),
        (floor, layout.job_types + layout.industries),
    )
    keys = np.concatenate([owner * layout.origins + column + first for column, first in numbered])
    known = np.concatenate([column != NOTHING for column, _ in numbered])
    keys, place = np.unique(keys[known], return_inverse=True)
    spent = np.bincount(place, np.tile(years, len(numbered))[known], minlength=len(keys))
    claimant = owners(histories.claim_starts)
    codes = np.concatenate(
        [
            keys % layout.origins * len(YEARS) + np.searchsorted(YEARS, spent) if layout.origins else keys,
            layout.claims + histories.skill * len(CLAIMED) + np.searchsorted(CLAIMED, histories.claimed),
        ]
    ).astype(np.int32)
    holder = np.concatenate([keys // max(layout.origins, 1), claimant])
    order = np.argsort(holder, kind="stable")
    lasting = np.bincount(owner, pace * (histories.end > day.toordinal()), minlength=1)
    return Terms(
        layout=layout,
        starts=np.searchsorted(holder[order], np.arange(len(histories) + 1)),
        code=codes[order],
        day=day,
        growing=float(lasting.max()),
    )
