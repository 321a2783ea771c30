"""The best candidates of the book for a role, found in the compiled pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from skillpath.agency.compiled import as_asked, inside_filters, leaders
from skillpath.agency.kept import Kept
from skillpath.agency.pool_store import Snapshot
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.histories import Numbers
from skillpath.reasoner.inside import Flags, inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Floats, Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.top_k import Top, count_above, top_k

MOST_KEPT: Final = 1000
"""So many leaders of the compiled candidates are kept at most: who asks for more seldom asks again."""

SPARE: Final = 64
"""So many more are kept than are asked for: they move up when others are written again, or removed."""


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

    The role is ready to score on the network of the workspace. ``snapshot``: of the candidates as they were
    then.
    """
    pool = workspace.pool.now() if snapshot is None else snapshot
    return _best(matcher, _parts(workspace, matcher, pool), top)


def best_of_pool(matcher: Matcher, pool: Pool, places: Places, *, top: int | None = None) -> Best:
    """The same for a pool by itself; ``places`` are those of its vocabulary."""
    return _best(matcher, [_Part.whole(matcher, pool, places)], top)


def rank_of(workspace: Workspace, matcher: Matcher, match: Match) -> int:
    """The rank of a match among all candidates of the book, shared by those of the same score.

    Everybody who may score more is scored: for one who scores little in a large book it takes long.
    """
    found = _parts(workspace, matcher, workspace.pool.now())
    if not match.outside:
        return 1 + sum(part.above(matcher, match.score, part.inside) for part in found)
    inside = sum(int(np.count_nonzero(part.inside)) for part in found)
    return 1 + inside + sum(part.above(matcher, match.score, part.current & ~part.inside) for part in found)


Scored = tuple[float, str, float]
"""A score as ranks see it, negative, and a code: sorted, the best come first. And the score itself."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pool, and which of its candidates count: at all, and inside the filters.

    ``kept``: what is known of a compiled pool; ``None`` for one that is looked at once.
    """

    pool: Pool
    places: Places
    current: Flags
    inside: Flags
    kept: Kept | None = None

    @classmethod
    def whole(cls, matcher: Matcher, pool: Pool, places: Places) -> "_Part":
        """All of a pool."""
        current, flags = np.ones(len(pool), dtype=bool), inside(matcher, pool, places)
        return cls(pool, places, current, current if flags is None else flags)

    def best(self, matcher: Matcher, within: bool, k: int) -> list[Scored]:
        """The best ``k`` of those inside the filters, or of those outside; of equal scores by code."""
        flags = self.inside if within else self.current & ~self.inside
        if k == 0 or not flags.any():
            return []
        found = None if self.kept is None else self._ahead(self.kept, matcher, within, k)
        if found is None:
            top = top_k(matcher, self.pool, self.places, k, within=None if flags.all() else flags)
            found = top.rows, top.scores
        rows, scores = found
        codes = map(self.pool.code, rows.tolist())
        return list(zip((-ranked(scores)).tolist(), codes, scores.tolist(), strict=True))

    def _ahead(self, kept: Kept, matcher: Matcher, within: bool, k: int) -> tuple[Numbers, Floats] | None:
        """The same from who leads whether current or not; ``None`` where that is not known of so many."""
        if k > MOST_KEPT:
            return None
        top: Top = kept(leaders, as_asked(matcher), within, k + SPARE)
        still = self.current[top.rows]
        if len(top.rows) == k + SPARE and np.count_nonzero(still) < k:
            return None
        return top.rows[still][:k], top.scores[still][:k]

    def above(self, matcher: Matcher, score: float, within: Flags) -> int:
        """How many score more."""
        return count_above(matcher, self.pool, self.places, score, within=within) if within.any() else 0


def _parts(workspace: Workspace, matcher: Matcher, snapshot: Snapshot) -> list[_Part]:
    """The compiled candidates, of whom much is known, and those written since."""
    places = workspace.places(snapshot.compiled.histories.vocabulary)
    kept = workspace.compiled(snapshot.compiled)
    flags: Flags = kept(inside_filters, as_asked(matcher))
    known = _Part(snapshot.compiled, places, snapshot.current, snapshot.current & flags, kept)
    recent = snapshot.recent
    return [known, _Part.whole(matcher, recent, workspace.places(recent.histories.vocabulary))]


def _best(matcher: Matcher, parts: Sequence[_Part], top: int | None) -> Best:
    total = sum(int(np.count_nonzero(part.current)) for part in parts)
    wanted = total if top is None else min(top, total)
    count = sum(int(np.count_nonzero(part.inside)) for part in parts)
    found = _merged([part.best(matcher, True, min(wanted, count)) for part in parts], wanted)
    left = wanted - len(found)
    outside = [part.best(matcher, False, left) for part in parts]
    found += _merged(outside, left)
    codes, scores = tuple(code for _, code, _ in found), tuple(score for *_, score in found)
    return Best(codes, scores, inside=count, total=total)


def _merged(parts: Sequence[Sequence[Scored]], k: int) -> list[Scored]:
    return sorted(scored for part in parts for scored in part)[:k]
