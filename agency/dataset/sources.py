"""How each graph of the dataset is made, in one table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from skillpath.agency.dataset import candidates, decisions, matches, ontologies, roles
from skillpath.agency.dataset.source import Source
from skillpath.ontology.dataset import names

SOURCES: Final[Mapping[str, Source]] = MappingProxyType(
    {
        names.MAPPINGS: ontologies.MAPPINGS,
        names.PROVENANCE: ontologies.PROVENANCE,
        names.QUALITY: ontologies.QUALITY,
        names.CHANGES: ontologies.CHANGES,
        names.CANDIDATES: candidates.CANDIDATES,
        names.ROLES: roles.ROLES,
        names.DECISIONS: decisions.DECISIONS,
        names.RELEASES: ontologies.RELEASE,
        names.WORKING_COPIES: ontologies.WORKING_COPY,
        names.MATCHES: matches.MATCHES,
        names.BEST_MATCHES: matches.BEST_MATCHES,
        names.RANKINGS: matches.RANKINGS,
    }
)
"""Graph, or family of graphs, of the table → how it is made."""
