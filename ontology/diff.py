"""What changed between two states of an ontology, to the last triple.

Every triple that differs belongs to exactly one :class:`Change`, so that a diff can be applied and
nothing that changed goes unsaid.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, PREDICATES
from skillpath.ontology.replacements import TRUE
from skillpath.ontology.turtle import new_graph
from skillpath.ontology.wording import PASSED_ON, Labels, Translate, Triple, in_words

Graphs = Mapping[str, Graph]
"""The RDF of an ontology by origin; a single file has the origin ``""``."""


class Group(StrEnum):
    """What a change is about, in the order in which changes are shown."""

    ADDED = "concepts added"
    RETIRED = "concepts retired"
    RELABELLED = "concepts relabelled"
    MOVED = "concepts moved"
    MERGED = "concepts merged or split"
    ALT_LABELS = "alternative labels"
    DEFINITIONS = "definitions"
    RELATIONS = "relations"
    WEIGHTS = "stated weights"
    OTHER = "other statements"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the concept ``iri`` in the graph of one origin; ``says`` tells it in plain words."""

    origin: str
    group: Group
    iri: str
    label: str
    says: str
    removed: frozenset[Triple]
    added: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes, sorted by origin, group, label and IRI; none where both states are equal."""

    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[Group, int]:
        """How many changes there are of each group that has any, in the order of the groups."""
        counted = Counter(change.group for change in self.changes)
        return {group: counted[group] for group in Group if counted[group]}


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a change is about: a concept, and which of its sayings (a language, an object, a statement)."""

    group: Group
    node: Node
    about: str = ""


GROUPS: Final[Mapping[Node, Group]] = {
    **dict.fromkeys(PREDICATES, Group.RELATIONS),
    v.PREF_LABEL: Group.RELABELLED,
    v.BROADER: Group.MOVED,
    v.EXACT_MATCH: Group.MERGED,
    v.SAME_AS: Group.MERGED,
    DCTERMS.isReplacedBy: Group.MERGED,
    v.ALT_LABEL: Group.ALT_LABELS,
    v.HIDDEN_LABEL: Group.ALT_LABELS,
    v.DEFINITION: Group.DEFINITIONS,
}
"""Which group a predicate belongs to; any other is :attr:`Group.OTHER`."""

_ORDER: Final = {group: place for place, group in enumerate(Group)}
CONCEPT_CLASSES: Final = frozenset({*CLASSES, SKOS.Concept})


def compare(old: Graphs, new: Graphs, *, translate: Translate = str) -> Diff:
    """What has to change in ``old`` to make it ``new``, origin by origin.

    An origin without a triple is the same as one that is not there. ``translate`` puts what the changes say
    into another language than English.
    """
    labels = Labels([*new.values(), *old.values()])
    nothing = Graph()
    return Diff(
        tuple(
            change
            for origin in sorted({*old, *new})
            for change in _changes(
                origin, old.get(origin, nothing), new.get(origin, nothing), labels, translate
            )
        )
    )


def apply(graphs: Graphs, diff: Diff) -> dict[str, Graph]:
    """The graphs after the changes; applying ``compare(a, b)`` to ``a`` gives ``b``."""
    removed, added = _by_origin(diff)
    applied = {}
    for origin in sorted({*graphs, *added}):
        kept = set(graphs.get(origin, ())) - removed[origin] | added[origin]
        applied[origin] = new_graph()
        for triple in kept:
            applied[origin].add(triple)
    return applied


def document(diff: Diff) -> dict[str, object]:
    """The diff for programs: counts, and the changes with their triples as Turtle without prefixes."""
    return {
        "counts": {str(group): count for group, count in diff.counts.items()},
        "changes": [
            {
                "origin": change.origin,
                "group": str(change.group),
                "iri": change.iri,
                "label": change.label,
                "says": change.says,
                "removed": _lines(change.removed),
                "added": _lines(change.added),
            }
            for change in diff.changes
        ],
    }


def _lines(triples: Iterable[Triple]) -> list[str]:
    return sorted(f"{' '.join(term.n3() for term in triple)} ." for triple in triples)


def _by_origin(diff: Diff) -> tuple[defaultdict[str, set[Triple]], defaultdict[str, set[Triple]]]:
    removed: defaultdict[str, set[Triple]] = defaultdict(set)
    added: defaultdict[str, set[Triple]] = defaultdict(set)
    for change in diff.changes:
        removed[change.origin] |= change.removed
        added[change.origin] |= change.added
    return removed, added


