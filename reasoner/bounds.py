"""How much a candidate can score at most, by terms alone (``scoring.md`` §7).

φ is concave with φ(0) = 0, so ``φ(Σ d) ≤ Σ φ(d)``: what terms bring together is at most the sum of what each
brings alone, requirement by requirement. Channels of one spell, of which only the best counts, are added up
too.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.reasoner.histories import Numbers, owners, stretches
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import RECENCY, Channel, mastery
from skillpath.reasoner.places import Places, known
from skillpath.reasoner.terms import CLAIMED, Terms

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Cells:
    """The most that origins bring to requirements, alone.

    What origin o brings is in rows ``starts[o] … starts[o + 1]``: a requirement, and for each bucket the
    strength; requirements to which it brings nothing are left out.
    """

    starts: Numbers
    requirement: Numbers
    strength: Singles

    def score(self, weight: Singles) -> Singles:
        """What each origin adds to the score in each bucket; ``weight``: of full strength, by requirement."""
        entries = np.arange(len(self.requirement))
        shape = (len(self.starts) - 1, len(entries))
        added: Singles = (
            sparse.csr_array((weight[self.requirement], entries, self.starts), shape=shape) @ self.strength
        )
        return added

    def put(self, table: Singles, terms: Numbers) -> None:
        """Writes the strength of terms, origin and bucket in one number, into a table by requirement."""
        origin, bucket = np.divmod(terms, self.strength.shape[1])
        starts, entries = stretches(self.starts, origin)
        row = owners(starts)
        table[row, self.requirement[entries]] = self.strength[entries, bucket[row]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What each term brings to a role at most, alone.

    ``score``: one number a term. ``spells`` and ``claims``: by requirement, of terms before and from
    ``first_claim`` on. All is raised by ``rounding``.
    """

    score: Singles
    spells: Cells
    claims: Cells
    first_claim: int
    requirements: int
    rounding: np.float32

    def strengths(self, terms: Numbers) -> Singles:
        """What some terms, which ascend, bring to each requirement: terms × requirements."""
        table = np.zeros((len(terms), self.requirements), dtype=np.float32)
        spelled = int(np.searchsorted(terms, self.first_claim))
        self.spells.put(table[:spelled], terms[:spelled])
        self.claims.put(table[spelled:], terms[spelled:] - self.first_claim)
        return table * self.rounding


def bounds(matcher: Matcher, terms: Terms, places: Places) -> Bounds:
    """The bounds of a role for all terms of a pool.

    Raises :class:`ValueError` for a matcher under which experience fades otherwise than in the terms.
    """
    if matcher.recency != RECENCY:
        raise ValueError("terms are reckoned by RECENCY: score all candidates instead")
    columns, layout, lessons = _Columns.of(matcher), terms.layout, places.lessons
    development = matcher.profile.development
    pace = lessons.strength * np.array([development[channel] for channel in lessons.channel])
    mastered = mastery(pace[:, np.newaxis] * terms.years(matcher.as_of))
    spells = _cells(columns, (lessons.origin, lessons.node, lessons.pace), mastered, layout.origins)
    skill, node = known(places.skills[:-1])
    claimed = development[Channel.CLAIM] * CLAIMED[np.newaxis]
    claims = _cells(columns, (skill, node, np.zeros_like(node)), claimed, layout.skills)
    rounding = np.float32(terms.rounding)
    weight = _linear(matcher, spells, terms.taught).astype(np.float32) * rounding
    score = np.concatenate([cells.score(weight).ravel() for cells in (spells, claims)])
    return Bounds(score, spells, claims, layout.claims, len(matcher.requirements.items), rounding)


@dataclass(frozen=True, slots=True)
class _Columns:
    """T towards requirements by row, over the levels asked for: ``useful`` says which nodes carry at all."""

    useful: NDArray[np.bool_]
    starts: Numbers
    requirement: Numbers
    carried: Singles

    @classmethod
    def of(cls, matcher: Matcher) -> "_Columns":
        useful = matcher.useful
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
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    first = np.flatnonzero(np.diff(cell, prepend=-1))  # at one pace, what carries farthest
    carried = np.maximum.reduceat(carried[order], first) if len(first) else carried
    cell = cell[first]
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
