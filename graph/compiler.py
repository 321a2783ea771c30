"""From a catalogue to a stored network, and the fingerprint of the rules that it was compiled with."""

import hashlib
from pathlib import Path
from typing import Final

from skillpath.graph.bridge import build_graph
from skillpath.graph.network import compile_network, save_network
from skillpath.graph.relations import BETA, CUT_OFF, EDGE_RULES, LEARNING_RULES
from skillpath.ontology.catalogue import Catalogue

FORMAT: Final = 1
"""Version of the stored arrays and of the algorithms behind them: raised whenever either changes."""


def compile_into(catalogue: Catalogue, folder: Path) -> None:
    """Compiles a catalogue's network into an existing empty folder."""
    save_network(compile_network(build_graph(catalogue)), folder)


def fingerprint() -> str:
    """What a release's name must change with: the format and the relation table."""
    rules = f"{FORMAT} {BETA} {CUT_OFF} {dict(EDGE_RULES)} {dict(LEARNING_RULES)}"
    return hashlib.sha256(rules.encode()).hexdigest()
