"""The score (``scoring.md`` §5). Every score shown anywhere comes from :func:`strengths` and :func:`total`.

They work on a pool of any size: one candidate on a match page, a thousand in a ranking.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.histories import owners, stretches
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Requirements

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mastered:
    """The mastery of many candidates, one after the other.

    The entries of candidate i are ``starts[i] … starts[i+1]``: nodes and how well each is mastered.
    """

    nodes: NDArray[np.int64]
    mastery: Floats
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def strengths(mastered: Mastered, columns: Floats, levels: Floats) -> Floats:
    """``m_q = min(1, max_v a(v)·T(v, q) / ℓ_q)``: candidates × requirements.

    ``columns``: T, nodes × requirements; ``levels``: ℓ per requirement.
    """
    met = np.zeros((len(mastered), columns.shape[1]))
    developed = np.zeros(len(columns), dtype=bool)
    developed[mastered.nodes] = True
    nodes = np.flatnonzero(developed)
    place, requirement = np.nonzero(columns[nodes])  # most carries to nothing asked for
    transfer = columns[nodes[place], requirement]
    starts = np.searchsorted(place, np.arange(len(nodes) + 1))
    sizes, entries = stretches(starts, (np.cumsum(developed) - 1)[mastered.nodes])
    known = owners(sizes)
    owner = owners(mastered.starts)
    cell = owner[known] * columns.shape[1] + requirement[entries]
    np.maximum.at(met.ravel(), cell, mastered.mastery[known] * transfer[entries])
    strength: Floats = np.minimum(1.0, met / levels)
    return strength


def carry(nodes: NDArray[np.int64], mastery: Floats, columns: Floats) -> Floats:
    """``a(v)·T(v, q)``: entries × requirements."""
    product: Floats = columns[nodes] * mastery[:, np.newaxis]
    return product


def contributions(strength: Floats, requirements: Requirements, profile: Profile) -> Floats:
    """``C(q)``: candidates × requirements, the score's exact parts.

    ``(1 − η) w_q m_q``, and for the weakest essential requirements ``η · m_min / |argmin|`` on top. A role
    without essential requirements has no bottleneck, whatever the profile says.
    """
    essential = np.array([item.essential for item in requirements.items], dtype=bool)
    eta = profile.bottleneck if essential.any() else 0.0
    parts: Floats = (1.0 - eta) * strength * requirements.weights
    if eta:
        weakest = strength[:, essential].min(axis=1, keepdims=True)
        hit = essential & (strength == weakest)
        parts += eta * weakest * hit / hit.sum(axis=1, keepdims=True)
    return parts


def total(parts: Floats) -> Floats:
    """``S``: one score a candidate, the sum of its contributions."""
    scores: Floats = np.minimum(1.0, parts.sum(axis=1))
    return scores
