"""What the rules about matching look at."""

from collections.abc import Callable
from dataclasses import dataclass

from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue

Progress = Callable[[int, int], None]
"""Is told how much of a rule's work is done, and of how much."""


@dataclass(frozen=True)
class Compiled:
    """What some files say together, and the network that scores are made on."""

    catalogue: Catalogue
    network: Network

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Compiled":
        """Compiles a catalogue as a release is compiled."""
        return cls(catalogue, compile_network(build_graph(catalogue)))
