"""What a compiled network depends on besides the ontology."""

import hashlib
from typing import Final

from skillpath.graph.relations import BETA, CUT_OFF, EDGE_RULES, LEARNING_RULES

FORMAT: Final = 3
"""Version of the stored arrays and of the algorithms behind them: raised whenever either changes."""


def fingerprint() -> str:
    """What a release's name must change with: the format and the relation table."""
    rules = f"{FORMAT} {BETA} {CUT_OFF} {dict(EDGE_RULES)} {dict(LEARNING_RULES)}"
    return hashlib.sha256(rules.encode()).hexdigest()
