"""The data of a test as a store on disk."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from skillpath.errors import InputError
from skillpath.ontology.conformance.cases import Data

FORMATS: Final[Mapping[str, ox.RdfFormat]] = MappingProxyType(
    {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML}
)
"""Ending of a file with data → its format."""


def write_store(data: Data, folder: Path) -> None:
    """Writes a store into a new folder: every file of the default graph is a graph by its own IRI, too.

    Raises :class:`InputError` for a file that cannot be read.
    """
    store = ox.Store(str(folder))
    for file in data.default:
        _load(store, file, data.base + file.name, data.base + file.name)
    for name, files in data.named:
        for file in files:
            _load(store, file, data.base + file.name, name)
    store.flush()


def _load(store: ox.Store, file: Path, base: str, graph: str) -> None:
    if file.suffix not in FORMATS:
        raise InputError(f"{file} holds no data: its name must end in one of {', '.join(FORMATS)}.")
    node = ox.NamedNode(graph)
    store.add_graph(node)
    try:
        store.load(path=str(file), format=FORMATS[file.suffix], base_iri=base, to_graph=node)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{file} cannot be read: {error}") from error
