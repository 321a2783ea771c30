"""How well skills are found in the sentences of adverts, beside plainer ways on the same sentences."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake.label_vectors import Embed
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.skill_linking import mentions
from skillpath.agency.intake.suggestions import suggestions
from skillpath.bench.extraction_baselines import Exact, Similarity, char_tfidf, clauses, nearest
from skillpath.bench.extraction_gold import ExtractionGold

LANGUAGE: Final = "en"
DEPTHS: Final = (5, 10)
"""R-Precision is taken at these ranks."""

Meaning = Callable[[str], NDArray[np.float32]]
"""A text → how near its meaning is to that of every skill's label."""

Found = Callable[[str], frozenset[int]]
Ranked = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class ExtractionScore:
    """How well a method did.

    Precision, recall and F1 of skills by sentence, all sentences together. R-Precision@k: of the skills of a
    span (at most k) the share among the first k, mean over spans.
    """

    method: str
    precision: float
    recall: float
    f1: float
    rp5: float
    rp10: float


@dataclass(frozen=True, slots=True)
class _Method:
    name: str
    find: Found
    rank: Ranked


def measure_extraction(
    gold: ExtractionGold, lexicon: Lexicon, *, embed: Embed | None, progress: Callable[[int, int], None]
) -> list[ExtractionScore]:
    """The product, and every baseline; those with a language model only where there is one."""
    scores = []
    for method in _methods(gold, lexicon, embed, progress):
        counts = found_counts(gold, method.find)
        rp5, rp10 = (mean_r_precision(gold, method.rank, depth) for depth in DEPTHS)
        scores.append(ExtractionScore(method.name, *counts, rp5, rp10))
    return scores


def found_counts(gold: ExtractionGold, find: Found) -> tuple[float, float, float]:
    """Precision, recall and F1, all sentences together.

    A label is found where any term that it may name is; a term is right where any label of the sentence may
    name it.
    """
    hits = missed = wrong = 0
    for sentence in gold.sentences:
        found = find(sentence.text)
        wanted = [gold.terms[label] for label in sentence.labels]
        hits += sum(bool(terms & found) for terms in wanted)
        missed += sum(not terms & found for terms in wanted)
        wrong += len(found - frozenset().union(*wanted))
    precision = hits / (hits + wrong) if hits + wrong else math.nan
    recall = hits / (hits + missed) if hits + missed else math.nan
    return precision, recall, 2 * hits / (2 * hits + wrong + missed) if hits + missed else math.nan


def mean_r_precision(gold: ExtractionGold, rank: Ranked, depth: int) -> float:
    """R-Precision at a depth, mean over the spans."""
    shares = []
    for span in gold.spans:
        first = frozenset(rank(span.text)[:depth])
        hits = sum(bool(gold.terms[label] & first) for label in span.labels)
        shares.append(hits / min(depth, len(span.labels)))
    return float(np.mean(shares)) if shares else math.nan


def _methods(
    gold: ExtractionGold, lexicon: Lexicon, embed: Embed | None, progress: Callable[[int, int], None]
) -> Iterator[_Method]:
    meaning = None if embed is None else _meaning(lexicon, embed, gold, progress)
    names_only = lexicon.without_wordings()
    yield _product("skillpath", lexicon, None)
    yield _product("skillpath_names_only", names_only, None)
    if meaning is not None:
        yield _product("skillpath_minilm", lexicon, meaning)
        yield _product("skillpath_names_only_minilm", names_only, meaning)
    exact = Exact(lexicon.skills)
    yield _Method("exact_label", lambda text: frozenset(exact.rank(text)), exact.rank)
    yield _nearest_method(
        "char_tfidf", char_tfidf([(*term.preferred, *term.others) for term in lexicon.skills]), gold
    )
    if meaning is not None:
        yield _nearest_method("minilm", lambda texts: np.vstack([meaning(text) for text in texts]), gold)


def _product(name: str, lexicon: Lexicon, meaning: Meaning | None) -> _Method:
    """What the intake does: mentions in sentences, suggestions for a wording."""
    names = lexicon.names(LANGUAGE)

    def rank(text: str) -> list[int]:
        near = None if meaning is None else meaning(text)
        alike = names.similar_skills.likeness(text)
        return [term for term, _ in suggestions(alike, most=max(DEPTHS), near=near)]

    return _Method(name, lambda text: frozenset(m.term for m in mentions(text, names.skills)), rank)


def _meaning(
    lexicon: Lexicon, embed: Embed, gold: ExtractionGold, progress: Callable[[int, int], None]
) -> Meaning:
    """The language model: preferred labels, spans and clauses are read at once, each once."""
    labels = [term.label for term in lexicon.skills]
    parts = [clause for sentence in gold.sentences for clause in clauses(sentence.text)]
    asked = list(dict.fromkeys([*(span.text for span in gold.spans), *parts]))
    vectors = embed([*labels, *asked], progress)
    known, texts = vectors[: len(labels)], dict(zip(asked, vectors[len(labels) :], strict=True))
    return lambda text: known @ texts[text]


def _nearest_method(name: str, similarity: Similarity, gold: ExtractionGold) -> _Method:
    near = nearest(similarity, [sentence.text for sentence in gold.sentences])
    least = _best_threshold(gold, near)

    def rank(text: str) -> list[int]:
        return [int(term) for term in np.argsort(-similarity([text])[0], kind="stable")[: max(DEPTHS)]]

    return _Method(name, lambda text: _above(near[text], least), rank)


def _above(near: Sequence[tuple[int, float]], least: float) -> frozenset[int]:
    return frozenset(term for term, alike in near if alike >= least)


def _best_threshold(gold: ExtractionGold, near: Mapping[str, Sequence[tuple[int, float]]]) -> float:
    """The threshold, by hundredths, with the best F1; the lowest of equals."""
    f1 = {}
    for hundredth in range(20, 101):
        found = {text: _above(own, hundredth / 100) for text, own in near.items()}
        f1[hundredth] = found_counts(gold, found.__getitem__)[2]
    return max(f1, key=lambda hundredth: (f1[hundredth], -hundredth)) / 100
