"""Concepts to suggest for a wording that is no known name, best first. None is ever taken as a fact."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake.similar_names import SimilarNames, best_of

Meaning = Callable[[str], NDArray[np.float32]]
"""A text → how near its meaning is to that of every concept's label: the cosine of sentence embeddings."""

MEANING_COUNTS: Final = 0.6
"""The share of the meaning where a language model is there; the rest is that of the wording."""


def suggestions(
    text: str, names: SimilarNames, *, most: int, meaning: Meaning | None = None
) -> list[tuple[int, float]]:
    """The concepts nearest to a text and how alike, 0 … 1; ties by number.

    The meaning only ranks: without it the wording alone does.
    """
    alike = names.likeness(text)
    if meaning is not None:
        alike = MEANING_COUNTS * np.maximum(meaning(text), 0) + (1 - MEANING_COUNTS) * alike
    return best_of(alike, most=most)
