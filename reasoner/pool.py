"""A pool: many candidates in columns, with all that a role's best among them are found by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.facts import Facts, facts_of, joined_facts
from skillpath.reasoner.histories import Histories, Numbers, histories_of, joined_histories
from skillpath.reasoner.terms import Terms, terms_of


@dataclass(frozen=True, slots=True)
class Pool:
    """Candidates by code: ``codes`` (UTF-8) are sorted, each row of the columns is one candidate's."""

    codes: NDArray[np.bytes_]
    histories: Histories
    facts: Facts
    terms: Terms

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: Numbers) -> "Pool":
        """Some of the candidates; ``rows`` ascend."""
        return Pool(self.codes[rows], self.histories.take(rows), self.facts.take(rows), self.terms.take(rows))

    def rows_of(self, codes: Sequence[str]) -> Numbers:
        """The rows of those of some candidates who are in the pool."""
        wanted = np.unique(encoded(codes))
        first, after = (np.searchsorted(self.codes, wanted, side) for side in ("left", "right"))
        return first[first < after]

    def code(self, row: int) -> str:
        """The code of the candidate in a row."""
        return bytes(self.codes[row]).decode()


def pool_of(candidates: Sequence[Candidate], *, day: date) -> Pool:
    """The pool of candidates of different codes; ``day``: for which their terms are reckoned."""
    people = sorted(candidates, key=lambda candidate: candidate.code.encode())
    histories = histories_of(people)
    codes = encoded([candidate.code for candidate in people])
    return Pool(codes, histories, facts_of(people), terms_of(histories, day=day))


def joined_pools(parts: Sequence[Pool], *, day: date) -> Pool:
    """Several pools, without a candidate in common, as one."""
    codes = np.concatenate([part.codes for part in parts])
    order = np.argsort(codes, kind="stable")
    histories = joined_histories([part.histories for part in parts]).take(order)
    facts = joined_facts([part.facts for part in parts]).take(order)
    return Pool(codes[order], histories, facts, terms_of(histories, day=day))


def encoded(codes: Sequence[str]) -> NDArray[np.bytes_]:
    """Codes as a pool holds them."""
    return np.array([code.encode() for code in codes], dtype=np.bytes_)