def _changes(origin: str, old: Graph, new: Graph, labels: Labels, translate: Translate) -> list[Change]:
    if old is new:
        return []
    before, after = set(old), set(new)  # faster than asking a graph for each triple
    removed = _sorted_out(before - after, old, new)
    added = _sorted_out(after - before, old, new)
    found = [
        Change(
            origin=origin,
            group=subject.group,
            iri=str(_concept(subject, old, new)),
            label=labels.of(_concept(subject, old, new)),
            says=in_words(
                removed[subject],
                added[subject],
                labels,
                whole=_whole(subject, old, new),
                translate=translate,
            )
            + _passed_on(subject, old, new, labels, translate),
            removed=frozenset(removed[subject]),
            added=frozenset(added[subject]),
        )
        for subject in {*removed, *added}
    ]
    return sorted(found, key=lambda c: (_ORDER[c.group], c.label, c.iri, c.says))


def _sorted_out(triples: Iterable[Triple], old: Graph, new: Graph) -> defaultdict[_Subject, set[Triple]]:
    sorted_out: defaultdict[_Subject, set[Triple]] = defaultdict(set)
    for triple in triples:
        sorted_out[_subject(triple, old, new)].add(triple)
    return sorted_out


def _subject(triple: Triple, old: Graph, new: Graph) -> _Subject:
    node, predicate, value = triple
    life = _life(node, old, new)
    if life is not None and (predicate == OWL.deprecated or _appears_or_goes(node, old, new)):
        return _Subject(life, node)
    if _stated(node, old, new) is not None:
        return _Subject(Group.WEIGHTS, node)
    group = GROUPS.get(predicate, Group.OTHER)
    return _Subject(group, node, _about(group, predicate, value))


def _about(group: Group, predicate: Node, value: Node) -> str:
    """What tells two changes of one group apart that a concept may have."""
    match group:
        case Group.MOVED:
            return ""
        case Group.RELABELLED | Group.DEFINITIONS:
            return (value.language or "") if isinstance(value, Literal) else ""
        case Group.OTHER:
            return str(predicate)
        case _:
            return value.n3()


def _life(node: Node, old: Graph, new: Graph) -> Group | None:
    """Whether a concept came into use or went out of it."""
    if _appears_or_goes(node, old, new):
        return Group.ADDED if _is_concept(new, node) else Group.RETIRED
    if _deprecated(old, node) == _deprecated(new, node):
        return None
    return Group.RETIRED if _deprecated(new, node) else Group.ADDED


def _passed_on(subject: _Subject, old: Graph, new: Graph, labels: Labels, translate: Translate) -> str:
    """Which concepts have taken over the name of one that is gone, as where ESCO replaces a concept."""
    if subject.group is not Group.RETIRED or (subject.node, v.PREF_LABEL, None) in new:
        return ""
    heirs = {
        heir
        for name in old.objects(subject.node, v.PREF_LABEL)
        for predicate in (v.PREF_LABEL, v.ALT_LABEL, v.HIDDEN_LABEL)
        for heir in new.subjects(predicate, name)
        if heir != subject.node and (heir, predicate, name) not in old
    }
    named = ", ".join(labels.named(heir) for heir in sorted(heirs, key=str))
    return translate(PASSED_ON).format(named) if named else ""


def _whole(subject: _Subject, old: Graph, new: Graph) -> bool:
    return subject.group in {Group.ADDED, Group.RETIRED} and _appears_or_goes(subject.node, old, new)


def _appears_or_goes(node: Node, old: Graph, new: Graph) -> bool:
    return _is_concept(old, node) != _is_concept(new, node)


def _is_concept(graph: Graph, node: Node) -> bool:
    return not CONCEPT_CLASSES.isdisjoint(graph.objects(node, RDF.type))


def _deprecated(graph: Graph, node: Node) -> bool:
    return any(str(value) in TRUE for value in graph.objects(node, OWL.deprecated))


def _concept(subject: _Subject, old: Graph, new: Graph) -> Node:
    """The concept that is spoken of: for a statement about a link, where the link begins."""
    stated = _stated(subject.node, old, new) if subject.group is Group.WEIGHTS else None
    return subject.node if stated is None else stated


def _stated(node: Node, old: Graph, new: Graph) -> Node | None:
    """Where the link begins that a statement is about; ties broken by the IRI."""
    for graph in (new, old):
        if starts := list(graph.objects(node, v.STATEMENT_SUBJECT)):
            return min(starts, key=str)
    return None
