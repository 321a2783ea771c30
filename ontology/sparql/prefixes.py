"""What a query may write short without declaring it."""

from types import MappingProxyType
from typing import Final

from skillpath.ontology.vocabulary import CANDIDATE, DECISION, GRAPH, MATCH, PREFIXES, ROLE

QUERY_PREFIXES: Final = MappingProxyType(
    {
        **PREFIXES,
        "candidate": str(CANDIDATE),
        "decision": str(DECISION),
        "graph": str(GRAPH),
        "match": str(MATCH),
        "role": str(ROLE),
    }
)
"""Those of the ontology, and those of what a query finds beside it."""
