"""What a compiled network depends on besides the ontology."""

import hashlib
import json
from dataclasses import asdict
from typing import Any, Final

from skillpath.graph.likeness import LIKENESS
from skillpath.graph.network import EDGE_KINDS, LEARNING_KINDS
from skillpath.graph.relations import BETA, CUT_OFF, EDGE_RULES, LEARNING_RULES

FORMAT: Final = 6
"""Version of the stored arrays and of the algorithms behind them: raised whenever either changes."""


def rules() -> dict[str, Any]:
    """The format and the relation table, as a document: what a certificate states of the compiler.

    Kinds stand in the order of their numbers in the stored arrays. ``None`` for what has no weight of its
    own: it is computed, or is no link of that sort. The last sort of learning, number −1, is what a node
    develops as itself.
    """
    return {
        "format": FORMAT,
        "taxonomy_power": BETA,
        "cut_off": CUT_OFF,
        "likeness": asdict(LIKENESS),
        "edges": [
            {"kind": str(kind), "step": str(EDGE_RULES[kind].step), "weight": EDGE_RULES[kind].weight}
            for kind in EDGE_KINDS
        ],
        "learning": [
            {"kind": str(kind), "strength": LEARNING_RULES[kind].strength if kind in LEARNING_RULES else None}
            for kind in LEARNING_KINDS
        ]
        + [{"kind": None, "strength": 1.0}],
    }


def fingerprint() -> str:
    """What a release's name must change with: the SHA-256 of :func:`rules` as compact JSON, keys sorted."""
    text = json.dumps(rules(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
