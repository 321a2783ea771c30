"""From RDF to plain, frozen Python: the skills, job types and industries, and what links them.

Everything outside this room sees the taxonomy only through a :class:`Catalogue`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from rdflib import DCTERMS, OWL, RDF, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.errors import InputError, Problem
from skillpath.ontology import vocabulary as v
from skillpath.ontology.replacements import TRUE, heirs


class ConceptKind(StrEnum):
    """What a concept is."""

    SKILL = "skill"
    JOB_TYPE = "job type"
    INDUSTRY = "industry"
    JOB_IN_INDUSTRY = "job in industry"


class RelationKind(StrEnum):
    """What a link between two concepts says; the subject comes first in the wording."""

    BROADER = "broader"
    RELATED = "related"
    CLOSE_MATCH = "close match"
    ESSENTIAL_SKILL = "essential skill"
    OPTIONAL_SKILL = "optional skill"
    TEACHES = "teaches"
    FLOOR_TEACHES = "floor teaches"
    OF_JOB_TYPE = "of job type"
    IN_INDUSTRY = "in industry"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the taxonomy.

    ``labels`` maps a language tag to the preferred label; ``alt_labels`` are all other names, in any
    language; ``group`` marks headings (skill groups, ISCO groups) that are never asked for or claimed
    themselves; ``code`` is the ISCO-08 or NACE code, empty where there is none; ``zone`` is O*NET's job zone
    (how much preparation a job type needs, 1 to 5), 0 where it is not known.
    """

    iri: str
    kind: ConceptKind
    labels: Mapping[str, str]
    alt_labels: tuple[str, ...] = ()
    definition: str = ""
    code: str = ""
    group: bool = False
    zone: int = 0

    @property
    def label(self) -> str:
        """The preferred label, English first; the IRI where the concept has no label."""
        return self.labels.get("en") or next(iter(self.labels.values()), self.iri)


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed link; ``weight``, ``source`` and ``author`` only where the ontology states them of it.

    ``author`` is the label of who answers for the weight, the IRI where there is none.
    """

    subject: str
    kind: RelationKind
    object: str
    weight: float | None = None
    source: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All concepts by IRI, the links between them, and the pairs said to be one and the same concept.

    ``relations`` are sorted and name only concepts of the catalogue. ``replaced``: the IRIs of retired
    concepts that one in use replaces → that one; they are other names for it, and what they say does not
    count.
    """

    concepts: Mapping[str, Concept]
    relations: tuple[Relation, ...]
    same: tuple[tuple[str, str], ...] = field(default=())
    replaced: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, kind: ConceptKind) -> list[Concept]:
        """The concepts of one kind, headings included, sorted by IRI."""
        return [self.concepts[iri] for iri in sorted(self.concepts) if self.concepts[iri].kind is kind]


CLASSES: Final[Mapping[URIRef, tuple[ConceptKind, bool]]] = {
    v.CLASS_SKILL: (ConceptKind.SKILL, False),
    v.CLASS_SKILL_GROUP: (ConceptKind.SKILL, True),
    v.CLASS_JOB_TYPE: (ConceptKind.JOB_TYPE, False),
    v.CLASS_JOB_GROUP: (ConceptKind.JOB_TYPE, True),
    v.CLASS_INDUSTRY: (ConceptKind.INDUSTRY, False),
    v.CLASS_JOB_IN_INDUSTRY: (ConceptKind.JOB_IN_INDUSTRY, False),
}
"""RDF class → kind of concept, and whether it is a heading."""

JOB_ZONES: Final = frozenset("12345")
"""O*NET's job zones."""

PREDICATES: Final[Mapping[URIRef, RelationKind]] = {
    v.BROADER: RelationKind.BROADER,
    v.RELATED: RelationKind.RELATED,
    v.CLOSE_MATCH: RelationKind.CLOSE_MATCH,
    v.ESSENTIAL_SKILL: RelationKind.ESSENTIAL_SKILL,
    v.OPTIONAL_SKILL: RelationKind.OPTIONAL_SKILL,
    v.TEACHES: RelationKind.TEACHES,
    v.FLOOR_TEACHES: RelationKind.FLOOR_TEACHES,
    v.OF_JOB_TYPE: RelationKind.OF_JOB_TYPE,
    v.IN_INDUSTRY: RelationKind.IN_INDUSTRY,
}
"""RDF predicate → kind of link."""


def read_catalogue(graphs: Iterable[Graph]) -> Catalogue:
    """The catalogue of the union of some RDF graphs.

    Links to concepts that no graph describes are left out (an ontology may map to one that is not
    loaded). Raises :class:`InputError` with all stated weights that are not numbers in (0, 1].
    """
    parts = list(graphs)
    described = _concepts(parts)
    replaced = _replaced(parts, described)
    concepts = _in_use(described, replaced)
    stated = _stated_weights(parts)
    relations = {
        Relation(s, kind, meant, *stated.get((s, kind, o), (None, "", "")))
        for predicate, kind in PREDICATES.items()
        for s, o in _pairs(parts, predicate)
        for meant in (replaced.get(o, o),)
        if s in concepts and meant in concepts and s != meant
    }
    meant_pairs = {
        tuple(sorted((replaced.get(s, s), replaced.get(o, o))))
        for predicate in (v.EXACT_MATCH, v.SAME_AS)
        for s, o in _pairs(parts, predicate)
    }
    same = {(one, other) for one, other in meant_pairs if {one, other} <= concepts.keys() and one != other}
    order = sorted(relations, key=lambda r: (r.subject, r.kind, r.object))
    return Catalogue(concepts, tuple(order), tuple(sorted(same)), replaced)


