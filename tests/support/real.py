"""The real data beside the repository, where it is there: read once a process, however many tests ask."""

from functools import cache
from pathlib import Path
from typing import Final

import networkx as nx
import pytest

from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import read_catalogue
from skillpath.ontology.importers.esco import EscoImport, read_esco

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
ESCO: Final = DATA / "esco-1.2.0-en"
ONET: Final = DATA / "onet-29.2"
CROSSWALK: Final = DATA / "esco_onet_crosswalk.csv"

needs_esco: Final = pytest.mark.skipif(not ESCO.is_dir(), reason="needs ../shared/data/esco-1.2.0-en")
needs_onet: Final = pytest.mark.skipif(not ONET.is_dir(), reason="needs ../shared/data/onet-29.2")
needs_data: Final = pytest.mark.skipif(not DATA.is_dir(), reason="needs the real data in ../shared/data")


@cache
def esco() -> EscoImport:
    """Full ESCO as imported. Nobody changes its graph."""
    return read_esco(ESCO)


@cache
def esco_graph() -> "nx.MultiDiGraph[str]":
    """Full ESCO as the readable network."""
    return build_graph(read_catalogue([esco().graph]))


@cache
def esco_network() -> Network:
    """Full ESCO compiled."""
    return compile_network(esco_graph())
