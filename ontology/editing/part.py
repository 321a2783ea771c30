"""The part of a taxonomy that an edit concerns, read from two views of it: small, whatever the whole is."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import Catalogue, Concept, RelationKind, Row, catalogue_of
from skillpath.ontology.editing.neighbourhood import about, reached, successors
from skillpath.ontology.editing.statements import State, Statement, subject
from skillpath.ontology.editing.view import View, row_of

_SAME: Final = frozenset(map(str, (v.EXACT_MATCH, v.SAME_AS, DCTERMS.isReplacedBy)))
_ENDS_OF_PAIRS: Final = frozenset(map(str, (v.OF_JOB_TYPE, v.IN_INDUSTRY)))
_ENDS_OF_STATEMENTS: Final = frozenset(map(str, (v.STATEMENT_SUBJECT, v.STATEMENT_OBJECT)))

_STANDING: Final = (RDF.type, OWL.deprecated, DCTERMS.isReplacedBy)
"""What says of what kind a concept is, and whether it is in use."""

Canonical = Callable[[str], str | None]
"""IRI → that of the node of a network which stands for it, ``None`` where none does."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an edit concerns.

    ``concepts`` are the IRIs of all concepts whose links or names may differ, with whatever is the same as
    they. ``catalogue`` has those that are there after the edit, whole, and their neighbours, nameless and
    under the IRIs of their nodes, with all links that have an end in ``concepts``. ``weighed`` are the
    broader links of the whole taxonomy after the edit that state a weight: pairs of child and parent.
    """

    concepts: Set[str]
    catalogue: Catalogue
    weighed: Set[tuple[str, str]]


def part(before: View, after: View, canonical: Canonical) -> Part:
    """The part that the edit between two views concerns; ``canonical`` is that of the view before."""
    concepts = _concerned(before, after)
    weighed = frozenset(_weighed(after))
    catalogue = _catalogue(after, concepts, {child for child, _ in weighed})
    counted = frozenset(
        pair for pair in weighed if pair[0] in catalogue.concepts
    )  # who is retired says nothing
    return Part(concepts, _renamed(catalogue, concepts, canonical), counted)


def _concerned(before: View, after: View) -> Set[str]:
    views = before, after
    edited = before.until(after).subjects
    edited |= {one for view in views for iri in edited for one in _attributed_to(view, iri)}
    edited |= {one for view in views for iri in edited for one in _subjects_of(view, iri)}
    if any(_is_industry(view, iri) for view in views for iri in edited):
        edited |= {subject(one) for view in views for one in view.saying(RDF.type, _node(v.CLASS_INDUSTRY))}
    edited |= _with_the_same(views, edited)
    pairs = {subject(one) for view in views for iri in edited for one in view.leading_to(iri) if _is_end(one)}
    return _with_the_same(views, edited | pairs)


def _is_end(one: Statement) -> bool:
    """Whether a statement gives a job in an industry its job type or industry."""
    return one[1].predicate.value in _ENDS_OF_PAIRS


def _with_the_same(views: tuple[View, View], concepts: Set[str]) -> Set[str]:
    return frozenset(iri for view in views for iri in reached(view, concepts, _same))


def _attributed_to(view: View, iri: str) -> Set[str]:
    """The named statements that somebody answers for."""
    return {subject(one) for one in view.leading_to(iri) if one[1].predicate.value == str(v.AUTHOR)}


def _subjects_of(view: View, iri: str) -> Iterator[str]:
    """What a named statement speaks of."""
    for one in view.about(iri):
        if one[1].predicate.value in _ENDS_OF_STATEMENTS and isinstance(one[1].object, ox.NamedNode):
            yield one[1].object.value


def _is_industry(view: View, iri: str) -> bool:
    return any(one[1].object == _node(v.CLASS_INDUSTRY) for one in view.about(iri))


def _same(view: View, iri: str) -> Set[str]:
    """What is said to be the same as a concept or to replace it, by either."""
    said = {
        one[1].object.value
        for one in view.about(iri)
        if one[1].predicate.value in _SAME and isinstance(one[1].object, ox.NamedNode)
    }
    return said | {subject(one) for one in view.leading_to(iri) if one[1].predicate.value in _SAME}


def _catalogue(view: View, concepts: Set[str], others: Set[str]) -> Catalogue:
    """The concepts with all their links, whole; their neighbours and some others by their kinds alone."""
    industries = {subject(one) for one in view.saying(RDF.type, _node(v.CLASS_INDUSTRY))}
    leading = [one for iri in concepts for one in view.leading_to(iri)]
    own = about(view, concepts)
    ends = {one[1].object.value for one in own if isinstance(one[1].object, ox.NamedNode)}
    near = reached(view, ends.union(others, map(subject, leading)) - concepts, successors) | industries
    statements = {subject(one) for one in leading if one[1].predicate.value in _ENDS_OF_STATEMENTS}
    said = own.union(
        leading,
        *(_of(view, near, each) for each in _STANDING),
        _of(view, industries, v.BROADER),  # what one teaches those below it teach too
        about(view, statements),
        _agents(view),
    )
    return catalogue_of([map(_row, said)])


def _row(statement: Statement) -> Row:
    return row_of(statement[1])


def _of(view: View, nodes: Set[str], predicate: str) -> State:
    return frozenset(one for node in nodes for one in view.about(node, predicate))


def _agents(view: View) -> State:
    return about(view, {subject(one) for one in view.saying(RDF.type, _node(v.CLASS_AGENT))})


def _renamed(catalogue: Catalogue, concepts: Set[str], canonical: Canonical) -> Catalogue:
    """With the neighbours under the IRIs of their nodes; without those that stand in no network."""
    names = {iri: iri if iri in concepts else canonical(iri) for iri in catalogue.concepts}
    known: dict[str, Concept] = {}
    for iri, concept in catalogue.concepts.items():
        name = names[iri]
        if name is not None:
            known.setdefault(name, replace(concept, iri=name))
    relations = (
        replace(relation, subject=one, object=other)
        for relation in catalogue.relations
        if ({relation.subject, relation.object} & concepts or relation.kind is RelationKind.BROADER)
        and (one := names[relation.subject]) is not None
        and (other := names[relation.object]) is not None
    )
    order = sorted(relations, key=lambda r: (r.subject, r.kind, r.object))
    same = tuple(pair for pair in catalogue.same if set(pair) <= concepts)
    replaced = {old: heir for old, heir in catalogue.replaced.items() if heir in concepts}
    return Catalogue(known, tuple(order), same, replaced)


def _weighed(view: View) -> Iterator[tuple[str, str]]:
    for one in view.saying(v.STATEMENT_PREDICATE, _node(v.BROADER)):
        said = view.about(subject(one))
        child, parent = (_end(said, end) for end in (v.STATEMENT_SUBJECT, v.STATEMENT_OBJECT))
        is_there = child and any(_target(link) == parent for link in view.about(child, v.BROADER))
        if is_there and any(other[1].predicate.value == str(v.WEIGHT) for other in said):
            yield child, parent


def _end(said: State, predicate: str) -> str:
    return min((_target(one) for one in said if one[1].predicate.value == str(predicate)), default="")


def _target(one: Statement) -> str:
    """The IRI that a statement leads to, "" where it leads to a text."""
    return one[1].object.value if isinstance(one[1].object, ox.NamedNode) else ""


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(str(iri))
