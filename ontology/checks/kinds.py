"""Rules about which kinds of concept a link or a mapping may join."""

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Final

from rdflib import SKOS

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.taxonomy import Taxonomy

Kinds = Set[ConceptKind]

MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, v.SAME_AS)

OUTSIDE: Final[Mapping[str, ConceptKind]] = {
    v.PREFIXES["esco-skill"]: ConceptKind.SKILL,
    v.PREFIXES["esco-job"]: ConceptKind.JOB_TYPE,
    v.PREFIXES["isco"]: ConceptKind.JOB_TYPE,
}
"""What the concepts of taxonomies outside are, by the beginning of their IRI."""


def _alike(one: Kinds, other: Kinds) -> bool:
    return bool(one & other)


def _joining(starts: Kinds, end: ConceptKind) -> Callable[[Kinds, Kinds], bool]:
    return lambda one, other: bool(one & starts) and end in other


_asks: Final = _joining({ConceptKind.JOB_TYPE, ConceptKind.SKILL}, ConceptKind.SKILL)

JOINS: Final[Mapping[str, Callable[[Kinds, Kinds], bool]]] = {
    str(v.BROADER): _alike,
    str(v.RELATED): _alike,
    str(v.ESSENTIAL_SKILL): _asks,
    str(v.OPTIONAL_SKILL): _asks,
    str(v.TEACHES): _joining({ConceptKind.INDUSTRY, ConceptKind.JOB_IN_INDUSTRY}, ConceptKind.SKILL),
    str(v.FLOOR_TEACHES): _joining({ConceptKind.INDUSTRY}, ConceptKind.SKILL),
    str(v.OF_JOB_TYPE): _joining({ConceptKind.JOB_IN_INDUSTRY}, ConceptKind.JOB_TYPE),
    str(v.IN_INDUSTRY): _joining({ConceptKind.JOB_IN_INDUSTRY}, ConceptKind.INDUSTRY),
}
"""Predicate → whether it may join two kinds of concept."""


def wrong_links(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Links between concepts of kinds that the predicate does not join."""
    for one, predicate, other in sorted(taxonomy.links(*JOINS)):
        ends = taxonomy.kinds.get(one), taxonomy.kinds.get(other)
        if ends[0] and ends[1] and not JOINS[predicate](ends[0], ends[1]):
            yield Flaw.of_link(one, predicate, other, f"{_named(ends[0])} to <{other}>, {_named(ends[1])}")


def matches_across_kinds(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Mappings between concepts of different kinds."""
    for one, predicate, other in sorted(taxonomy.links(*map(str, MATCHES))):
        ends = _kinds(taxonomy, one), _kinds(taxonomy, other)
        if all(ends) and not _alike(*ends):
            yield Flaw.of_link(
                one, predicate, other, f"{_named(ends[0])} matched to <{other}>, {_named(ends[1])}"
            )


def _kinds(taxonomy: Taxonomy, iri: str) -> Kinds:
    outside = {kind for base, kind in OUTSIDE.items() if iri.startswith(base)}
    return taxonomy.kinds.get(iri) or outside


def _named(kinds: Kinds) -> str:
    return " and ".join(sorted(kinds))
