"""From a job title as people write it to the job types that it may mean, best first."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from skillpath.agency.intake.similar_names import Floats, Integers, SimilarNames
from skillpath.agency.intake.words import content, words

TOGETHER: Final = 0.2
"""What all names of a job type together count beside the best of them."""

WORDS_COUNT: Final = 0.5
"""The share of words, rather than their pieces, in how alike a name is."""

_NOISE: Final = re.compile(
    r"\((?:[mwfdhx](?:\s*[/|,]\s*[mwfdhx])+|all genders|gn)\)|\b[mwfhd](?:/[mwfdhx]){1,2}\b"
    r"|(?<=\w)[:*/_](?:innen|in|e|euse|rice|trice)\b|\b(?:senior|junior|sr|jr|trainee|entry[- ]level)\b\.?"
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


@dataclass(frozen=True)
class TitleNames:
    """The names of job types, to rank them by: the best name of each, and all of its names together."""

    best: SimilarNames
    together: dict[str, tuple[Integers, Floats]]
    count: int

    @classmethod
    def of(cls, names: Sequence[Sequence[str]], language: str) -> "TitleNames":
        """Of each job type its names."""
        counts = [Counter(stem for name in own for stem in _stems(name, language)) for own in names]
        holders = Counter(stem for own in counts for stem in own)
        rarity = {stem: math.log((len(names) + 1) / (n + 0.5)) for stem, n in holders.items()}
        postings: dict[str, list[tuple[int, float]]] = {}
        for job, own in enumerate(counts):
            weights = {stem: (1 + math.log(n)) * rarity[stem] for stem, n in own.items()}
            length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
            for stem, weight in weights.items():
                postings.setdefault(stem, []).append((job, weight * rarity[stem] / length))
        together = {
            stem: (np.array([job for job, _ in own], dtype=np.int32), np.array([w for _, w in own]))
            for stem, own in postings.items()
        }
        return cls(SimilarNames.of(names, language), together, len(names))

    def likeness(self, title: str) -> Floats:
        """How alike each job type is to a title, 0 … 1."""
        plain = plain_title(title)
        alike = np.zeros(self.count)
        for job, value in self.best.likeness(plain, words_count=WORDS_COUNT).items():
            alike[job] = value
        return (alike + TOGETHER * self._together(plain)) / (1 + TOGETHER)

    def rank(self, title: str, *, most: int) -> list[tuple[int, float]]:
        """The job types most like a title and how alike; ties by number."""
        alike = self.likeness(title)
        order = np.argsort(-alike, kind="stable")[:most]
        return [(int(job), float(alike[job])) for job in order if alike[job] > 0]

    def _together(self, title: str) -> Floats:
        """Cosine of the stems of a title with those of all names of each job type, TF-IDF."""
        cosines, squares = np.zeros(self.count), 0.0
        for stem in dict.fromkeys(_stems(title, self.best.language)):
            if stem in self.together:
                jobs, weights = self.together[stem]
                cosines[jobs] += weights
            squares += math.log((self.count + 1) / (self._holders(stem) + 0.5)) ** 2
        return cosines / math.sqrt(squares) if squares else cosines

    def _holders(self, stem: str) -> int:
        return len(self.together[stem][0]) if stem in self.together else 0


def _stems(name: str, language: str) -> tuple[str, ...]:
    return content([word.stem for word in words(name, language)], language)
