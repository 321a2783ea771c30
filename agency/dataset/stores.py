"""The store that a query is asked of: the release with the graphs beside it, as they are now.

What was written is in the next store. It is made of the one before: only what changed is written anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from skillpath.agency.dataset import candidates, decisions, ontologies, roles
from skillpath.agency.dataset.folder import BOOK, ONTOLOGY, shelf
from skillpath.agency.dataset.graphs import GRAPHS, Graph, graph_of
from skillpath.agency.dataset.origins import ORIGIN, as_snapshot
from skillpath.agency.dataset.source import Change, Progress, Source, silent
from skillpath.agency.editing.working_copies import working_copies
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryError, UnknownName
from skillpath.ontology.dataset import names
from skillpath.ontology.dataset.snapshots import Contents, Snapshot, Snapshots
from skillpath.ontology.dataset.writing import Writing
from skillpath.ontology.releases import graph_iri

SOURCES: Final[Mapping[str, Source]] = MappingProxyType(
    {
        names.MAPPINGS: ontologies.MAPPINGS,
        names.PROVENANCE: ontologies.PROVENANCE,
        names.QUALITY: ontologies.QUALITY,
        names.CHANGES: ontologies.CHANGES,
        names.CANDIDATES: candidates.CANDIDATES,
        names.ROLES: roles.ROLES,
        names.DECISIONS: decisions.DECISIONS,
        names.RELEASES: ontologies.RELEASE,
        names.WORKING_COPIES: ontologies.WORKING_COPY,
    }
)
"""Graph, or family of graphs, of the table → how it is made."""

LOOKED_AT: Final = 6
"""So many snapshots are looked at for the one of which the next is made with the least work."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A graph that is wanted, and how it is made."""

    iri: str
    source: Source
    name: str


def graphs_of(workspace: Workspace, *, book: bool) -> list[Graph]:
    """The graphs that somebody may ask: those of the ontology, and those of the ``book`` if allowed.

    Of families each release and each working copy by its name.
    """
    found = [one for one in GRAPHS if (book or not one.of_book) and not one.is_family]
    return [*found, *_members(workspace)]


def default_graphs(workspace: Workspace) -> tuple[str, ...]:
    """The graphs, one for each source, that are the release in use together."""
    return tuple(graph_iri(origin) for origin in workspace.release.graphs)


def store_for(workspace: Workspace, named: Iterable[str], *, book: bool, progress: Progress = silent) -> Path:
    """A store with the release and its graphs, and those that are ``named`` by IRI among others.

    Without ``book`` no graph of it has anything that the book says of candidates, roles and decisions.
    Raises :class:`QueryError` where a graph is named that is not there, or is of the book.
    """
    wanted, own = frozenset(named), shelf(workspace.folder, BOOK if book else ONTOLOGY)
    with workspace.book.still():
        found = own.store(_contents(workspace, _parts(workspace, wanted, book=book)))
    if found is not None:
        return found
    with own.turn(), workspace.book.still():  # whoever was removed before the turn began is not read any more
        parts = _parts(workspace, wanted, book=book)
        contents = _contents(workspace, parts)
        people = contents.versions.get(names.CANDIDATES)
        own.clear(unless=lambda kept: _same_people(kept.versions.get(names.CANDIDATES), people))
        return own.store(contents) or _made(workspace, own, contents, parts, book=book, progress=progress)


def _members(workspace: Workspace) -> Iterable[Graph]:
    for family, members in (
        (names.RELEASES, [one.name for one in workspace.releases.all()]),
        (names.WORKING_COPIES, [one.name for one in working_copies(workspace.book)]),
    ):
        known = next(one for one in GRAPHS if one.iri == family)
        for member in members:
            yield Graph(names.named(family, member), f"{known.title}: {member}", known.what, always=False)


def _parts(workspace: Workspace, named: frozenset[str], *, book: bool) -> list[_Part]:
    """All graphs of the store, those of the release first."""
    origins = [_Part(graph_iri(origin), ORIGIN, origin) for origin in workspace.release.graphs]
    always = [one.iri for one in GRAPHS if one.always and (book or not one.of_book)]
    there = {*always, *(one.iri for one in origins)}
    others = [iri for iri in sorted(named) if iri not in there and _is_ours(iri)]
    return [*origins, *(_part(iri, book=book) for iri in (*always, *others))]


