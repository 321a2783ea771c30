"""The graphs of the release in use, one for each of its sources: together they are the default graph."""

from collections.abc import Iterator
from typing import Final

from skillpath.agency.dataset.source import Progress, Source, Version, Wanted
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.origin import said_by
from skillpath.ontology.dataset.snapshots import Contents, Snapshot
from skillpath.ontology.releases import graph_iri


def _version(workspace: Workspace, wanted: Wanted) -> Version:
    return [workspace.release.graphs[wanted.name]]


def _lines(workspace: Workspace, wanted: Wanted, _progress: Progress) -> Iterator[str]:
    return said_by(workspace.store, wanted.name)


ORIGIN: Final = Source(_version, _lines)


def as_snapshot(workspace: Workspace) -> Snapshot:
    """The store of the release as a snapshot that has nothing beside it."""
    release = workspace.release
    share = release.counts["triples"] // max(1, len(release.graphs))
    versions = {graph_iri(name): [digest] for name, digest in release.graphs.items()}
    return Snapshot(Contents(versions, dict.fromkeys(versions, share)), workspace.store)
