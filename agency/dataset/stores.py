"""The store that a query is asked of: the release with the graphs beside it, as they are now.

What was written is in the next store. It is made of the one before: only what changed is written anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from skillpath.agency.dataset.folder import BOOK, ONTOLOGY, shelf
from skillpath.agency.dataset.graphs import GRAPHS, Graph, graph_of, is_of_book
from skillpath.agency.dataset.origins import ORIGIN, as_snapshot
from skillpath.agency.dataset.plan import Part, Plan
from skillpath.agency.dataset.source import Progress, Version, Wanted, silent
from skillpath.agency.dataset.sources import SOURCES
from skillpath.agency.editing.working_copies import working_copies
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryError, UnknownName
from skillpath.ontology.dataset import names
from skillpath.ontology.dataset.snapshots import Contents, Snapshot, Snapshots
from skillpath.ontology.releases import graph_iri

LOOKED_AT: Final = 6
"""So many snapshots are looked at for the one of which the next is made with the least work."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: graphs by IRI, with the book or without, as of a day."""

    named: frozenset[str]
    book: bool
    as_of: date


def graphs_of(workspace: Workspace, *, book: bool) -> list[Graph]:
    """The graphs that somebody may ask: those of the ontology, and those of the ``book`` if allowed.

    Of families each release and each working copy by its name.
    """
    found = [one for one in GRAPHS if (book or not one.of_book) and not one.is_family]
    return [*found, *_members(workspace)]


def version_of(workspace: Workspace, graph: str, *, book: bool) -> Version:
    """What changes whenever a graph does; "" is the release in use. Raises as :func:`store_for`."""
    if not graph:
        return [workspace.release.name]
    asked = _Asked(frozenset((graph,)), book, today())
    part = next(one for one in _parts(workspace, asked) if one.iri == graph)
    with workspace.book.still():
        return _contents(workspace, [part]).versions[graph]  # type: ignore[no-any-return] # as it was put in


def store_for(
    workspace: Workspace,
    named: Iterable[str],
    *,
    book: bool,
    as_of: date | None = None,
    progress: Progress = silent,
) -> Path:
    """A store with the release and its graphs, and those that are ``named`` by IRI among others.

    Scores are for a day (today). Without ``book`` nothing is in it that the book says of candidates, roles
    and decisions. Raises :class:`QueryError` where a graph is named that is not there, or is of the book.
    """
    return _stored(workspace, _Asked(frozenset(named), book, as_of or today()), progress)


def _stored(workspace: Workspace, asked: _Asked, progress: Progress) -> Path:
    own = shelf(workspace.folder, BOOK if asked.book else ONTOLOGY)
    with workspace.book.still():
        found = own.store(_contents(workspace, _parts(workspace, asked)))
    if found is not None:
        return found
    with own.turn(), workspace.book.still():  # whoever was removed before the turn began is not read any more
        parts = _parts(workspace, asked)
        contents = _contents(workspace, parts)
        people = contents.versions.get(names.CANDIDATES)
        own.clear(unless=lambda kept: _same_people(kept.versions.get(names.CANDIDATES), people))
        found = own.store(contents)
        if found is not None:
            return found
        plans = [Plan(workspace, one, contents, parts) for one in _grounds(workspace, own, asked, progress)]
        best = max(plans, key=lambda plan: plan.spared)
        return own.make(contents, best.ground.store, lambda writing: best.fill(writing, progress))


def _grounds(workspace: Workspace, own: Snapshots, asked: _Asked, progress: Progress) -> list[Snapshot]:
    """Of what the next snapshot may be made."""
    found = own.all()[:LOOKED_AT]
    if asked.book and not found:
        others = frozenset(iri for iri in asked.named if not is_of_book(iri))
        bare = _stored(workspace, _Asked(others, False, asked.as_of), progress)
        found = [one for one in shelf(workspace.folder, ONTOLOGY).all() if one.store == bare]
    return [*found, as_snapshot(workspace)]


def _members(workspace: Workspace) -> Iterable[Graph]:
    for family, members in (
        (names.RELEASES, [one.name for one in workspace.releases.all()]),
        (names.WORKING_COPIES, [one.name for one in working_copies(workspace.book)]),
    ):
        known = next(one for one in GRAPHS if one.iri == family)
        for member in members:
            yield Graph(names.named(family, member), f"{known.title}: {member}", known.what, always=False)


def _parts(workspace: Workspace, asked: _Asked) -> list[Part]:
    """All graphs of the store, those of the release first."""
    origins = [
        Part(Wanted(graph_iri(origin), origin, asked.as_of), ORIGIN) for origin in workspace.release.graphs
    ]
    always = [one.iri for one in GRAPHS if one.always and (asked.book or not one.of_book)]
    there = {*always, *(one.iri for one in origins)}
    others = [iri for iri in sorted(asked.named) if iri not in there and _is_ours(iri)]
    return [*origins, *(_part(iri, asked) for iri in (*always, *others))]


def _is_ours(iri: str) -> bool:
    """Whether an IRI that a query names is meant as a graph; that of a whole family may be compared with."""
    return iri.startswith(graph_iri("")) and not iri.endswith("/")


def _part(iri: str, asked: _Asked) -> Part:
    graph = graph_of(iri)
    if graph is None:
        known = ", ".join(one.iri for one in GRAPHS if asked.book or not one.of_book)
        raise QueryError(f"There is no graph <{iri}>; there are {known}.")
    if graph.of_book and not asked.book:
        raise QueryError(f"The graph <{iri}> tells of candidates, roles or decisions, which you may not ask.")
    return Part(Wanted(iri, iri.removeprefix(graph.iri), asked.as_of), SOURCES[graph.iri])


def _contents(workspace: Workspace, parts: Sequence[Part]) -> Contents:
    versions = {}
    for part in parts:
        try:
            versions[part.iri] = part.source.version(workspace, part.wanted)
        except UnknownName as error:
            raise QueryError(f"There is no graph <{part.iri}>: {error}") from None
    return Contents(versions, {})


def _same_people(before: Sequence[object] | None, now: Sequence[object] | None) -> bool:
    """Whether nobody was removed in between."""
    return (None if before is None else before[:2]) == (None if now is None else now[:2])
