"""States of an ontology by name: a Turtle file, or a release of a workspace."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from rdflib import Graph

from skillpath.errors import UnknownName
from skillpath.ontology.releases import Release, Releases
from skillpath.ontology.turtle import read_turtle

CURRENT: Final = "current"
PREVIOUS: Final = "previous"

FindReleases = Callable[[], Releases]
"""Opens the workspace; called only when a name is no file."""


def read_revisions(names: tuple[str, str], find: FindReleases) -> tuple[dict[str, Graph], dict[str, Graph]]:
    """Two states by origin, ready to be compared.

    A name is a Turtle file, or ``RELEASE`` or ``RELEASE:ORIGIN``, where a release is ``current``,
    ``previous`` or the first digits of its name. Two whole releases keep their origins; otherwise all that
    a side says is one graph, of origin ``""``. Raises :class:`InputError` and :class:`UnknownName`.
    """
    files = [name for name in names if _is_file(name)]
    if files or any(":" in name for name in names):
        first, second = ({"": _one_graph(name, find)} for name in names)
        return first, second
    releases = find()
    old, new = (find_release(name, releases) for name in names)
    before = releases.graphs(old)
    same = {origin for origin, digest in new.graphs.items() if old.graphs.get(origin) == digest}
    after = {o: before[o] if o in same else _part(releases, new, o) for o in new.graphs}
    return before, after


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


def _one_graph(name: str, find: FindReleases) -> Graph:
    if _is_file(name):
        return read_turtle(Path(name))
    releases = find()
    release, _, origin = name.partition(":")
    found = find_release(release, releases)
    if origin:
        return _part(releases, found, origin)
    return _union(releases.graphs(found))


def _part(releases: Releases, release: Release, origin: str) -> Graph:
    if origin not in release.graphs:
        raise UnknownName(f"Release {release.name} has no part {origin!r}.", sorted(release.graphs))
    return read_turtle(releases.path(release.name) / "graphs" / f"{origin}.ttl")


def _union(graphs: Mapping[str, Graph]) -> Graph:
    whole = Graph(bind_namespaces="none")
    for graph in graphs.values():
        whole += graph
    return whole
