"""The best candidates of the book for a role, found in the compiled pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from skillpath.agency.pool_store import Snapshot
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
    """``codes``: the best first, those inside the filters before all others, and what each scores;
    ``inside`` and ``total``: how many candidates are inside, and how many there are."""

    codes: tuple[str, ...]
    scores: tuple[float, ...]
    inside: int
    total: int


NOBODY: Final = Best((), (), 0, 0)


def best(
    workspace: Workspace, matcher: Matcher, *, top: int | None = None, snapshot: Snapshot | None = None
) -> Best:
    """The best ``top`` of the book for a role (``None``: all), of equal scores by code.

    ``snapshot``: of the candidates as they were then.
    """
    pool = workspace.pool.now() if snapshot is None else snapshot
    return _best(matcher, [_Part.of(workspace, matcher, *part) for part in pool.parts], top)


def best_of_pool(matcher: Matcher, pool: Pool, places: Places, *, top: int | None = None) -> Best:
    """The same for a pool by itself; ``places`` are those of its vocabulary."""
    everybody = np.ones(len(pool), dtype=bool)
    return _best(matcher, [_Part.within(matcher, pool, places, everybody)], top)


def rank_of(workspace: Workspace, matcher: Matcher, match: Match) -> int:
    """The rank of a match among all candidates of the book, shared by those of the same score.

    Everybody who may score more is scored: for one who scores little in a large book it takes long.
    """
    found = [_Part.of(workspace, matcher, *part) for part in workspace.pool.now().parts]
    if not match.outside:
        return 1 + sum(part.above(matcher, match.score, part.inside) for part in found)
    inside = sum(int(np.count_nonzero(part.inside)) for part in found)
    return 1 + inside + sum(part.above(matcher, match.score, part.current & ~part.inside) for part in found)


Scored = tuple[float, str, float]
"""A score as ranks see it, negative, and a code: sorted, the best come first. And the score itself."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pool, and which of its candidates count: at all, and inside the filters."""

    pool: Pool
    places: Places
    current: Flags
    inside: Flags

    @classmethod
    def of(cls, workspace: Workspace, matcher: Matcher, pool: Pool, current: Flags) -> "_Part":
        return cls.within(matcher, pool, workspace.places(pool.histories.vocabulary), current)

    @classmethod
    def within(cls, matcher: Matcher, pool: Pool, places: Places, current: Flags) -> "_Part":
        flags = inside(matcher, pool, places)
        return cls(pool, places, current, current if flags is None else current & flags)

    def best(self, matcher: Matcher, within: Flags, k: int) -> list[Scored]:
        if not within.any():
            return []
        top = top_k(matcher, self.pool, self.places, k, within=None if within.all() else within)
        codes = (self.pool.code(row) for row in top.rows.tolist())
        return list(zip((-ranked(top.scores)).tolist(), codes, top.scores.tolist(), strict=True))

    def above(self, matcher: Matcher, score: float, within: Flags) -> int:
        """How many score more."""
        return count_above(matcher, self.pool, self.places, score, within=within) if within.any() else 0


def _best(matcher: Matcher, parts: Sequence[_Part], top: int | None) -> Best:
    total = sum(int(np.count_nonzero(part.current)) for part in parts)
    wanted = total if top is None else min(top, total)
    count = sum(int(np.count_nonzero(part.inside)) for part in parts)
    found = _merged([part.best(matcher, part.inside, min(wanted, count)) for part in parts], wanted)
    left = wanted - len(found)
    outside = [part.best(matcher, part.current & ~part.inside, left) for part in parts] if left else []
    found += _merged(outside, left)
    codes, scores = tuple(code for _, code, _ in found), tuple(score for *_, score in found)
    return Best(codes, scores, inside=count, total=total)


def _merged(parts: Sequence[Sequence[Scored]], k: int) -> list[Scored]:
    return sorted(scored for part in parts for scored in part)[:k]
