"""Plain ways to find skills in sentences and to rank them for spans, to compare with.

*Exact* looks for labels as they are written. The others compare whole texts: a sentence is cut into clauses,
and the nearest skill of each counts where it is near enough. What is near enough is the threshold with the
best F1 on the very set that is measured, which flatters them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.terms import Term

Floats = NDArray[np.float64]
Similarity = Callable[[Sequence[str]], Floats]
"""Texts → texts × terms, higher for more alike."""

GRAMS: Final = (3, 4, 5)
"""Lengths of the character n-grams."""

_CLAUSE: Final = re.compile(
    r"[,;:•*()\[\]/]|[.!?](?=\s|$)|\s(?:and|or|und|oder|et|ou|with|to|in)\s", re.IGNORECASE
)
_BOUND: Final = r"(?<!\w){}(?!\w)"


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence, each once.

    >>> clauses("Fluent in English and SQL, Python.")
    ['Fluent', 'English', 'SQL', 'Python']
    """
    parts = (part.strip() for part in _CLAUSE.split(sentence))
    return list(dict.fromkeys(part for part in parts if part))


class Exact:
    """Labels and other names word for word, whatever their case; the longest first, none within another."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._named: dict[str, int] = {}
        for names in ("preferred", "others"):
            for position, term in enumerate(terms):
                for name in getattr(term, names):
                    self._named.setdefault(name.casefold(), position)
        self._longest = max(len(name.split()) for name in self._named)

    def rank(self, text: str) -> list[int]:
        """The skills named, the longest name first."""
        text, found = text.casefold(), []
        for name in sorted(self._there(text), key=lambda name: (-len(name), name)):
            if re.search(_BOUND.format(re.escape(name)), text):
                text = text.replace(name, " | ")
                found.append(self._named[name])
        return list(dict.fromkeys(found))

    def spans(self, text: str) -> list[Span]:
        """The characters of all names in a text, the longest first, none within another."""
        free, found = text.lower(), []
        for name in sorted(self._there(free), key=lambda name: (-len(name), name)):
            bounded = _BOUND.format(re.escape(name))
            found += [Span(*match.span()) for match in re.finditer(bounded, free)]
            free = re.sub(bounded, lambda match: "\0" * len(match.group()), free)
        return found

    def _there(self, text: str) -> Iterable[str]:
        """The names that some words of the text make up, punctuation at their ends aside."""
        parts = text.split()
        for first in range(len(parts)):
            for last in range(first + 1, min(first + self._longest, len(parts)) + 1):
                said = " ".join(parts[first:last])
                yield from {said, said.strip(".,;:()/")} & self._named.keys()


def char_tfidf(names: Sequence[Sequence[str]]) -> Similarity:
    """Cosine of TF-IDF vectors of character n-grams within words, the best of each term's names."""
    flat = [name for own in names for name in own]
    vocabulary: dict[str, int] = {}
    counts = _counts([_grams(name) for name in flat], vocabulary, grow=True)
    holders = np.bincount(counts.indices, minlength=len(vocabulary))
    weights = sparse.diags_array(np.log((1 + len(flat)) / (1 + holders)) + 1)
    known = _unit(counts @ weights)
    first = np.cumsum([0, *map(len, names)])[:-1]

    def similarity(texts: Sequence[str]) -> Floats:
        asked = _unit(_counts([_grams(text) for text in texts], vocabulary, grow=False) @ weights)
        alike = np.vstack([(known @ asked[[i]].T).toarray().ravel() for i in range(len(texts))])
        best: Floats = np.maximum.reduceat(alike, first, axis=1)
        return best

    return similarity


def _grams(text: str) -> list[str]:
    padded = [f" {word} " for word in text.casefold().split()]
    return [word[at : at + size] for word in padded for size in GRAMS for at in range(len(word) - size + 1)]


def _counts(
    grams: Sequence[Sequence[str]], vocabulary: dict[str, int], *, grow: bool
) -> "sparse.csr_array[np.float64]":
    rows, columns = [], []
    for row, own in enumerate(grams):
        for gram in own:
            number = vocabulary.setdefault(gram, len(vocabulary)) if grow else vocabulary.get(gram)
            if number is not None:
                rows.append(row)
                columns.append(number)
    shape = (len(grams), len(vocabulary))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _unit(matrix: "sparse.csr_array[np.float64]") -> "sparse.csr_array[np.float64]":
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1e-12)) @ matrix)


def nearest(similarity: Similarity, sentences: Sequence[str]) -> Mapping[str, list[tuple[int, float]]]:
    """For each sentence the nearest term of every clause and how near it is."""
    parts = {sentence: clauses(sentence) for sentence in sentences}
    asked = list(dict.fromkeys(part for own in parts.values() for part in own))
    alike = similarity(asked)
    best = {part: (int(row.argmax()), float(row.max())) for part, row in zip(asked, alike, strict=True)}
    return {sentence: [best[part] for part in own] for sentence, own in parts.items()}
