"""A network revised by the part that an edit concerns is the one that compiling everything gives."""

from dataclasses import fields
from random import Random

import numpy as np
import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, RDF

from drawn import catalogues, compiled
from skillpath.graph.network import Network
from skillpath.graph.revised import revised
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, PREDICATES, Catalogue, Relation, catalogue_of
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.part import part
from skillpath.ontology.editing.statements import Statement
from skillpath.ontology.editing.view import View

CLASS = {(kind, group): cls for cls, (kind, group) in CLASSES.items()}
PREDICATE = {kind: predicate for predicate, kind in PREDICATES.items()}


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://x.example/{name}")


def triple(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(node(subject), ox.NamedNode(str(predicate)), value)


def link(relation: Relation) -> list[ox.Triple]:
    """A link, and the statement of its weight where it has one."""
    one, other, predicate = relation.subject, relation.object, PREDICATE[relation.kind]
    said = [triple(one, predicate, node(other))]
    if relation.weight is None:
        return said
    name = f"stmt-{one}-{relation.kind}-{other}".replace(" ", "-")
    return [
        *said,
        triple(name, v.STATEMENT_SUBJECT, node(one)),
        triple(name, v.STATEMENT_PREDICATE, ox.NamedNode(str(predicate))),
        triple(name, v.STATEMENT_OBJECT, node(other)),
        triple(name, v.WEIGHT, ox.Literal(repr(relation.weight))),
        *([triple(name, v.SOURCE, ox.Literal(relation.source))] if relation.source else []),
    ]


def units(catalogue: Catalogue) -> list[list[ox.Triple]]:
    """What a catalogue says, one after the other: its concepts, their names, links, and what is the same."""
    found = [link(relation) for relation in catalogue.relations]
    for iri, concept in catalogue.concepts.items():
        found.append([triple(iri, RDF.type, ox.NamedNode(str(CLASS[concept.kind, concept.group])))])
        found.append([triple(iri, v.PREF_LABEL, ox.Literal(concept.label, language="en"))])
    found += [[triple(one, v.EXACT_MATCH, node(other))] for one, other in catalogue.same]
    return found + [
        [
            triple(other, OWL.deprecated, ox.Literal(True)),
            triple(other, DCTERMS.isReplacedBy, node(one)),
        ]
        for one, other in catalogue.same
        if one[0] == other[0] and int(one[1:]) % 2
    ]


def said(some: list[list[ox.Triple]]) -> frozenset[Statement]:
    return frozenset(("x", one) for unit in some for one in unit)


def of(view: View) -> Network:
    return compiled(catalogue_of([view.rows()]))


def assert_same(found: Network, expected: Network) -> None:
    assert found.nodes == expected.nodes
    assert (found.sources, found.authors) == (expected.sources, expected.authors)
    for name in ("ic", "node_kind", "learning_kind", "learning_provenance", "pairs"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    for name in (field.name for field in fields(found.edges)):
        assert np.array_equal(getattr(found.edges, name), getattr(expected.edges, name)), name
    for name in ("transfer", "learning"):
        for array in ("indptr", "indices", "data"):
            assert np.array_equal(
                getattr(getattr(found, name), array), getattr(getattr(expected, name), array)
            ), (name, array)


def assert_revised(before: View, edit: Edit) -> None:
    after = before.after(before.effective(edit))
    base = of(before)

    def canonical(iri: str) -> str | None:
        place = base.find(iri)
        return None if place is None else base.nodes[place].iri

    concerned = part(before, after, canonical)
    assert_same(revised(base, concerned.concepts, concerned.catalogue, concerned.weighed), of(after))


def drawn_edit(one: Catalogue, other: Catalogue, seed: int) -> Edit:
    """Some of what another taxonomy of the same concepts says comes, some of what the first says goes."""
    draw, before = Random(seed), units(one)
    new = [unit for unit in units(other) if not said([unit]) & said(before)]
    return Edit(
        said(draw.sample(before, min(len(before), draw.randrange(4)))),
        said(draw.sample(new, min(len(new), draw.randrange(4)))),
    )


@given(catalogues(), catalogues(), st.integers(0, 2**16))
def test_an_edit_revises_the_network_as_compiling_anew_does(
    one: Catalogue, other: Catalogue, seed: int
) -> None:
    assert_revised(View.of(said(units(one))), drawn_edit(one, other, seed))
