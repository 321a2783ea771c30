"""Graphs of matches: made when a query names them, by the one scorer.

``graph:match/CODE/ROLE`` is one match with its evidence, ``graph:matches/ROLE`` the best of a role with
theirs, ``graph:ranking/ROLE`` where the best stand and what they score. Each is under the role's own
criteria.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.book_scores import RANKED
from skillpath.agency.dataset.evidence import match_nodes
from skillpath.agency.matching import asked_of, matcher_for, proved, standings
from skillpath.agency.workspace import Workspace
from skillpath.errors import UnknownName
from skillpath.ontology.dataset import match_terms as t
from skillpath.ontology.dataset.names import (
    BEST_MATCHES,
    CANDIDATE,
    MATCH,
    MATCHES,
    RANKINGS,
    ROLE,
    named,
    parts_of,
)
from skillpath.ontology.dataset.statements import Iri, Node

EXPLAINED: Final = 20
"""So many of the best of a role are explained in one graph."""


@dataclass(frozen=True, slots=True)
class MatchGraphs:
    """Graphs of one kind: their names go on with so many codes, as :func:`named` writes them.

    ``nodes`` is what such a graph says on a day.
    """

    codes: int
    title: str
    nodes: Callable[..., Iterator[Node]]


def one_match(workspace: Workspace, code: str, role: str, *, as_of: date) -> Iterator[Node]:
    """A match with its evidence; raises :class:`UnknownName`."""
    matcher = matcher_for(workspace, role, None, as_of)
    return match_nodes(*proved(workspace, matcher, workspace.book.candidate(code)))


def best_matches(workspace: Workspace, role: str, *, as_of: date) -> Iterator[Node]:
    """The best :data:`EXPLAINED` of a role with their evidence and ranks; raises :class:`UnknownName`."""
    matcher = matcher_for(workspace, role, None, as_of)
    for one in standings(workspace, role, as_of=as_of, top=EXPLAINED):
        candidate = workspace.book.candidate(one.candidate)
        yield from match_nodes(*proved(workspace, matcher, candidate), rank=one.rank)


def ranking_nodes(workspace: Workspace, role: str, *, as_of: date) -> Iterator[Node]:
    """Where the best :data:`RANKED` of a role stand, and what they score; raises :class:`UnknownName`."""
    for one in standings(workspace, role, as_of=as_of, top=RANKED):
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


MATCH_GRAPHS: Final[Mapping[str, MatchGraphs]] = MappingProxyType(
    {
        MATCHES: MatchGraphs(2, "one match and its evidence", one_match),
        BEST_MATCHES: MatchGraphs(1, "the best matches of a role and their evidence", best_matches),
        RANKINGS: MatchGraphs(1, "ranks and scores of the best candidates for a role", ranking_nodes),
    }
)
"""What the name of a graph begins with → what such graphs say."""


def match_graph(workspace: Workspace, graph: str, *, as_of: date) -> Iterator[Node]:
    """What a graph says on a day, by its IRI; raises :class:`UnknownName` where there is none."""
    kind, codes = _named(graph)
    return kind.nodes(workspace, *codes, as_of=as_of)


def version(workspace: Workspace, graph: str, *, as_of: date) -> list[Any]:
    """Plain values that change whenever the graph may: it is made again then.

    Raises :class:`UnknownName`.
    """
    _, codes = _named(graph)
    asked = asked_of(workspace, codes[-1], as_of=as_of)
    state = workspace.pool.now().state
    said = repr((asked.role, asked.profile, sorted(asked.profile.share.items()))).encode()
    meaning = repr(workspace.thresholds).encode()
    return [
        workspace.release.name,
        as_of.isoformat(),
        state.changes,
        state.removals,
        hashlib.sha256(said + meaning).hexdigest(),
    ]


def _named(graph: str) -> tuple[MatchGraphs, tuple[str, ...]]:
    base = next((base for base in MATCH_GRAPHS if graph.startswith(base)), None)
    if base is not None:
        codes = parts_of(graph, base)
        if len(codes) == MATCH_GRAPHS[base].codes:
            return MATCH_GRAPHS[base], codes
    raise UnknownName(f"There is no graph <{graph}>.")
