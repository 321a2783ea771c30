"""What one source of a release says."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from skillpath.ontology.releases import graph_iri


def said_by(store: Path, origin: str) -> Iterator[str]:
    """All that an origin says, as lines of :mod:`skillpath.ontology.dataset.statements`."""
    graph = ox.NamedNode(graph_iri(origin))
    for quad in ox.Store.read_only(str(store)).quads_for_pattern(None, None, None, graph):
        yield str(quad.triple)
