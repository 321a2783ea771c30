"""How much a candidate can score at most, by terms alone (``scoring.md`` §7).

φ is concave with φ(0) = 0, so ``φ(Σ d) ≤ Σ φ(d)``: what terms bring together is at most the sum of what each
brings alone, requirement by requirement. Channels of one spell, of which only the best counts, are added up
too. A bottleneck, the least of the essential requirements, is at most their mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.reasoner.experience import YEARS_TO_MASTER
from skillpath.reasoner.histories import NOTHING, Numbers, Places, owners, stretches
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel, mastery
from skillpath.reasoner.terms import CLAIMED, Terms

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

ROUNDING: Final = np.float32(1 + 2.0**-16)
"""By so much every bound is raised: more than single precision can lose over two hundred terms."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What each term brings to a role at most, alone.

    ``score``: one number a term. ``cells``: what the origin of a term brings to each requirement, one row for
    each of the requirements that it brings anything to: those of the origin numbered o, all terms of spells
    first, then those of claims, are ``starts[o] … starts[o + 1]``; with a column for each bucket.
    """

    score: Singles
    spells: "Cells"
    claims: "Cells"


@dataclass(frozen=True, slots=True)
class Cells:
    """The most that origins bring to requirements, alone.

    What origin o brings is in rows ``starts[o] … starts[o + 1]``: a requirement, and for each bucket the
    strength; requirements to which it brings nothing are left out.
    """

    starts: Numbers
    requirement: Numbers
    strength: Singles


@dataclass(frozen=True, slots=True)
class _Lessons:
    """What origins teach: rows of origin, node, and the place of its pace in a table paces × buckets of how
    well the node is mastered."""

    origin: Numbers
    node: Numbers
    pace: Numbers
    mastered: Singles


def bounds(matcher: Matcher, terms: Terms, places: Places) -> Bounds:
    """The bounds of a role for all terms of a pool."""
    columns = _Columns.of(matcher)
    layout = terms.layout
    spells = _cells(_spells(matcher, terms, places, columns.useful), columns, layout.origins)
    claims = _cells(_claims(matcher, places, columns.useful), columns, layout.skills)
    linear = _linear(matcher).astype(np.float32) * ROUNDING
    score = np.concatenate([_scores(cells, linear) for cells in (spells, claims)])
    return Bounds(score, spells, claims)


def _scores(cells: Cells, linear: Singles) -> Singles:
    """What each term adds to the score at most, origin by origin and bucket by bucket."""
    shape = (len(cells.starts) - 1, len(cells.requirement))
    numbers = np.arange(len(cells.requirement))
    weighed = sparse.csr_array((linear[cells.requirement], numbers, cells.starts), shape=shape)
    score: Singles = weighed @ cells.strength
    return score.ravel()


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


def _linear(matcher: Matcher) -> Floats:
    """The most that full strength in each requirement adds to the score: its weight, and of a bottleneck the
    share of an essential requirement in their mean."""
    asked = matcher.requirements
    essential = np.array([item.essential for item in asked.items], dtype=bool)
    eta = matcher.profile.bottleneck if essential.any() else 0.0
    linear: Floats = (1.0 - eta) * asked.weights + eta * essential / max(1, essential.sum())
    return linear


def _spells(matcher: Matcher, terms: Terms, places: Places, useful: NDArray[np.bool_]) -> _Lessons:
    """What the origins of spells teach, at the paces of their channels."""
    learning = matcher.network.learning
    parts = list(_teachers(matcher, places))
    number = np.concatenate([numbers for numbers, _, _ in parts])
    teacher = np.concatenate([nodes for _, nodes, _ in parts])
    channel = np.repeat([matcher.profile.development[c] for *_, c in parts], [len(n) for n, *_ in parts])
    sizes, entries = stretches(learning.indptr.astype(np.int64), teacher)
    at = owners(sizes)
    kept = np.flatnonzero(useful[learning.indices[entries]])
    at, entries = at[kept], entries[kept]
    node = learning.indices[entries].astype(np.int64)
    pace = channel[at] * learning.data[entries] / YEARS_TO_MASTER[matcher.network.node_kind[node]]
    paces, place = np.unique(pace, return_inverse=True)
    mastered = mastery(paces[:, np.newaxis] * terms.years(matcher.as_of)).astype(np.float32)
    return _Lessons(number[at], node, place, mastered)


def _teachers(matcher: Matcher, places: Places) -> Iterator[tuple[Numbers, Numbers, Channel]]:
    """Origins by number, the nodes that teach in them, and the channel. A job type is taken to teach all that
    it teaches in any industry."""
    job_types = places.job_types[:-1]
    yield *_known(job_types, 0), Channel.JOB_TYPE
    for job, _, node in matcher.network.pairs.tolist():
        numbers = np.flatnonzero(job_types == job)
        yield numbers, np.full(len(numbers), node, dtype=np.int64), Channel.JOB_TYPE
    industries = len(places.industries) - 1
    yield *_known(places.industries[:-1], len(job_types)), Channel.INDUSTRY
    yield *_known(places.floors[:-1], len(job_types) + industries), Channel.FLOOR


def _claims(matcher: Matcher, places: Places, useful: NDArray[np.bool_]) -> _Lessons:
    """What claims vouch for: the skill itself."""
    number, node = _known(places.skills[:-1], 0)
    number, node = number[useful[node]], node[useful[node]]
    mastered = matcher.profile.development[Channel.CLAIM] * CLAIMED[np.newaxis]
    return _Lessons(number, node, np.zeros(len(number), dtype=np.int64), mastered.astype(np.float32))


def _known(positions: NDArray[np.int32], first: int) -> tuple[Numbers, Numbers]:
    numbers = np.flatnonzero(positions != NOTHING)
    return numbers + first, positions[numbers].astype(np.int64)


def _cells(lessons: _Lessons, columns: _Columns, origins: int) -> Cells:
    """The most that lessons bring to requirements: of all that an origin teaches, the strongest."""
    sizes, entries = stretches(columns.starts, lessons.node)
    lesson = owners(sizes)
    requirement, carried = columns.requirement[entries], columns.carried[entries]
    paces, count = len(lessons.mastered), int(columns.requirement.max(initial=0)) + 1
    cell = (lessons.origin[lesson] * count + requirement) * paces + lessons.pace[lesson]
    order = np.lexsort((carried, cell))
    last = np.flatnonzero(np.diff(cell[order], append=-1))  # at one pace, what carries farthest
    cell, carried = cell[order[last]], carried[order[last]]
    strength = carried[:, np.newaxis] * lessons.mastered[cell % paces]
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
    )