def _is_ours(iri: str) -> bool:
    """Whether an IRI that a query names is meant as a graph; that of a whole family may be compared with."""
    return iri.startswith(graph_iri("")) and not iri.endswith("/")


def _part(iri: str, *, book: bool) -> _Part:
    graph = graph_of(iri)
    if graph is None:
        known = ", ".join(one.iri for one in GRAPHS if book or not one.of_book)
        raise QueryError(f"There is no graph <{iri}>; there are {known}.")
    if graph.of_book and not book:
        raise QueryError(f"The graph <{iri}> tells of candidates, roles or decisions, which you may not ask.")
    return _Part(iri, SOURCES[graph.iri], iri.removeprefix(graph.iri))


def _contents(workspace: Workspace, parts: Sequence[_Part]) -> Contents:
    versions = {}
    for part in parts:
        try:
            versions[part.iri] = part.source.version(workspace, part.name)
        except UnknownName as error:
            raise QueryError(f"There is no graph <{part.iri}>: {error}") from None
    return Contents(versions, {})


def _same_people(before: Sequence[object] | None, now: Sequence[object] | None) -> bool:
    """Whether nobody was removed in between."""
    return (None if before is None else before[:2]) == (None if now is None else now[:2])


def _made(
    workspace: Workspace,
    own: Snapshots,
    contents: Contents,
    parts: Sequence[_Part],
    *,
    book: bool,
    progress: Progress,
) -> Path:
    grounds = own.all()[:LOOKED_AT]
    if book and not grounds:
        named = [one.iri for one in parts if not _of_book(one.iri)]
        bare = store_for(workspace, named, book=False, progress=progress)
        grounds = [one for one in shelf(workspace.folder, ONTOLOGY).all() if one.store == bare]
    grounds.append(as_snapshot(workspace))
    plans = [_Plan(workspace, one, contents, parts) for one in grounds]
    best = max(plans, key=lambda plan: plan.spared)
    return own.make(contents, best.ground.store, lambda writing: best.fill(writing, progress))


def _of_book(iri: str) -> bool:
    graph = graph_of(iri)
    return graph is not None and graph.of_book


class _Plan:
    """How a snapshot is made of another one: what stays, what changes, what goes and what comes."""

    def __init__(
        self, workspace: Workspace, ground: Snapshot, wanted: Contents, parts: Sequence[_Part]
    ) -> None:
        self.ground, self._workspace, self._parts = ground, workspace, parts
        before = ground.contents.versions
        asked = {part.iri for part in parts}
        self._same = {iri for iri in asked if before.get(iri) == wanted.versions[iri]}
        self._changes: dict[str, Change] = {}
        for part in parts:
            if part.iri in before and part.iri not in self._same:
                now = wanted.versions[part.iri]
                change = part.source.change(workspace, part.name, before[part.iri], now)
                if change is not None:
                    self._changes[part.iri] = change
        self._gone = before.keys() - self._same - self._changes.keys()

    @property
    def spared(self) -> int:
        """How many statements need not be written, less those that must be removed."""
        sizes = self.ground.contents.sizes
        kept = sum(sizes.get(iri, 0) for iri in (*self._same, *self._changes))
        return kept - sum(sizes.get(iri, 0) for iri in self._gone)

    def fill(self, writing: Writing, progress: Progress) -> dict[str, int]:
        """Does it; the sizes of all graphs then."""
        sizes = {iri: self.ground.contents.sizes.get(iri, 0) for iri in (*self._same, *self._changes)}
        for iri in sorted(self._gone):
            writing.remove(iri)
        for part in self._parts:
            if part.iri in self._changes:
                sizes[part.iri] += _apply(writing, part.iri, self._changes[part.iri])
            elif part.iri not in self._same:
                lines = part.source.lines(self._workspace, part.name, progress)
                sizes[part.iri] = writing.add(part.iri, lines)
        return sizes


def _apply(writing: Writing, graph: str, change: Change) -> int:
    """By how much the graph grows."""
    gone = writing.take_out_nodes(graph, change.nodes) + writing.take_out(graph, change.removed)
    return writing.add(graph, change.added) - gone
