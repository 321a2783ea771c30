"""How alike two job types are as a whole: the weight of a step from the one to the other.

Requirement by requirement a broad job covers almost any role; what tells whether people move is whether
the two share what few others have, and not much else. Two measures are mixed, both of whole job types:

- by what they need: the *lift* of a walk from a job type to something that it needs, or to anything broader
  than that, and on to another job type that needs it: how much likelier than by chance it ends there
  (two steps of the personalised PageRank of Haveliwala 2002, over the popularity of the end);
- by where the classification (ISCO-08 in ESCO) puts them: the taxonomy rule of ``scoring.md`` §1.

Decision record 0005 has the measurements.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.tuned import TUNED, Tuned

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class LikenessRule:
    """How the two measures make a weight.

    ``full``: a lift of this many times the median lift of a job type to itself counts in full. ``place``:
    the share of the classification. ``optional``: what an optional skill counts beside an essential one.
    """

    full: float
    place: float
    optional: float

    @classmethod
    def tuned(cls, tuned: Tuned) -> "LikenessRule":
        """The rule by the tuned numbers."""
        return cls(full=tuned.full_lift, place=tuned.place_share, optional=tuned.optional_need)


LIKENESS: Final = LikenessRule.tuned(TUNED)


def likeness(features: "sparse.csr_array[np.float64]", place: Floats, rule: LikenessRule) -> Floats:
    """Job types × job types: ``(1 − α) √min(1, L(j, k) / (κ · median L(i, i))) + α · place(j, k)``.

    ``features``: job types × concepts, how much each says of the job type; ``place``: the taxonomy rule from
    row to column; κ is ``rule.full`` and α ``rule.place``. A job type without features is like none by them.
    """
    lifts = lift(features)
    own = lifts.diagonal()
    typical = rule.full * (float(np.median(own[own > 0])) if (own > 0).any() else 1.0)
    mixed: Floats = (1 - rule.place) * np.sqrt(np.minimum(1.0, lifts / typical)) + rule.place * place
    return mixed


def lift(features: "sparse.csr_array[np.float64]") -> Floats:
    """``L(j, k) = Σ_f F(j, f) F(k, f) / n(f) / (d(j) d(k))``, n and d the sums of columns and rows.

    Symmetric; proportional to the chance of the walk j → f → k over the chance to be at k.

    >>> lift(sparse.csr_array([[1.0, 1.0], [1.0, 0.0]])).round(3).tolist()
    [[0.375, 0.25], [0.25, 0.5]]
    """
    of_concept: Floats = features.sum(axis=0)
    of_job: Floats = features.sum(axis=1)
    scaled = (
        sparse.diags_array(_inverse(of_job)) @ features @ sparse.diags_array(np.sqrt(_inverse(of_concept)))
    )
    lifts: Floats = (scaled @ scaled.T).toarray()
    return lifts


def places(above: "sparse.csr_array[np.float64]", information: Floats, beta: float) -> Floats:
    """``(IC(mica) / IC(k))^β`` from row j to column k, 0 where nothing is above both.

    ``above``: concepts × concepts, 1 for each concept and all that is broader than it.
    """
    common = np.full(above.shape, -1.0)
    below = above.T.tocsr()
    for ancestor in np.argsort(information, kind="stable"):  # the most informative is written last
        members = below.indices[below.indptr[ancestor] : below.indptr[ancestor + 1]]
        common[np.ix_(members, members) if len(members) > 1 else (members, members)] = information[ancestor]
    carried = np.zeros(above.shape)
    cells = np.nonzero(common >= 0)
    to = information[cells[1]]
    ratio = np.divide(common[cells], to, out=np.ones_like(to), where=to > 0)
    carried[cells] = np.minimum(1.0, np.maximum(ratio, 0.0)) ** beta
    return carried


def square(row: Indices, column: Indices, value: Floats, size: int) -> "sparse.csr_array[np.float64]":
    """Concepts × concepts with some values; 0 elsewhere."""
    cells: Any = (row, column)  # the stubs take two arrays for the cells of a vector
    return sparse.csr_array((value, cells), shape=(size, size), dtype=np.float64)


def closure(broader: "sparse.csr_array[np.float64]") -> "sparse.csr_array[np.float64]":
    """Each concept and all that is broader than it, at any distance: 1, else absent."""
    reached = sparse.csr_array(sparse.eye_array(broader.shape[0]) + broader)
    while True:
        farther = sparse.csr_array(reached @ reached)
        farther.data[:] = 1.0
        if farther.nnz == reached.nnz:
            return farther
        reached = farther


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
