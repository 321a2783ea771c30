"""What the release of a working copy would change: shortlists, words for scores, and the links behind it.

Candidates are scored twice by the one scorer: on the network of the release, and on that of the working copy,
of which only the transfers are searched that the edit may concern. Left out are those whose score cannot
differ (:mod:`skillpath.reasoner.affected`).
"""

from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.best import best_of_pool
from skillpath.agency.criteria import criteria
from skillpath.agency.editing.around import around, carried
from skillpath.agency.editing.compiling import network_of
from skillpath.agency.editing.moved import moved_most
from skillpath.agency.editing.working_copies import WorkingCopy, base, view, working_copy
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.affected import Affected
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.document import match_document
from skillpath.reasoner.histories import Histories, Numbers
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import POINTS, shown
from skillpath.reasoner.shown import Document
from skillpath.reasoner.thresholds import Band

TOP: Final = 20
"""A shortlist of so many candidates is looked at for each role."""

MOST: Final = 10
"""So many of the scores that moved most are told, with the links that moved them."""

THREADS: Final = 2
"""So many roles are scored at once."""

Progress = Callable[[str, int, int], None]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What some candidates score for a role, in their order, and the codes of the best of all."""

    scores: Floats
    best: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two networks, its paths, where the concepts of the pool are in it, and the day."""

    network: Network
    finder: PathFinder
    places: Places
    day: date

    @classmethod
    def of(cls, workspace: Workspace, network: Network, pool: Pool, day: date) -> "_Side":
        words = pool.histories.vocabulary
        places = workspace.places(words) if network is workspace.network else Places.of(network, words)
        return cls(network, PathFinder(network), places, day)

    def matcher(self, workspace: Workspace, role: Role) -> Matcher:
        return Matcher.prepare(self.network, role, criteria(workspace.book, role), as_of=self.day)

    def scored(self, matcher: Matcher, pool: Pool, some: Histories, top: int) -> _Scored:
        scores = ranked(matcher.scores_of_histories(some, self.places))
        return _Scored(scores, best_of_pool(matcher, pool, self.places, top=top).codes)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The ``rows`` of the pool whose score for a role may differ, and what they score on either side."""

    role: Role
    rows: Numbers
    before: _Scored
    after: _Scored


@dataclass(frozen=True, slots=True)
class _Both:
    """The network of the release and that of the working copy, and who may score otherwise on it."""

    sides: tuple[_Side, _Side]
    affected: Affected

    @classmethod
    def of(cls, workspace: Workspace, network: Network, pool: Pool, day: date) -> "_Both":
        before, after = (_Side.of(workspace, one, pool, day) for one in (workspace.network, network))
        return cls((before, after), Affected.of(before.places, after.places, pool.histories))

    def compared(self, workspace: Workspace, role: Role, pool: Pool, top: int) -> _Compared:
        before, after = (side.matcher(workspace, role) for side in self.sides)
        rows = self.affected.rows(before, after)
        some = pool.histories.take(rows)
        scored = (
            side.scored(matcher, pool, some, top)
            for side, matcher in zip(self.sides, (before, after), strict=True)
        )
        return _Compared(role, rows, *scored)


def impact(
    workspace: Workspace,
    name: str,
    *,
    top: int = TOP,
    as_of: date | None = None,
    progress: Progress = lambda _part, _done, _total: None,
) -> Document:
    """Every role whose best ``top`` change, who crosses a word for scores, and what moved most and by what.

    Then the neighbours of the edited concepts, before and after, and from where experience carries otherwise.

    Roles and candidates are those of the book. Raises :class:`UnknownName`, and :class:`InputError` for a
    working copy of another release than the current one.
    """
    copy, day = working_copy(workspace.book, name), today() if as_of is None else as_of
    if copy.release != workspace.release.name:
        raise InputError(f"{name} is of another release: `skillpath edit rebase {name}` first.")
    progress("compiling the working copy", 0, 1)
    pool, roles = workspace.pool.now().whole(), workspace.book.roles()
    bands, found = workspace.thresholds.thresholds.bands, list[tuple[Document, list[Moved]]]()
    network = network_of(workspace, name)
    both = _Both.of(workspace, network, pool, day)
    progress("compiling the working copy", 1, 1)
    with ThreadPoolExecutor(THREADS) as threads:  # the time goes into arrays, where they do run at once
        compared = [threads.submit(both.compared, workspace, role, pool, top) for role in roles]
        told = {  # meanwhile
            "concepts": around(workspace.network, network, _edited_concepts(workspace, copy)),
            "carried": carried(workspace.network, network),
        }
        for one in compared:
            found.append(_of_role(one.result(), pool, bands))
            progress("roles", len(found), len(roles))
    moved = sorted((one for _, part in found for one in part), key=lambda one: (-abs(one[0]), *one[1:3]))
    return {
        "working_copy": name,
        "release": copy.release,
        "as_of": day.isoformat(),
        "top": top,
        "candidates": len(pool),
        "roles": [document for document, _ in found if document["moved"]],
        "untouched": sum(not document["moved"] for document, _ in found),
        "moved": [_why(workspace, both.sides, one) for one in moved[:MOST]],
        **told,
    }


def _edited_concepts(workspace: Workspace, copy: WorkingCopy) -> Set[str]:
    """What the working copy says otherwise than its release."""
    return base(workspace, copy).until(view(workspace, copy.name, at=copy.changes)).subjects


Moved = tuple[float, str, str, Role]
"""By how much a score moved, whose, and for which role."""


def _of_role(compared: _Compared, pool: Pool, bands: Sequence[Band]) -> tuple[Document, list[Moved]]:
    """What changes for a role, and the scores that moved most."""
    role, rows = compared.role, compared.rows
    (before, was), (after, is_now) = ((one.scores, one.best) for one in (compared.before, compared.after))
    change = after - before
    most = np.lexsort((pool.codes[rows], -np.abs(change)))[:MOST]
    document = {
        "role": {"id": role.id, "title": role.title},
        "moved": int(np.count_nonzero(change)),
        "entered": [code for code in is_now if code not in was],
        "left": [code for code in was if code not in is_now],
        "reordered": [code for code in was if code in is_now] != [code for code in is_now if code in was],
        "crossed": list(_crossed(bands, before, after)),
    }
    return document, [
        (float(change[one]), pool.code(rows[one]), role.id, role) for one in most.tolist() if change[one]
    ]


def _crossed(bands: Sequence[Band], before: Floats, after: Floats) -> Iterator[Document]:
    """How many come to a word for scores from below, and how many leave it downwards."""
    for band in bands:
        was, is_now = before >= band.start, after >= band.start
        up, down = int(np.count_nonzero(~was & is_now)), int(np.count_nonzero(was & ~is_now))
        if up or down:
            yield {"word": band.word, "up": up, "down": down}


def _why(workspace: Workspace, sides: Sequence[_Side], moved: Moved) -> Document:
    """A score that moved, from what to what, and the edited links on the way of what moved it most."""
    by, code, _, role = moved
    candidate = workspace.book.candidate(code)
    documents = [_match(workspace, side, role, candidate) for side in sides]
    return {
        "candidate": code,
        "role": {"id": role.id, "title": role.title},
        "points_before": shown(documents[0]["score"]),
        "points_after": shown(documents[1]["score"]),
        "points": round(POINTS * by, 2),
        **moved_most(documents, [side.network for side in sides]),
    }


def _match(workspace: Workspace, side: _Side, role: Role, candidate: Candidate) -> Document:
    match = side.matcher(workspace, role).explain(candidate, side.finder)
    return match_document(side.network, match, candidate, role, release=workspace.release.name)
