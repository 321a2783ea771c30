"""From a job title as people write it to the job types that it may mean, best first."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from skillpath.agency.intake.postings import Postings
from skillpath.agency.intake.similar_names import Floats, SimilarNames, best_of
from skillpath.agency.intake.words import content, stemmed, written

TOGETHER: Final = 0.2
"""What all names of a job type together count beside the best of them."""

WORDS_COUNT: Final = 0.5
"""The share of words, rather than their pieces, in how alike a name is."""

_NOISE: Final = re.compile(
    r"\((?:[mwfdhx](?:\s*[/|,]\s*[mwfdhx])+|all genders|gn)\)|\b[mwfhd](?:/[mwfdhx]){1,2}\b"
    r"|(?<=\w)[:*/_](?:innen|in|e|euse|rice|trice)\b|\b(?:s[eé]nior|junior|sr|jr|trainee|entry[- ]level"
    r"|erfahrener?|confirmée?|expérimentée?|débutante?)\b\.?"
    r"|\b(?:[ivx]{1,3}|\d+)$|\s+(?:at|bei|chez|@)\s+.*$|[#№]\s*\d+",
    re.IGNORECASE,
)
"""What says nothing about the work: forms for all genders, seniority, grades, the employer after *at*."""


def plain_title(title: str) -> str:
    """A title without what says nothing about the work; as it was where nothing would be left.

    >>> plain_title("Senior Buchhalter/in (m/w/d)"), plain_title("Sr. Accountant II at Acme")
    ('Buchhalter', 'Accountant')
    """
    plain = title
    for _ in range(2):
        plain = " ".join(_NOISE.sub(" ", plain).split()).strip(" ,-–|")
    return plain or title


@dataclass(frozen=True, slots=True)
class TitleNames:
    """The names of job types, to rank them by: the best name of each, and all of its names together.

    ``together``: the job types in whose names a stem is, and with what ``weights``.
    """

    best: SimilarNames
    together: Postings
    weights: Floats

    @classmethod
    def of(cls, names: Sequence[Sequence[str]], language: str) -> "TitleNames":
        """Of each job type its names."""
        counts = [Counter(stem for name in own for stem in _stems(name, language)) for own in names]
        together = Postings.of((stem, job) for job, own in enumerate(counts) for stem in own)
        stem = np.repeat(np.arange(len(together.number)), np.diff(together.start))
        stems = list(together.number)
        often = np.array([counts[job][stems[s]] for s, job in zip(stem, together.items, strict=True)])
        rarity = np.log((len(names) + 1) / (np.diff(together.start) + 0.5))[stem]
        own = (1 + np.log(np.maximum(often, 1))) * rarity
        length = np.sqrt(np.bincount(together.items, weights=own**2, minlength=len(names)))
        return cls(SimilarNames.of(names, language), together, own * rarity / length[together.items])

    def likeness(self, title: str) -> Floats:
        """How alike each job type is to a title, 0 … 1."""
        plain = plain_title(title)
        alike = self.best.likeness(plain, words_count=WORDS_COUNT)
        return (alike + TOGETHER * self._together(plain)) / (1 + TOGETHER)

    def rank(self, title: str, *, most: int) -> list[tuple[int, float]]:
        """The job types most like a title and how alike; ties by number."""
        return best_of(self.likeness(title), most=most)

    def _together(self, title: str) -> Floats:
        """Cosine of the stems of a title with those of all names of each job type, TF-IDF."""
        cosines, squares = np.zeros(self.best.concepts), 0.0
        for stem in dict.fromkeys(_stems(title, self.best.language)):
            number = self.together.number.get(stem)
            jobs = slice(0, 0) if number is None else slice(*self.together.start[number : number + 2])
            cosines[self.together.items[jobs]] += self.weights[jobs]
            holders = jobs.stop - jobs.start
            squares += math.log((self.best.concepts + 1) / (holders + 0.5)) ** 2
        return cosines / math.sqrt(squares) if squares else cosines


def _stems(name: str, language: str) -> tuple[str, ...]:
    return content(stemmed(written(name), language), language)
