"""How much a candidate can score at most, by terms alone (``scoring.md`` §7).

φ is concave with φ(0) = 0, so ``φ(Σ d) ≤ Σ φ(d)``: what terms bring together is at most the sum of what each
brings alone, requirement by requirement. Channels of one spell, of which only the best counts, are added up
too.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.reasoner.histories import Numbers, owners, starts_of, stretches
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel, mastery
from skillpath.reasoner.places import Places, known
from skillpath.reasoner.terms import CLAIMED, Terms

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

ROUNDING: Final = np.float32(1 + 2.0**-16)
"""By so much every bound is raised: more than single precision can lose over two hundred terms."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What each term brings to a role at most, alone.

    ``score``: one number a term. ``cap``: what a candidate gets in each dimension at most.
    ``spells`` and ``claims``: the same as the score by dimension and by requirement, for their terms.
    """

    score: Singles
    cap: Floats
    spells: "Cells"
    claims: "Cells"


@dataclass(frozen=True, slots=True)
class Cells:
    """The most that origins bring, alone.

    What origin o brings to requirements is in rows ``starts[o] … starts[o + 1]``: a requirement, and for each
    bucket the strength; requirements to which it brings nothing are left out. ``parts``, origins × dimensions
    × buckets: what that adds to the score, by dimension.
    """

    starts: Numbers
    requirement: Numbers
    strength: Singles
    parts: Singles


def bounds(matcher: Matcher, terms: Terms, places: Places) -> Bounds:
    """The bounds of a role for all terms of a pool."""
    columns, layout, lessons = _Columns.of(matcher), terms.layout, places.lessons
    development = matcher.profile.development
    pace = lessons.strength * np.array([development[channel] for channel in lessons.channel])
    mastered = mastery(pace[:, np.newaxis] * terms.years(matcher.as_of))
    spells = _cells(columns, (lessons.origin, lessons.node, lessons.pace), mastered, layout.origins)
    skill, node = known(places.skills[:-1])
    claimed = development[Channel.CLAIM] * CLAIMED[np.newaxis]
    claims = _cells(columns, (skill, node, np.zeros_like(node)), claimed, layout.skills)
    linear, dimension = _linear(matcher, spells, terms.taught), _dimensions(matcher)
    weight = linear.astype(np.float32) * ROUNDING
    cap = np.bincount(dimension, linear).astype(np.float64) * float(ROUNDING)
    spells, claims = (
        replace(cells, parts=_parts(cells, weight, dimension, len(cap))) for cells in (spells, claims)
    )
    score = np.concatenate([_summed(cells.parts).ravel() for cells in (spells, claims)])
    return Bounds(score, cap, spells, claims)


def _summed(parts: Singles) -> Singles:
    """Over the dimensions, one after the other: several times as fast as the sum along an inner axis."""
    none = np.zeros((parts.shape[0], parts.shape[2]), dtype=np.float32)
    return sum((parts[:, dimension] for dimension in range(parts.shape[1])), start=none)


def _dimensions(matcher: Matcher) -> Numbers:
    """The dimension of each requirement, numbered as they come: those of one stand together."""
    names = [item.dimension for item in matcher.requirements.items]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def _parts(cells: Cells, weight: Singles, dimension: Numbers, dimensions: int) -> Singles:
    """What each origin adds to the score at most: origins × dimensions × buckets."""
    origins, buckets = len(cells.starts) - 1, cells.strength.shape[1]
    row = owners(cells.starts) * dimensions + dimension[cells.requirement]  # ascends
    starts = starts_of(np.bincount(row, minlength=origins * dimensions))
    numbers = np.arange(len(row))
    shape = (origins * dimensions, len(row))
    weighed = sparse.csr_array((weight[cells.requirement], numbers, starts), shape=shape)
    parts: Singles = weighed @ cells.strength
    return parts.reshape(origins, dimensions, buckets)


@dataclass(frozen=True, slots=True)
class _Columns:
    """T towards requirements by row, over the levels asked for: ``useful`` says which nodes carry at all."""

    useful: NDArray[np.bool_]
    starts: Numbers
    requirement: Numbers
    carried: Singles

    @classmethod
    def of(cls, matcher: Matcher) -> "_Columns":
        useful = np.asarray(matcher.columns.any(axis=1))
        nodes = np.flatnonzero(useful)
        at, requirement = np.nonzero(matcher.columns[nodes])
        carried = matcher.columns[nodes[at], requirement] / matcher.requirements.levels[requirement]
        counts = np.bincount(nodes[at], minlength=len(useful))
        return cls(useful, np.concatenate([[0], np.cumsum(counts)]), requirement, carried.astype(np.float32))


def _linear(matcher: Matcher, spells: Cells, taught: Numbers) -> Floats:
    """The most that full strength in each requirement adds to the score: its weight, and the bottleneck's.

    The least of the essential requirements is at most any of them. Taken is the one that the pool, in which
    each origin is found ``taught`` times, meets worst.
    """
    asked = matcher.requirements
    essential = np.array([item.essential for item in asked.items], dtype=bool)
    eta = matcher.profile.bottleneck if essential.any() else 0.0
    linear: Floats = (1.0 - eta) * asked.weights
    if eta:
        often = taught[owners(spells.starts)]
        met = np.bincount(spells.requirement, spells.strength.mean(axis=1) * often, minlength=len(linear))
        linear[np.argmin(np.where(essential, met, np.inf))] += eta
    return linear


def _cells(
    columns: _Columns, lessons: tuple[Numbers, Numbers, Numbers], mastered: Floats, origins: int
) -> Cells:
    """The most that lessons bring to requirements: of all that an origin teaches, the strongest.

    ``lessons``: rows of origin, node and pace, a row of ``mastered``, which says how well the node is
    mastered by each bucket.
    """
    some = np.flatnonzero(columns.useful[lessons[1]])
    origin, node, pace = (column[some] for column in lessons)
    sizes, entries = stretches(columns.starts, node)
    lesson = owners(sizes)
    requirement, carried = columns.requirement[entries], columns.carried[entries]
    paces, count = len(mastered), int(columns.requirement.max(initial=0)) + 1
    cell = (origin[lesson] * count + requirement) * paces + pace[lesson]
    order = np.lexsort((carried, cell))
    last = np.flatnonzero(np.diff(cell[order], append=-1))  # at one pace, what carries farthest
    cell, carried = cell[order[last]], carried[order[last]]
    strength = carried[:, np.newaxis] * mastered.astype(np.float32)[cell % paces]
    cell //= paces
    first = np.flatnonzero(np.diff(cell, prepend=-1))
    strongest = strength[first]
    at = np.cumsum(np.diff(cell, prepend=-1) > 0) - 1
    turn = np.arange(len(cell)) - first[at]
    for other in (np.flatnonzero(turn == k) for k in range(1, int(turn.max(initial=0)) + 1)):
        strongest[at[other]] = np.maximum(strongest[at[other]], strength[other])
    cell = cell[first]
    return Cells(
        starts=np.searchsorted(cell, np.arange(origins + 1) * count),
        requirement=cell % count,
        strength=np.minimum(np.float32(1.0), strongest),
        parts=np.zeros((origins, 0, mastered.shape[1]), dtype=np.float32),
    )
