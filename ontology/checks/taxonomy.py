"""The checked files as one graph, with the views of it that several rules need."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
from rdflib import OWL, RDF, SKOS, Graph

from skillpath.errors import InputError, Problem
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.replacements import TRUE

LABELS: Final = (v.PREF_LABEL, v.ALT_LABEL, v.HIDDEN_LABEL)
_SPACES: Final = re.compile(r"\s+")


class Label(NamedTuple):
    """A label of a node, as its statement says it; ``text`` is in single plain spaces."""

    node: ox.NamedNode
    predicate: str
    literal: ox.Literal
    text: str

    @property
    def language(self) -> str:
        """The language tag; empty where there is none."""
        return self.literal.language or ""

    @property
    def triple(self) -> ox.Triple:
        """The statement."""
        return ox.Triple(self.node, ox.NamedNode(self.predicate), self.literal)


def tidy(text: str) -> str:
    """Text in single plain spaces, with none at the ends.

    >>> tidy("  accounts \\u00a0 payable ")
    'accounts payable'
    """
    return _SPACES.sub(" ", text).strip()


class Taxonomy:
    """Some Turtle files as one graph in memory; ``outside`` are the concepts of other taxonomies."""

    def __init__(self, store: ox.Store, outside: Set[str] = frozenset()) -> None:
        self.store = store
        self.outside = outside

    def links(self, *predicates: str) -> Iterator[tuple[str, str, str]]:
        """Subject, predicate and object of the links between IRIs."""
        for predicate in predicates:
            for triple in self.triples(predicate):
                if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                    yield triple.subject.value, predicate, triple.object.value

    def triples(self, predicate: str) -> Iterator[ox.Triple]:
        """All statements with a predicate."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            yield quad.triple

    @cached_property
    def classes(self) -> Mapping[str, Set[str]]:
        """The classes of each concept that is of one of ours."""
        known = {str(cls) for cls in CLASSES}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for subject, _, cls in self.links(str(RDF.type)):
            if cls in known:
                found[subject].add(cls)
        return dict(found)

    @cached_property
    def kinds(self) -> Mapping[str, Set[ConceptKind]]:
        """What each concept is."""
        of_class = {str(cls): kind for cls, (kind, _) in CLASSES.items()}
        return {iri: {of_class[cls] for cls in classes} for iri, classes in self.classes.items()}

    @cached_property
    def scopes(self) -> Mapping[str, Set[str]]:
        """Where the names of a concept in use must be its own: its schemes; without one its classes."""
        schemes: defaultdict[str, set[str]] = defaultdict(set)
        for subject, _, scheme in self.links(str(SKOS.inScheme)):
            schemes[subject].add(scheme)
        in_use = {iri: classes for iri, classes in self.classes.items() if iri not in self.retired}
        return {iri: schemes.get(iri, classes) for iri, classes in in_use.items()}

    @cached_property
    def retired(self) -> Set[str]:
        """The IRIs of what is out of use."""
        return {
            triple.subject.value
            for triple in self.triples(str(OWL.deprecated))
            if isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.Literal)
            and triple.object.value in TRUE
        }

    @cached_property
    def labels(self) -> Sequence[Label]:
        """All labels of everything that has an IRI, in a fixed order."""
        found = [
            Label(triple.subject, str(predicate), triple.object, tidy(triple.object.value))
            for predicate in LABELS
            for triple in self.triples(str(predicate))
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal)
        ]
        return sorted(found, key=lambda a: (a.node.value, a.predicate, a.language, a.literal.value))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The preferred label of each node, English first."""
        preferred = [label for label in self.labels if label.predicate == str(v.PREF_LABEL)]
        preferred.sort(key=lambda label: (label.language not in ("en", ""), label.language), reverse=True)
        return {label.node.value: label.text for label in preferred if label.text}

    @cached_property
    def broader(self) -> Mapping[str, Sequence[str]]:
        """The broader concepts of each concept, itself left out."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject, _, parent in sorted(self.links(str(v.BROADER))):
            if subject != parent:
                found[subject].append(parent)
        return dict(found)

    def ancestors(self, concept: str) -> Set[str]:
        """All that stands above a concept; the concept itself only where the hierarchy runs in a circle."""
        found: set[str] = set()
        waiting = list(self.broader.get(concept, ()))
        while waiting:
            parent = waiting.pop()
            if parent not in found:
                found.add(parent)
                waiting.extend(self.broader.get(parent, ()))
        return found


def load(files: Sequence[Path], outside: Set[str] = frozenset()) -> Taxonomy:
    """The union of some Turtle files. Raises :class:`InputError` with every file that is none, and where."""
    store = ox.Store()
    problems: list[Problem] = []
    for path in files:
        try:
            store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
            problems.extend(beyond_rdf_1_1(path))
        except OSError as error:
            problems.append(Problem(str(path), None, f"cannot be read: {error}"))
        except (SyntaxError, ValueError) as error:
            line, reason = getattr(error, "lineno", None), getattr(error, "msg", None)
            problems.append(Problem(str(path), line, reason or str(error)))
    if problems:
        raise InputError("Not Turtle files.", problems)
    return Taxonomy(store, outside)


def beyond_rdf_1_1(path: Path) -> Iterator[Problem]:
    """What a Turtle file says that only RDF 1.2 can say, and that would be lost here."""
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.object, ox.Triple):
            yield Problem(str(path), None, f"{quad.subject} quotes a triple: use a named rdf:Statement")
        elif isinstance(quad.object, ox.Literal) and quad.object.direction is not None:
            yield Problem(str(path), None, f"{quad.subject} has a text with a direction: leave it out")


def as_graph(triples: Sequence[ox.Triple]) -> Graph:
    """Statements as an :class:`rdflib.Graph`, for what only rdflib can do."""
    graph = Graph(bind_namespaces="none")
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return graph
