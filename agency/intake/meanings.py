"""How near texts are in meaning to the labels of a release, by the language model where it is installed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from skillpath.agency.intake.label_vectors import Embed

Vectors = NDArray[np.float32]
Floats = NDArray[np.float64]

LANGUAGE: Final = "en"
"""The language of the texts that the model reads."""


@dataclass(frozen=True, slots=True)
class LabelVectors:
    """The embeddings of the labels of skills and job types, a row of length 1 each, as a lexicon has them."""

    skills: Vectors
    job_types: Vectors


@dataclass(frozen=True)
class Meanings:
    """The language model, loaded by ``load`` when it is first asked, and the labels as it reads them."""

    vectors: LabelVectors
    load: "Callable[[], Embed]" = field(repr=False)

    def near(self, texts: Sequence[str], labels: Vectors) -> Floats:
        """Texts × labels: how near in meaning, the cosine of embeddings."""
        read = self._embed(texts, lambda _done, _of: None)
        # To four places: what is read beside a text changes its vector by less.
        near: Floats = (read @ labels.T).astype(np.float64)
        return near.round(4)

    @cached_property
    def _embed(self) -> "Embed":
        return self.load()
