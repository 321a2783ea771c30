"""States of an ontology by name: a Turtle file, or a release of a workspace."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from skillpath.errors import UnknownName
from skillpath.ontology.releases import Release, Releases
from skillpath.ontology.turtle import graph_of, read_triples

CURRENT: Final = "current"
PREVIOUS: Final = "previous"

FindReleases = Callable[[], Releases]
"""Opens the workspace; called only when a name is no file."""


def read_revisions(names: tuple[str, str], find: FindReleases) -> tuple[dict[str, Graph], dict[str, Graph]]:
    """Two states by origin, ready to be compared.

    A name is a Turtle file, or ``RELEASE`` or ``RELEASE:ORIGIN``, where a release is ``current``,
    ``previous`` or the first digits of its name. Two whole releases keep their origins; otherwise all that
    a side says is one graph, of origin ``""``.

    Of either state there is only what a comparison asks about: all that is said of the nodes of which the
    states say different things, and of the nodes that these lead to. Raises :class:`InputError` and
    :class:`UnknownName`.
    """
    old, new = _states(names, find)
    nodes: set[_Term] = {
        triple.subject
        for origin in old.keys() | new.keys()
        for triple in old.get(origin, _NOTHING) ^ new.get(origin, _NOTHING)
    }
    nodes |= {
        triple.object
        for state in (old, new)
        for part in state.values()
        for triple in part
        if triple.subject in nodes
    }
    before, after = (
        {origin: graph_of(t for t in part if t.subject in nodes) for origin, part in state.items()}
        for state in (old, new)
    )
    return before, after


_State = dict[str, frozenset[ox.Triple]]
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_NOTHING: Final[frozenset[ox.Triple]] = frozenset()


def _states(names: tuple[str, str], find: FindReleases) -> tuple[_State, _State]:
    if any(_is_file(name) or ":" in name for name in names):
        first, second = ({"": _all_of(name, find)} for name in names)
        return first, second
    releases = find()
    old, new = (find_release(name, releases) for name in names)
    before = {origin: _part(releases, old, origin) for origin in old.graphs}
    same = {origin for origin, digest in new.graphs.items() if old.graphs.get(origin) == digest}
    return before, {o: before[o] if o in same else _part(releases, new, o) for o in new.graphs}


def find_release(name: str, releases: Releases) -> Release:
    """The release that a name means; raises :class:`UnknownName` where it means none or several."""
    known = releases.all()
    current = releases.current()
    if name == CURRENT:
        found = [] if current is None else [current]
    elif name == PREVIOUS:
        found = [] if current is None else _before(current, known)[-1:]
    else:
        found = [release for release in known if name and release.name.startswith(name)]
    if len(found) == 1:
        return found[0]
    wrong = "is the beginning of several releases" if found else "is neither a file nor a release"
    raise UnknownName(f"{name!r} {wrong}.", [release.name for release in found or known])


def _before(current: Release, known: list[Release]) -> list[Release]:
    return [r for r in known if r.name != current.name and r.created <= current.created]


def _is_file(name: str) -> bool:
    return Path(name).suffix == ".ttl" or Path(name).is_file()


def _all_of(name: str, find: FindReleases) -> frozenset[ox.Triple]:
    if _is_file(name):
        return read_triples(Path(name))
    releases = find()
    release, _, origin = name.partition(":")
    found = find_release(release, releases)
    origins = [origin] if origin else list(found.graphs)
    return _NOTHING.union(*(_part(releases, found, one) for one in origins))


def _part(releases: Releases, release: Release, origin: str) -> frozenset[ox.Triple]:
    if origin not in release.graphs:
        raise UnknownName(f"Release {release.name} has no part {origin!r}.", sorted(release.graphs))
    return read_triples(releases.path(release.name) / "graphs" / f"{origin}.ttl")
