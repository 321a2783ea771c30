"""Which concepts have names most like a text: by its words and by the pieces of its words.

Both measures are cosines of TF-IDF vectors (Salton and Buckley 1988): of stems, and of character n-grams
within words, which bridge compounds, typos and endings. A concept is as like a text as the best of its names.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake.postings import Integers, Postings
from skillpath.agency.intake.words import content, stemmed, written

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

GRAMS: Final = (3, 4, 5)
"""Lengths of the pieces of words, with the blanks on both sides of a word."""

WORDS_COUNT: Final = 0.4
"""The share of the words in the likeness; the rest is that of the pieces."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the tokens of names hold: ``tokens`` are those that hold a feature, ``rarity`` is the weight of
    each feature by its number; ``length`` the Euclidean length of every name."""

    tokens: Postings
    rarity: Floats
    length: Floats


@dataclass(frozen=True, slots=True)
class SimilarNames:
    """Names of so many ``concepts``, to rank these by.

    ``owners``: the concepts that have a name, ascending; ``first``: the first name of each. ``tokens`` are
    the numbers of the different words of all names, ``count`` of them, and ``holders`` the name of each.
    """

    language: str
    concepts: int
    owners: Integers
    first: Integers
    holders: Positions
    tokens: Positions
    count: int
    stems: Features
    grams: Features

    @classmethod
    def of(cls, names: Sequence[Sequence[str]], language: str) -> "SimilarNames":
        """Of each concept its names; a concept may have none."""
        flat = [
            (owner, tuple(sorted(set(_tokens(n, language))))) for owner, own in enumerate(names) for n in own
        ]
        flat = [(owner, tokens) for owner, tokens in dict.fromkeys(flat) if tokens]
        vocabulary = {token: number for number, token in enumerate(sorted({t for _, ts in flat for t in ts}))}
        numbers = [[vocabulary[token] for token in tokens] for _, tokens in flat]
        holders = np.repeat(np.arange(len(flat)), [len(row) for row in numbers])
        tokens = np.array([number for row in numbers for number in row], dtype=np.intp)
        stems = stemmed(list(vocabulary), language)
        owners, first = np.unique([owner for owner, _ in flat], return_index=True)
        return cls(
            language,
            len(names),
            owners.astype(np.int32),
            first.astype(np.int32),
            holders,
            tokens,
            len(vocabulary),
            _features(([stem] for stem in stems), holders, tokens, len(flat)),
            _features((grams(word) for word in vocabulary), holders, tokens, len(flat)),
        )

    def likeness(self, text: str, *, words_count: float = WORDS_COUNT) -> Floats:
        """How alike each concept is to a text, 0 … 1; 0 for those that share nothing with it."""
        alike = np.zeros(self.concepts)
        asked = sorted(set(_tokens(text, self.language)))
        if asked and len(self.first):
            by_stem = self._cosines(self.stems, Counter(stemmed(asked, self.language)))
            by_gram = self._cosines(self.grams, Counter(gram for word in asked for gram in grams(word)))
            of_names = words_count * by_stem + (1 - words_count) * by_gram
            alike[self.owners] = np.maximum.reduceat(of_names, self.first)
        return alike

    def _cosines(self, features: Features, asked: Counter[str]) -> Floats:
        """The cosine of every name with what is asked for; what no name has counts in its length."""
        names = len(features.length)
        unknown = math.log(names + 1)
        dots, weights = np.zeros(self.count), []
        for feature, often in sorted(asked.items()):
            number = features.tokens.number.get(feature)
            rarity = unknown if number is None else float(features.rarity[number])
            weights.append(often * rarity)
            if number is not None:
                dots[features.tokens.of_number(number)] += often * rarity * rarity
        length = math.sqrt(math.fsum(weight**2 for weight in weights))
        # Thrice as fast as np.add.reduceat.
        of_names = np.bincount(self.holders, weights=dots.take(self.tokens), minlength=names)
        cosines: Floats = of_names / (features.length * length)
        return cosines


def grams(word: str) -> list[str]:
    """The pieces of a word.

    >>> grams("tax")
    [' ta', 'tax', 'ax ', ' tax', 'tax ', ' tax ']
    """
    padded = f" {word} "
    return [padded[at : at + size] for size in GRAMS for at in range(len(padded) - size + 1)] or [padded]


def best_of(alike: Floats, *, most: int) -> list[tuple[int, float]]:
    """The concepts most alike and how alike, best first; ties by number, none that shares nothing.

    >>> best_of(np.array([0.0, 0.5, 0.9, 0.5]), most=2)
    [(2, 0.9), (1, 0.5)]
    """
    order = np.argsort(-alike, kind="stable")[:most]
    return [(int(concept), float(alike[concept])) for concept in order if alike[concept] > 0]


def _tokens(text: str, language: str) -> tuple[str, ...]:
    return content([word.lower() for word in written(text)], language)


def _features(
    of_token: Iterable[Sequence[str]], holders: Positions, tokens: Positions, names: int
) -> Features:
    """Two words of one name with a piece in common are rare enough to take the length of a name as that of
    its words at right angles."""
    held = Postings.of((f, token) for token, own in enumerate(of_token) for f in dict.fromkeys(own))
    feature = np.repeat(np.arange(len(held.number)), np.diff(held.start))
    often = np.bincount(tokens)  # in how many names each token is
    of_feature = np.bincount(feature, weights=often[held.items], minlength=len(held.number))
    rarity = np.log((names + 1) / (np.minimum(of_feature, names) + 0.5))
    squares = np.bincount(held.items, weights=rarity[feature] ** 2, minlength=len(often))
    length = np.sqrt(np.bincount(holders, weights=squares[tokens], minlength=names))
    return Features(held, rarity, np.maximum(length, 1e-9))
