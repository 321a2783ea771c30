"""The best candidates of the book for a role, found in the compiled pool."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from skillpath.agency.workspace import Workspace
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.inside import Flags, inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.top_k import count_above, top_k


@dataclass(frozen=True, slots=True)
class Best:
    """``codes``: the best first, those inside the filters before all others; ``inside`` and ``total``: how
    many candidates are inside, and how many there are."""

    codes: tuple[str, ...]
    inside: int
    total: int


def best(workspace: Workspace, matcher: Matcher, *, top: int | None = None) -> Best:
    """The best ``top`` for a role (``None``: all), of equal scores by code."""
    pool = workspace.pool.now()
    wanted = len(pool) if top is None else min(top, len(pool))
    found = [_Part.of(workspace, matcher, *part) for part in pool.parts]
    count = sum(int(np.count_nonzero(part.inside)) for part in found)
    codes = _merged([part.best(matcher, part.inside, min(wanted, count)) for part in found], wanted)
    left = wanted - len(codes)
    outside = [part.best(matcher, part.current & ~part.inside, left) for part in found] if left else []
    return Best((*codes, *_merged(outside, left)), inside=count, total=len(pool))


def rank_of(workspace: Workspace, matcher: Matcher, match: Match) -> int:
    """The rank of a match among all candidates of the book, shared by those of the same score.

    Everybody who may score more is scored: for one who scores little in a large book it takes long.
    """
    found = [_Part.of(workspace, matcher, *part) for part in workspace.pool.now().parts]
    if not match.outside:
        return 1 + sum(part.above(matcher, match.score, part.inside) for part in found)
    inside = sum(int(np.count_nonzero(part.inside)) for part in found)
    return 1 + inside + sum(part.above(matcher, match.score, part.current & ~part.inside) for part in found)


Scored = tuple[float, str]
"""A score as ranks see it, negative, and a code: sorted, the best come first."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pool, and which of its candidates count: at all, and inside the filters."""

    pool: Pool
    places: Places
    current: Flags
    inside: Flags

    @classmethod
    def of(cls, workspace: Workspace, matcher: Matcher, pool: Pool, current: Flags) -> "_Part":
        places = workspace.places(pool.histories.vocabulary)
        flags = inside(matcher, pool, places)
        return cls(pool, places, current, current if flags is None else current & flags)

    def best(self, matcher: Matcher, within: Flags, k: int) -> list[Scored]:
        if not within.any():
            return []
        top = top_k(matcher, self.pool, self.places, k, within=None if within.all() else within)
        scores = (-ranked(top.scores)).tolist()
        return [(score, self.pool.code(row)) for score, row in zip(scores, top.rows.tolist(), strict=True)]

    def above(self, matcher: Matcher, score: float, within: Flags) -> int:
        """How many score more."""
        return count_above(matcher, self.pool, self.places, score, within=within) if within.any() else 0


def _merged(parts: Sequence[Sequence[Scored]], k: int) -> list[str]:
    return [code for _, code in sorted(scored for part in parts for scored in part)[:k]]
