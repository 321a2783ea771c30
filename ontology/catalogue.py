"""From RDF to plain, frozen Python: the skills, job types and industries, and what links them.

Everything outside this room sees the taxonomy only through a :class:`Catalogue`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from rdflib import DCTERMS, OWL, RDF, Graph, Literal, URIRef

from skillpath.errors import InputError, Problem
from skillpath.ontology import vocabulary as v
from skillpath.ontology.bulk import nothing_to_collect
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


Row = tuple[str, str, str, str | None]
"""A statement as text: subject, predicate, value, and the language of a text, "" where it says none; ``None``
for what is no text."""


def read_catalogue(graphs: Iterable[Graph]) -> Catalogue:
    """The catalogue of the union of some RDF graphs.

    Links to concepts that no graph describes are left out (an ontology may map to one that is not
    loaded). Raises :class:`InputError` with all stated weights that are not numbers in (0, 1].
    """
    return catalogue_of(map(_rows, graphs))


@nothing_to_collect()
def catalogue_of(parts: Iterable[Iterable[Row]]) -> Catalogue:
    """The same of parts that are statements as text, each read once."""
    said = [_Said.of(rows) for rows in parts]
    described = _concepts(said)
    replaced = _replaced(said, described)
    concepts = _in_use(described, replaced)
    stated = _stated_weights(said)
    relations = {
        Relation(s, kind, meant, *stated.get((s, kind, o), (None, "", "")))
        for part in said
        for s, kind, o in part.links
        for meant in (replaced.get(o, o),)
        if s in concepts and meant in concepts and s != meant
    }
    pairs = ({replaced.get(iri, iri) for iri in pair} for part in said for pair in part.same)
    same = {(min(pair), max(pair)) for pair in pairs if len(pair) > 1 and pair <= concepts.keys()}
    order = sorted(relations, key=lambda r: (r.subject, r.kind, r.object))
    return Catalogue(concepts, tuple(order), tuple(sorted(same)), replaced)


def _replaced(said: Sequence["_Said"], concepts: Mapping[str, Concept]) -> dict[str, str]:
    """Retired concepts that one concept in use of their kind replaces → that one."""
    retired = {iri for part in said for iri in part.retired}
    successors: defaultdict[str, set[str]] = defaultdict(set)
    for old, new in (pair for part in said for pair in part.successors):
        if old in retired and old in concepts and new in concepts:
            successors[old].add(new)
    found = {iri: heirs(iri, lambda one: successors.get(one, ())) for iri in sorted(successors)}
    return {
        iri: meant[0]
        for iri, meant in found.items()
        if len(meant) == 1 and concepts[meant[0]].kind is concepts[iri].kind
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


def _rows(graph: Graph) -> Iterator[Row]:
    for subject, predicate, value in graph:
        language = (value.language or "") if isinstance(value, Literal) else None
        yield str(subject), str(predicate), str(value), language


Text = tuple[str, str]
"""A text, and its language, "" where it says none."""

_TEXTS: Final = frozenset(
    map(str, (v.PREF_LABEL, v.ALT_LABEL, v.HIDDEN_LABEL, v.DEFINITION, v.NOTATION, v.JOB_ZONE))
)
_OF_STATEMENT: Final = frozenset(
    map(str, (v.STATEMENT_SUBJECT, v.STATEMENT_PREDICATE, v.STATEMENT_OBJECT, v.WEIGHT, v.SOURCE, v.AUTHOR))
)
_SAME: Final = frozenset(map(str, (v.EXACT_MATCH, v.SAME_AS)))
_KINDS: Final = {str(predicate): kind for predicate, kind in PREDICATES.items()}
_TYPE: Final = str(RDF.type)
_DEPRECATED: Final = str(OWL.deprecated)
_REPLACED: Final = str(DCTERMS.isReplacedBy)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one part says: its nodes by class; what it says of each by predicate; its links."""

    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[str, dict[str, list[Text]]] = field(default_factory=dict)
    statements: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    links: list[tuple[str, RelationKind, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    retired: set[str] = field(default_factory=set)
    successors: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "_Said":
        """Reads the statements, each once."""
        said = cls()
        for subject, predicate, value, language in rows:
            if predicate in _TEXTS:
                if language is not None:
                    said.texts.setdefault(subject, {}).setdefault(predicate, []).append((value, language))
            elif predicate in _KINDS:
                said.links.append((subject, _KINDS[predicate], value))
            elif predicate == _TYPE:
                said.classes[value].add(subject)
            elif predicate in _SAME:
                said.same.append((subject, value))
            elif predicate == _DEPRECATED and value in TRUE:
                said.retired.add(subject)
            elif predicate == _REPLACED:
                said.successors.append((subject, value))
            elif predicate in _OF_STATEMENT:
                said.statements.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        return said


def _concepts(said: Sequence[_Said]) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for cls, (kind, group) in CLASSES.items():
        for iri in sorted({iri for part in said for iri in part.classes.get(str(cls), ())}):
            if iri not in concepts:
                concepts[iri] = _concept(said, iri, kind, group)
    return concepts


def _concept(said: Sequence[_Said], iri: str, kind: ConceptKind, group: bool) -> Concept:
    parts = [part.texts[iri] for part in said if iri in part.texts]

    def of(predicate: str) -> list[Text]:
        return [text for part in parts for text in part.get(str(predicate), ())]

    preferred = sorted(of(v.PREF_LABEL), key=lambda text: (text[1] or "en", text[0]))
    return Concept(
        iri=iri,
        kind=kind,
        labels={language or "en": text for text, language in reversed(preferred)},
        alt_labels=tuple(sorted({text for text, _ in (*of(v.ALT_LABEL), *of(v.HIDDEN_LABEL))})),
        definition=_first(of(v.DEFINITION)),
        code=_first(of(v.NOTATION)),
        group=group,
        zone=_zone(of(v.JOB_ZONE)),
    )


def _first(values: list[Text]) -> str:
    """One value, English preferred, ties broken by the text."""
    return min(values, key=lambda text: (text[1] not in ("", "en"), text[0]), default=("", ""))[0]


def _zone(values: list[Text]) -> int:
    """The job zone; of several, the lowest, so that nobody is thought too junior without need."""
    return min((int(zone) for zone, _ in values if zone in JOB_ZONES), default=0)


def _stated_weights(said: Sequence[_Said]) -> dict[tuple[str, RelationKind, str], tuple[float, str, str]]:
    weights: dict[tuple[str, RelationKind, str], tuple[float, str, str]] = {}
    agents = _agents(said)
    problems: list[Problem] = []
    weighed = (
        (statement, part.statements[statement], value)
        for part in said
        for statement in sorted(part.statements)
        for value in sorted(part.statements[statement].get(str(v.WEIGHT), ()))
    )
    for statement, values, value in weighed:
        kind = _KINDS.get(_one(values, v.STATEMENT_PREDICATE))
        weight = _weight(value)
        if kind is None or weight is None:
            problems.append(Problem(statement, None, f"weight {value} on {kind or 'no known link'}"))
            continue
        link = _one(values, v.STATEMENT_SUBJECT), kind, _one(values, v.STATEMENT_OBJECT)
        author = _one(values, v.AUTHOR)
        weights[link] = weight, _one(values, v.SOURCE), agents.get(author, author)
    if problems:
        raise InputError("Stated weights must be numbers above 0 and at most 1, on a known link.", problems)
    return weights


def _one(values: Mapping[str, set[str]], predicate: str) -> str:
    return min(values.get(str(predicate), {""}))


def _agents(said: Sequence[_Said]) -> dict[str, str]:
    """IRI of who states weights → label, English preferred."""
    agents = sorted({agent for part in said for agent in part.classes.get(str(v.CLASS_AGENT), ())})
    named = {
        agent: [text for part in said for text in part.texts.get(agent, {}).get(str(v.PREF_LABEL), ())]
        for agent in agents
    }
    return {agent: _first(names) for agent, names in named.items() if names}


def _weight(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if 0 < number <= 1 else None  # also false for NaN
