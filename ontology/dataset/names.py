"""The names of graphs and of what is in them."""

from typing import Final
from urllib.parse import quote, unquote

from skillpath.ontology import vocabulary
from skillpath.ontology.releases import graph_iri

MAPPINGS: Final = graph_iri("mappings")
PROVENANCE: Final = graph_iri("provenance")
QUALITY: Final = graph_iri("quality")
CHANGES: Final = graph_iri("changes")
CANDIDATES: Final = graph_iri("candidates")
ROLES: Final = graph_iri("roles")
DECISIONS: Final = graph_iri("decisions")
"""Graphs that are one of a kind."""

RELEASES: Final = graph_iri("release/")
WORKING_COPIES: Final = graph_iri("working-copy/")
MATCHES: Final = graph_iri("match/")
BEST_MATCHES: Final = graph_iri("matches/")
RANKINGS: Final = graph_iri("ranking/")
"""What the names of graphs of which there are many begin with."""

RESERVED: Final = frozenset(
    iri.removeprefix(graph_iri(""))
    for iri in (MAPPINGS, PROVENANCE, QUALITY, CHANGES, CANDIDATES, ROLES, DECISIONS)
)
"""No origin of a release is called so: their graphs would be one."""

BASE: Final = "https://w3id.org/skillpath/"

CANDIDATE: Final = str(vocabulary.CANDIDATE)
ROLE: Final = str(vocabulary.ROLE)
DECISION: Final = str(vocabulary.DECISION)
MATCH: Final = str(vocabulary.MATCH)
MAPPING: Final = f"{BASE}mapping/"
RULE: Final = f"{BASE}rule/"
REPORT: Final = f"{BASE}quality/"
"""What the names of nodes begin with."""


def named(base: str, *parts: object) -> str:
    """The IRI of something by its code or name.

    >>> named(CANDIDATE, "C-001"), named(MATCH, "C 1", "R/1")
    ('https://w3id.org/skillpath/candidate/C-001', 'https://w3id.org/skillpath/match/C%201/R%2F1')
    """
    return base + "/".join(quote(str(part), safe="") for part in parts)


def parts_of(iri: str, base: str) -> tuple[str, ...]:
    """The codes or names of which :func:`named` made an IRI.

    >>> parts_of(named(MATCH, "C 1", "R/1"), MATCH)
    ('C 1', 'R/1')
    """
    return tuple(unquote(part) for part in iri.removeprefix(base).split("/"))
