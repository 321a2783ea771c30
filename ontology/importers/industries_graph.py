"""From employment by industry to NAICS industries and what they teach, as triples of our vocabulary."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from rdflib import RDF, Graph, Literal, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.importers.naics import ECONOMY, NAICS, SECTIONS, above, naics_code
from skillpath.ontology.importers.staffing import Employed, Needs, Taught, known_employment, shares, taught
from skillpath.ontology.importers.statements import Author, Link, Weighed, state
from skillpath.ontology.turtle import new_graph

AUTHOR: Final = Author("bls", "U.S. Bureau of Labor Statistics")
"""Who counted the employed; the weight follows from the counts by a rule of ours (:mod:`.staffing`)."""


def industry_graph(
    names: Mapping[str, str], employed: Mapping[str, Employed], needs: Needs
) -> tuple[Graph, int]:
    """The industries named by the table's codes with what they teach; and how many skills that is in all."""
    graph, links = new_graph(), 0
    known = {naics_code(code): name for code, name in names.items()}
    overall = shares(employed.get(ECONOMY, {}), needs)
    for code, name in known.items():
        _add_industry(graph, code, name, known)
    for code in names:
        here = employed.get(code, {})
        found = taught(here, overall, needs)
        for one in found:
            _add_taught(graph, naics_code(code), one, employed=known_employment(here, needs))
        links += len(found)
    return graph, links


def _add_industry(graph: Graph, code: str, name: str, known: Mapping[str, str]) -> None:
    """The code stands in the label too: sectors and NACE sections often have one and the same name."""
    industry = NAICS[code]
    graph.add((industry, RDF.type, v.CLASS_INDUSTRY))
    graph.add((industry, v.PREF_LABEL, Literal(f"{name} (NAICS {code})", lang="en")))
    graph.add((industry, v.NOTATION, Literal(code)))
    for predicate, section in SECTIONS.get(code, ()):
        graph.add((industry, predicate, v.INDUSTRY[section]))
    if parent := above(code, known):
        graph.add((industry, v.BROADER, NAICS[parent]))


def _add_taught(graph: Graph, code: str, one: Taught, *, employed: float) -> None:
    source = (
        f"BLS employment by industry and occupation: of {employed:,.0f} employed in NAICS {code} in mapped "
        f"occupations {one.share:.1%} need it, in the whole economy {one.overall:.1%}"
    )
    name = f"naics-{code}-teaches-{one.skill.rpartition('/')[2]}"
    link = Link(NAICS[code], v.TEACHES, URIRef(one.skill))
    state(graph, name, link, Weighed(round(Decimal(one.weight), 3), source, AUTHOR))
