"""How much a candidate can score at most, by terms alone (``scoring.md`` §7).

φ is concave with φ(0) = 0, so ``φ(Σ d) ≤ Σ φ(d)``: what terms bring together is at most the sum of what each
brings alone, requirement by requirement. Channels of one spell, of which only the best counts, are added up
too.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.reasoner.histories import Numbers, owners, stretches
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
    linear = _linear(matcher, spells, terms.taught).astype(np.float32) * ROUNDING
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
    )
