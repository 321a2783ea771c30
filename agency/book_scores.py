"""What anybody in the book scores for a role, and where the best stand: asked one by one, many times over.

It is what rankings show, by the same scorer. Who asks for many candidates asks for all in the end: after
some, all are scored at once.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Final

import numpy as np

from skillpath.agency.best import best
from skillpath.agency.matching import Standing, standings_of
from skillpath.agency.pool_store import Snapshot
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.histories import Histories
from skillpath.reasoner.inside import inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role

ALONE: Final = 32
SHARE: Final = 256
"""So many candidates, and one in so many, are scored one by one for a role before all are: by then that is
no longer dearer."""

ROLES: Final = 8
"""For so many roles, those last asked for, the scores are kept."""

TOPS: Final = (20, 100, 1000)
"""So many of the best are looked for: the first that is enough."""

RANKED: Final = TOPS[-1]
"""Ranks end here."""


class BookScores:
    """The scores of all candidates as the book is in one state, on the release of a workspace, for a day."""

    def __init__(self, workspace: Workspace, snapshot: Snapshot, as_of: date) -> None:
        self.workspace, self.snapshot, self.as_of = workspace, snapshot, as_of
        self.of = lru_cache(ROLES)(self._of)

    def _of(self, role: Role, profile: Profile) -> "RoleScores":
        """Those for a role under a profile; kept for the next query."""
        return RoleScores(self, Matcher.prepare(self.workspace.network, role, profile, as_of=self.as_of))

    @cached_property
    def codes(self) -> tuple[tuple[str, ...], ...]:
        """The codes of each part of the pool, by row."""
        return tuple(tuple(code.decode() for code in pool.codes.tolist()) for pool, _ in self.snapshot.parts)


class RoleScores:
    """The scores of all candidates for one role."""

    def __init__(self, book: BookScores, matcher: Matcher) -> None:
        self._book, self._matcher = book, matcher
        self._scored: dict[str, float] = {}
        self._left = max(ALONE, len(book.snapshot) // SHARE)
        self.standings = cache(self._standings)

    def score(self, code: str) -> float | None:
        """What a candidate scores, 0..1; ``None`` for one whom the book does not have."""
        found = self._scored.get(code)
        if found is None and self._left:
            self._left -= 1
            self._scored |= self._one(code) if self._left else self._all()
            return self._scored.get(code)
        return found

    def inside(self, code: str) -> bool | None:
        """Whether a candidate is inside the filters of the role; ``None`` as for the score."""
        return self._inside.get(code)

    def rank(self, code: str) -> int | None:
        """The rank of a candidate; ``None`` for one who is not among the best :data:`RANKED`."""
        return self._ranks.get(code)

    def best(self, place: int) -> str | None:
        """The candidate who stands in a place, counted from 1; ``None`` beyond :data:`RANKED`."""
        top = next((top for top in TOPS if place <= top), None)
        if top is None or place < 1:
            return None
        found = self.standings(top)
        return found[place - 1].candidate if place <= len(found) else None

    def _standings(self, top: int) -> list[Standing]:
        snapshot = self._book.snapshot
        found = standings_of(best(self._book.workspace, self._matcher, top=top, snapshot=snapshot))
        self._scored |= {one.candidate: one.score for one in found}
        return found

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {one.candidate: one.rank for one in self.standings(RANKED)}

    @cached_property
    def _inside(self) -> Mapping[str, bool]:
        found: dict[str, bool] = {}
        for (pool, current), codes in zip(self._book.snapshot.parts, self._book.codes, strict=True):
            places = self._book.workspace.places(pool.histories.vocabulary)
            passing = inside(self._matcher, pool, places)
            flags = (current if passing is None else passing).tolist()
            found |= {codes[row]: flags[row] for row in np.flatnonzero(current).tolist()}
        return found

    def _one(self, code: str) -> Mapping[str, float]:
        for pool, current in self._book.snapshot.parts:
            rows = pool.rows_of([code])
            if len(rows) and current[rows[0]]:
                return {code: self._scores(pool.histories.take(rows))[0]}
        return {}

    def _all(self) -> Mapping[str, float]:
        found: dict[str, float] = {}
        for (pool, current), codes in zip(self._book.snapshot.parts, self._book.codes, strict=True):
            rows = np.flatnonzero(current)
            histories = pool.histories if len(rows) == len(pool) else pool.histories.take(rows)
            found.update(zip((codes[row] for row in rows.tolist()), self._scores(histories), strict=True))
        return found

    def _scores(self, histories: Histories) -> list[float]:
        places = self._book.workspace.places(histories.vocabulary)
        scores: list[float] = self._matcher.scores_of_histories(histories, places).tolist()
        return scores