def _pairs(parts: list[Graph], predicate: URIRef) -> Iterator[tuple[str, str]]:
    return ((str(s), str(o)) for graph in parts for s, o in graph.subject_objects(predicate))


def _replaced(parts: list[Graph], concepts: Mapping[str, Concept]) -> dict[str, str]:
    """Retired concepts that one concept in use of their kind replaces → that one."""
    retired = {s for s, value in _pairs(parts, OWL.deprecated) if s in concepts and value in TRUE}
    successors: defaultdict[str, set[str]] = defaultdict(set)
    for s, o in _pairs(parts, DCTERMS.isReplacedBy):
        if s in retired and o in concepts:
            successors[s].add(o)
    found = {iri: heirs(iri, lambda one: successors.get(one, ())) for iri in sorted(successors)}
    return {
        iri: heir
        for iri, meant in found.items()
        for heir in meant
        if len(meant) == 1 and concepts[heir].kind is concepts[iri].kind
    }


def _in_use(concepts: Mapping[str, Concept], replaced: Mapping[str, str]) -> dict[str, Concept]:
    """The concepts that stand for themselves; who replaces another is found by the names of that one too."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for iri, heir in replaced.items():
        names[heir] |= {*concepts[iri].labels.values(), *concepts[iri].alt_labels}
    return {
        iri: replace(one, alt_labels=tuple(sorted({*one.alt_labels, *names[iri]}))) if iri in names else one
        for iri, one in concepts.items()
        if iri not in replaced
    }


def _concepts(parts: list[Graph]) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for cls, (kind, group) in CLASSES.items():
        for iri in sorted({str(s) for graph in parts for s in graph.subjects(RDF.type, cls)}):
            concepts.setdefault(iri, _concept(parts, iri, kind, group))
    return concepts


def _concept(parts: list[Graph], iri: str, kind: ConceptKind, group: bool) -> Concept:
    values: defaultdict[Node, list[Literal]] = defaultdict(list)
    for graph in parts:
        for predicate, value in graph.predicate_objects(URIRef(iri)):
            if isinstance(value, Literal):
                values[predicate].append(value)
    preferred = sorted(values[v.PREF_LABEL], key=lambda literal: (literal.language or "en", str(literal)))
    return Concept(
        iri=iri,
        kind=kind,
        labels={literal.language or "en": str(literal) for literal in reversed(preferred)},
        alt_labels=tuple(sorted({str(a) for a in (*values[v.ALT_LABEL], *values[v.HIDDEN_LABEL])})),
        definition=_first(values[v.DEFINITION]),
        code=_first(values[v.NOTATION]),
        group=group,
        zone=_zone(values[v.JOB_ZONE]),
    )


def _first(values: list[Literal]) -> str:
    """One value, English preferred, ties broken by the text."""
    return str(min(values, key=lambda a: (a.language not in (None, "en"), str(a)), default=""))


def _zone(values: list[Literal]) -> int:
    """The job zone; of several, the lowest, so that nobody is thought too junior without need."""
    return min((int(zone) for zone in map(str, values) if zone in JOB_ZONES), default=0)


def _stated_weights(parts: list[Graph]) -> dict[tuple[str, RelationKind, str], tuple[float, str, str]]:
    weights: dict[tuple[str, RelationKind, str], tuple[float, str, str]] = {}
    agents = _agents(parts)
    problems: list[Problem] = []
    for graph in parts:
        for statement, value in sorted(graph.subject_objects(v.WEIGHT), key=str):
            kind = PREDICATES.get(URIRef(str(graph.value(statement, v.STATEMENT_PREDICATE))))
            weight = _weight(value)
            if kind is None or weight is None:
                problems.append(Problem(str(statement), None, f"weight {value} on {kind or 'no known link'}"))
                continue
            link = (
                str(graph.value(statement, v.STATEMENT_SUBJECT)),
                kind,
                str(graph.value(statement, v.STATEMENT_OBJECT)),
            )
            author = str(graph.value(statement, v.AUTHOR) or "")
            weights[link] = (weight, str(graph.value(statement, v.SOURCE) or ""), agents.get(author, author))
    if problems:
        raise InputError("Stated weights must be numbers above 0 and at most 1, on a known link.", problems)
    return weights


def _agents(parts: list[Graph]) -> dict[str, str]:
    """IRI of who states weights → label, English preferred."""
    agents = sorted({agent for graph in parts for agent in graph.subjects(RDF.type, v.CLASS_AGENT)}, key=str)
    named = {
        str(agent): [o for graph in parts for o in graph.objects(agent, v.PREF_LABEL)] for agent in agents
    }
    return {
        agent: _first([n for n in names if isinstance(n, Literal)]) for agent, names in named.items() if names
    }


def _weight(value: Node) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if 0 < number <= 1 else None  # also false for NaN
