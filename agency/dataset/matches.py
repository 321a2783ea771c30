"""Graphs of matches, by the one scorer and each under the role's own criteria.

``graph:match/CODE/ROLE`` is one match with its evidence, ``graph:matches/ROLE`` the best of a role with
theirs, ``graph:ranking/ROLE`` where the best stand and what they score.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Final

from skillpath.agency.book_scores import RANKED
from skillpath.agency.dataset.evidence import match_nodes
from skillpath.agency.dataset.source import Progress, Source, Version, Wanted
from skillpath.agency.matching import asked_of, matcher_for, proved, standings
from skillpath.agency.workspace import Workspace
from skillpath.errors import UnknownName
from skillpath.ontology.dataset import match_terms as t
from skillpath.ontology.dataset.names import CANDIDATE, MATCH, ROLE, named, parts_of
from skillpath.ontology.dataset.statements import Iri, Node, lines

EXPLAINED: Final = 20
"""So many of the best of a role are explained in one graph."""


def one_match(workspace: Workspace, wanted: Wanted) -> Iterator[Node]:
    """A match with its evidence."""
    code, role = _codes(wanted, 2)
    matcher = matcher_for(workspace, role, None, wanted.as_of)
    return match_nodes(*proved(workspace, matcher, workspace.book.candidate(code)))


def best_matches(workspace: Workspace, wanted: Wanted) -> Iterator[Node]:
    """The best :data:`EXPLAINED` of a role with their evidence and ranks."""
    (role,) = _codes(wanted, 1)
    matcher = matcher_for(workspace, role, None, wanted.as_of)
    for one in standings(workspace, role, as_of=wanted.as_of, top=EXPLAINED):
        candidate = workspace.book.candidate(one.candidate)
        yield from match_nodes(*proved(workspace, matcher, candidate), rank=one.rank)


def best_ranks(workspace: Workspace, wanted: Wanted) -> Iterator[Node]:
    """Where the best :data:`RANKED` of a role stand, and what they score."""
    (role,) = _codes(wanted, 1)
    for one in standings(workspace, role, as_of=wanted.as_of, top=RANKED):
        yield Node(
            named(MATCH, one.candidate, role),
            (
                (t.TYPE, Iri(t.MATCH_CLASS)),
                (t.CANDIDATE, Iri(named(CANDIDATE, one.candidate))),
                (t.ROLE, Iri(named(ROLE, role))),
                (t.RANK, one.rank),
                (t.SCORE, one.score),
                (t.INSIDE, one.inside),
            ),
        )


def _of_one(workspace: Workspace, wanted: Wanted) -> Version:
    """What a match follows from: the candidate, and what is asked."""
    code, role = _codes(wanted, 2)
    return [*_asked(workspace, wanted, role), _digest(workspace.book.candidate(code))]


def _of_all(workspace: Workspace, wanted: Wanted) -> Version:
    """What a ranking follows from: the state of all candidates, and what is asked."""
    (role,) = _codes(wanted, 1)
    state = workspace.pool.now().state
    return [*_asked(workspace, wanted, role), state.changes, state.removals]


def _asked(workspace: Workspace, wanted: Wanted, role: str) -> list[str]:
    """The book, the release with what scores mean in it, the day, and the role under its criteria."""
    asked = asked_of(workspace, role, as_of=wanted.as_of)
    said = _digest((asked.role, asked.profile, workspace.thresholds.thresholds.bands))
    return [workspace.book.identity, workspace.release.name, wanted.as_of.isoformat(), said]


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _codes(wanted: Wanted, count: int) -> tuple[str, ...]:
    """The codes in the name of a graph; raises :class:`UnknownName` where they are not so many."""
    codes = parts_of(wanted.name, "")
    if len(codes) != count:
        raise UnknownName(
            f"its name ends with {'the codes of candidate and role' if count > 1 else 'one code'}."
        )
    return codes


def _source(
    version: Callable[[Workspace, Wanted], Version], nodes: Callable[[Workspace, Wanted], Iterator[Node]]
) -> Source:
    def said(workspace: Workspace, wanted: Wanted, _progress: Progress) -> Iterator[str]:
        return lines(nodes(workspace, wanted))

    return Source(version, said)


MATCHES: Final = _source(_of_one, one_match)
BEST_MATCHES: Final = _source(_of_all, best_matches)
RANKINGS: Final = _source(_of_all, best_ranks)
