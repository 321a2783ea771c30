"""How well job titles are linked to the names of job types, beside plain text search, as MELO measures it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.agency.intake.label_vectors import Embed
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.similar_names import SimilarNames
from skillpath.agency.intake.suggestions import with_meaning
from skillpath.agency.intake.terms import by_label
from skillpath.agency.intake.titles import WORDS_COUNT, TitleNames, plain_title
from skillpath.agency.intake.words import words
from skillpath.bench.extraction_baselines import Similarity, char_tfidf
from skillpath.bench.table import Table, figure
from skillpath.bench.titles_gold import TitlesGold

Floats = NDArray[np.float64]
Scores = Callable[[str], Floats]
"""A title → one score a name of the corpus."""

LANGUAGE: Final = "en"

DEPTH: Final = 100
"""So many names of a ranking count, as in MELO."""

WHOLE: Final = 0.7
"""What the job type that a name belongs to counts in the place of the name: the rest is the name's own."""

K1: Final = 1.2
B: Final = 0.75
"""The usual parameters of BM25."""


@dataclass(frozen=True, slots=True)
class TitleScore:
    """Mean average precision and mean reciprocal rank of a method."""

    method: str
    map: float
    mrr: float


def measure_titles(
    gold: TitlesGold, lexicon: Lexicon, *, embed: Embed | None, progress: Callable[[str, int, int], None]
) -> list[TitleScore]:
    """The product and the baselines, all on the same titles and names."""
    scores = []
    for method, score in _methods(gold, lexicon, embed, progress):
        found = []
        for number, (query, right) in enumerate(zip(gold.queries, gold.right, strict=True), start=1):
            found.append(precision_and_rank(score(query), right))
            progress(method, number, len(gold.queries))
        mean = np.mean(found, axis=0)
        scores.append(TitleScore(method, float(mean[0]), float(mean[1])))
    return scores


def precision_and_rank(scores: Floats, right: frozenset[int]) -> tuple[float, float]:
    """Average precision and the reciprocal of the first right place, to :data:`DEPTH`; ties by number.

    >>> precision_and_rank(np.array([0.1, 0.9, 0.5]), frozenset({0, 2}))
    (0.5833333333333333, 0.5)
    """
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    places = [place for place, name in enumerate(order, start=1) if int(name) in right]
    if not places:
        return 0.0, 0.0
    return sum(hit / place for hit, place in enumerate(places, start=1)) / len(right), 1 / places[0]


def titles_document(gold: TitlesGold, scores: Sequence[TitleScore]) -> dict[str, Any]:
    """The report for ``--json``."""
    rows = [{"method": score.method, "map": score.map, "mrr": score.mrr} for score in scores]
    return {"gold": gold.name, "queries": len(gold.queries), "names": len(gold.corpus), "rows": rows}


def titles_table(gold: TitlesGold, scores: Sequence[TitleScore]) -> Table:
    """One row a method."""
    title = f"{len(gold.queries)} job titles among {len(gold.corpus)} names ({gold.name})"
    rows = [[score.method, figure(score.map), figure(score.mrr)] for score in scores]
    return Table(title, ["method", "MAP", "MRR"], rows)


def _methods(
    gold: TitlesGold, lexicon: Lexicon, embed: Embed | None, progress: Callable[[str, int, int], None]
) -> Iterator[tuple[str, Scores]]:
    product = _Product(gold.corpus, lexicon)
    yield "skillpath", product.scores
    if embed is not None:
        labels = list(product.labels)
        vectors = embed([*labels, *gold.queries], lambda done, of: progress("labels read", done, of))
        known, asked = vectors[: len(labels)], dict(zip(gold.queries, vectors[len(labels) :], strict=True))
        yield "skillpath_minilm", lambda title: product.scores(title, meaning=known @ asked[title])
        yield "minilm", lambda title: np.asarray((known @ asked[title])[product.group], dtype=np.float64)
    yield "bm25", _bm25(gold.corpus)
    tfidf = char_tfidf([(name,) for name in gold.corpus])
    yield "char_tfidf", lambda title: _row(tfidf, title)


def _row(similarity: Similarity, title: str) -> Floats:
    row: Floats = similarity([title])[0]
    return row


class _Product:
    """The ranking of job types, spread over the names of a corpus.

    Names that the release gives to one job type belong together; one that it does not know is a job type
    of its own. Where a name stands is its own likeness and that of its job type.
    """

    def __init__(self, corpus: Sequence[str], lexicon: Lexicon) -> None:
        named = by_label(lexicon.job_types)
        jobs = [named.get(name.casefold(), [-1 - at])[0] for at, name in enumerate(corpus)]
        numbers = {job: number for number, job in enumerate(dict.fromkeys(jobs))}
        self.group = np.array([numbers[job] for job in jobs])
        known = [None if job < 0 else lexicon.job_types[job] for job in numbers]
        alone = {numbers[job]: name for job, name in zip(jobs, corpus, strict=True) if job < 0}
        self.labels = [alone[at] if term is None else term.label for at, term in enumerate(known)]
        names = [[alone[at]] if term is None else [*term.names()] for at, term in enumerate(known)]
        self._jobs = TitleNames.of(names, LANGUAGE)
        self._names = SimilarNames.of([[name] for name in corpus], LANGUAGE)

    def scores(self, title: str, *, meaning: NDArray[np.float32] | None = None) -> Floats:
        """One a name, higher for more alike; ``meaning`` is the cosine of every job type with the title."""
        own = self._names.likeness(plain_title(title), words_count=WORDS_COUNT)
        scores: Floats = (1 - WHOLE) * own + WHOLE * self._jobs.likeness(title)[self.group]
        return with_meaning(scores, None if meaning is None else meaning[self.group])


def _bm25(corpus: Sequence[str]) -> Scores:
    """Robertson and Zaragoza (2009), over stems."""
    counts = [Counter(word.stem for word in words(name, LANGUAGE)) for name in corpus]
    vocabulary = {stem: number for number, stem in enumerate(sorted({s for own in counts for s in own}))}
    lengths = np.array([own.total() for own in counts], dtype=np.float64)
    cells = [(row, vocabulary[stem], n) for row, own in enumerate(counts) for stem, n in own.items()]
    rows, columns, often = (np.array(part) for part in zip(*cells, strict=True))
    holders = np.bincount(columns, minlength=len(vocabulary))
    rarity = np.log(1 + (len(corpus) - holders + 0.5) / (holders + 0.5))
    saturated = often * (K1 + 1) / (often + K1 * (1 - B + B * lengths[rows] / lengths.mean()))
    matrix = sparse.csr_array(
        (saturated * rarity[columns], (rows, columns)), shape=(len(corpus), len(vocabulary))
    )

    def scores(title: str) -> Floats:
        asked = np.zeros(len(vocabulary))
        for word in words(title, LANGUAGE):
            if word.stem in vocabulary:
                asked[vocabulary[word.stem]] += 1
        found: Floats = matrix @ asked
        return found

    return scores
