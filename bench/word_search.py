"""Full-text search among candidates: BM25 (Robertson and Zaragoza 2009) by the package ``bm25s``.

The index is that of the package, filled a block of candidates at a time: its own builder wants the words of
all as Python lists, some hundred million of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import util
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse

from skillpath.bench.answers import TOP, Answer, Setting, blocks
from skillpath.bench.candidate_text import Labels, asked, counted, named
from skillpath.graph.network import Network
from skillpath.reasoner.histories import Histories, Numbers
from skillpath.reasoner.role import Role

if TYPE_CHECKING:
    import bm25s

PACKAGES: Final = ("bm25s",)

K1: Final = 1.5
B: Final = 0.75
"""The parameters of the package."""


def installed() -> bool:
    """Whether the optional package is there."""
    return util.find_spec("bm25s") is not None


@dataclass(frozen=True, slots=True)
class Bm25:
    """An index of the words of all candidates."""

    network: Network
    index: "bm25s.BM25"

    @classmethod
    def build(cls, setting: Setting) -> "Bm25":
        """Raises :class:`ModuleNotFoundError` where the package is missing."""
        labels = Labels.of(setting.network, setting.pool.histories.vocabulary)
        tokens = words(labels.texts)
        vocabulary = sorted({word for row in tokens for word in row})
        brought = labels.brought @ counted(tokens, vocabulary)
        return cls(setting.network, _index(setting.pool.histories, brought, vocabulary))

    def query(self, role: Role) -> Answer:
        """The candidates whose words fit those of the role best."""
        wanted = words([" ".join(asked(self.network, role))])
        found = self.index.retrieve(wanted, k=min(TOP, self.index.scores["num_docs"]), show_progress=False)
        return Answer(found.documents[0].astype(np.int64), found.scores[0].astype(np.float64))


def words(texts: Any) -> list[list[str]]:
    """The words of each text in small letters, without the most common ones of English."""
    import bm25s  # noqa: PLC0415 (optional)

    found: list[list[str]] = bm25s.tokenize(
        list(texts), stopwords="en", return_ids=False, show_progress=False
    )
    return found


def _index(
    histories: Histories, brought: "sparse.csr_array[np.float32]", vocabulary: list[str]
) -> "bm25s.BM25":
    import bm25s  # noqa: PLC0415 (optional)

    index = bm25s.BM25(k1=K1, b=B)
    index.vocab_dict = {word: number for number, word in enumerate(vocabulary)}
    index.unique_token_ids_set = set(index.vocab_dict.values())
    index.scores = _postings(histories, brought)
    index.nonoccurrence_array = None
    return index


def _postings(histories: Histories, brought: "sparse.csr_array[np.float32]") -> Mapping[str, Any]:
    """What each word adds to the score of each candidate who has it, as the package keeps it: by word."""
    count = len(histories)
    lengths = np.concatenate([named(block) @ brought.sum(axis=1) for _, block in blocks(histories)])
    holders = sum(np.diff(counts.indptr) for _, counts in _counts(histories, brought))
    rarity = np.log(1 + (count - holders + 0.5) / (holders + 0.5))
    starts = np.concatenate([[0], np.cumsum(holders)])
    data, rows = np.zeros(starts[-1], dtype=np.float32), np.zeros(starts[-1], dtype=np.int32)
    filled = starts[:-1].copy()
    for block, counts in _counts(histories, brought):
        sizes = np.diff(counts.indptr)
        word = np.repeat(np.arange(len(sizes)), sizes)
        at = np.arange(len(word)) + (filled - counts.indptr[:-1])[word]
        rows[at] = block[counts.indices]
        saturation = K1 * (1 - B + B * lengths[rows[at]] / lengths.mean())
        data[at] = rarity[word] * counts.data / (counts.data + saturation)
        filled += sizes
    return {"data": data, "indices": rows, "indptr": starts, "num_docs": count}


def _counts(
    histories: Histories, brought: "sparse.csr_array[np.float32]"
) -> Iterator[tuple[Numbers, "sparse.csc_array[np.float32]"]]:
    """Candidates × words, some candidates at a time, with their rows."""
    for rows, block in blocks(histories):
        yield rows, sparse.csc_array(named(block) @ brought)
