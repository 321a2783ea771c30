"""Concepts to suggest for a wording that is no known name, best first. None is ever taken as a fact."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake.similar_names import Floats, best_of

MEANING_COUNTS: Final = 0.6
"""The share of the meaning where a language model is there; the rest is that of the wording."""


def with_meaning(alike: Floats, near: NDArray[np.float32] | Floats | None) -> Floats:
    """How alike concepts are to a text by wording, and by ``near``, the cosine with each of their labels.

    The meaning only ranks: without it the wording alone does.

    >>> with_meaning(np.array([1.0, 0.0]), np.array([0.5, -0.5])).tolist()
    [0.7, 0.0]
    """
    if near is None:
        return alike
    both: Floats = MEANING_COUNTS * np.maximum(near, 0) + (1 - MEANING_COUNTS) * alike
    return both


def suggestions(
    alike: Floats, *, most: int, near: NDArray[np.float32] | Floats | None = None
) -> list[tuple[int, float]]:
    """The concepts nearest to a text and how alike, 0 … 1, by wording and meaning; ties by number."""
    return best_of(with_meaning(alike, near), most=most)
