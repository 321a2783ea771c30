"""Which concepts have names most like a text: by its words and by the pieces of its words.

Both measures are cosines of TF-IDF vectors (Salton and Buckley 1988): of stems, and of character n-grams
within words, which bridge compounds, typos and endings. A concept is as like a text as the best of its names.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake.words import content, stemmed, words

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]

GRAMS: Final = (3, 4, 5)
"""Lengths of the pieces of words, with the blanks on both sides of a word."""

WORDS_COUNT: Final = 0.4
"""The share of the words in the likeness; the rest is that of the pieces."""


@dataclass(frozen=True, slots=True)
class _Features:
    """What the tokens of names hold: ``postings[feature]`` are the tokens that hold it, ``rarity`` its
    weight; ``length`` the Euclidean length of every name."""

    postings: dict[str, Integers]
    rarity: dict[str, float]
    length: Floats


@dataclass(frozen=True)
class SimilarNames:
    """Names of concepts, to rank the concepts by.

    ``owner``: concept of each name, ascending. ``tokens`` holds, name after name from ``start``, the numbers
    of its different words.
    """

    language: str
    owners: Integers
    first: Integers
    start: Integers
    tokens: Integers
    count: int
    stems: _Features
    grams: _Features

    @classmethod
    def of(cls, names: Sequence[Sequence[str]], language: str) -> "SimilarNames":
        """Of each concept its names; a concept may have none."""
        flat = [
            (owner, tuple(sorted(set(_tokens(n, language))))) for owner, own in enumerate(names) for n in own
        ]
        flat = [(owner, tokens) for owner, tokens in dict.fromkeys(flat) if tokens]
        vocabulary = {token: number for number, token in enumerate(sorted({t for _, ts in flat for t in ts}))}
        numbers = [[vocabulary[token] for token in tokens] for _, tokens in flat]
        start = np.cumsum([0, *map(len, numbers)])[:-1].astype(np.int32)
        tokens = np.array([number for row in numbers for number in row], dtype=np.int32)
        often = np.bincount(tokens, minlength=len(vocabulary))
        stems = stemmed(list(vocabulary), language)
        owners, first = np.unique([owner for owner, _ in flat], return_index=True)
        return cls(
            language,
            owners.astype(np.int32),
            first.astype(np.int32),
            start,
            tokens,
            len(vocabulary),
            _features([[stem] for stem in stems], often, len(flat), tokens, start),
            _features([grams(word) for word in vocabulary], often, len(flat), tokens, start),
        )

    def likeness(self, text: str, *, words_count: float = WORDS_COUNT) -> dict[int, float]:
        """Concept → how alike, 0 … 1, for those that share anything with a text."""
        asked = sorted(set(_tokens(text, self.language)))
        if not asked or not len(self.start):
            return {}
        by_stem = self._cosines(self.stems, Counter(stemmed(asked, self.language)))
        by_gram = self._cosines(self.grams, Counter(gram for word in asked for gram in grams(word)))
        best = np.maximum.reduceat(words_count * by_stem + (1 - words_count) * by_gram, self.first)
        return {int(self.owners[i]): float(best[i]) for i in np.flatnonzero(best > 0)}

    def _cosines(self, features: _Features, asked: Counter[str]) -> Floats:
        """The cosine of every name with what is asked for; what no name has counts in its length."""
        unknown = math.log(len(self.start) + 1)
        weights = {f: n * features.rarity.get(f, unknown) for f, n in sorted(asked.items())}
        dots = np.zeros(self.count)
        for feature, weight in weights.items():
            if feature in features.postings:
                dots[features.postings[feature]] += weight * features.rarity[feature]
        length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
        cosines: Floats = np.add.reduceat(dots[self.tokens], self.start) / (features.length * length)
        return cosines


def grams(word: str) -> list[str]:
    """The pieces of a word.

    >>> grams("tax")
    [' ta', 'tax', 'ax ', ' tax', 'tax ', ' tax ']
    """
    padded = f" {word} "
    return [padded[at : at + size] for size in GRAMS for at in range(len(padded) - size + 1)] or [padded]


def _tokens(text: str, language: str) -> tuple[str, ...]:
    return content([word.text.lower() for word in words(text, language)], language)


def _features(
    of_token: Sequence[Sequence[str]], often: NDArray[np.int64], names: int, tokens: Integers, start: Integers
) -> _Features:
    """``often``: in how many names each token is. Two words of one name with a piece in common are rare
    enough to take the length of a name as that of its words at right angles."""
    held: dict[str, list[int]] = {}
    for token, features in enumerate(of_token):
        for feature in features:
            held.setdefault(feature, []).append(token)
    postings = {feature: np.array(sorted(set(own)), dtype=np.int32) for feature, own in held.items()}
    rarity = {
        f: math.log((names + 1) / (min(int(often[own].sum()), names) + 0.5)) for f, own in postings.items()
    }
    squares = np.zeros(len(of_token))
    for feature, own in postings.items():
        squares[own] += rarity[feature] ** 2
    length = np.sqrt(np.add.reduceat(squares[tokens], start)) if len(start) else np.zeros(0)
    return _Features(postings, rarity, np.maximum(length, 1e-9))
