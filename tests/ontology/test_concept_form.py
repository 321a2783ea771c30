"""The form of a concept: what was read and is written again changes nothing; what is written is read."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD

from skillpath.data import bundled
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind, read_catalogue
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import FIELDS, LINKS, WEIGHED, ConceptForm, Link, Shape
from skillpath.ontology.editing.operations.reading import origins_of, read_form
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.statements import Statement, graphs_of, state_from, subject
from skillpath.ontology.editing.view import View
from skillpath.ontology.turtle import read_triples

OURS = "skillpath"
NODES = [f"https://x.example/{letter}" for letter in "abcd"]
ALSO_D = "https://x.example/other/d"
SPELLED = (
    ox.Literal("pay"),
    ox.Literal("4"),
    ox.Literal("true"),
    ox.Literal(""),
    ox.Literal("4", datatype=ox.NamedNode(str(XSD.integer))),
    ox.Literal("pay", language="en"),
    ox.Literal("wages", language="en"),
    ox.Literal("Lohn", language="de-AT"),
    ox.BlankNode("b"),
    *(ox.NamedNode(str(cls)) for cls in CLASSES),
    *map(ox.NamedNode, (*NODES, ALSO_D)),
)


def triple(about: str, predicate: object, value: object) -> ox.Triple:
    term = value if not isinstance(value, str) else ox.NamedNode(value)
    return ox.Triple(ox.NamedNode(about), ox.NamedNode(str(predicate)), term)  # type: ignore[arg-type] # a term


def stated(number: int, name: str, ends: tuple[str, str], weight: str, source: str) -> set[ox.Triple]:
    start, end = ends
    about = str(v.STATEMENT[f"s{number}-{name}-{start[-1]}-{end[-3:]}"])
    says: Mapping[object, object] = {
        RDF.type: str(v.STATEMENT_CLASS),
        v.STATEMENT_SUBJECT: start,
        v.STATEMENT_PREDICATE: FIELDS[name][0],
        v.STATEMENT_OBJECT: end,
        v.WEIGHT: ox.Literal(weight, datatype=ox.NamedNode(str(v.DECIMAL))),
        v.SOURCE: ox.Literal(source),
    }
    return {triple(about, predicate, value) for predicate, value in says.items() if value != ox.Literal("")}


plain = st.builds(
    lambda about, name, value: {triple(about, FIELDS[name][0], value)},
    st.sampled_from(NODES[:2]),
    st.sampled_from(sorted(FIELDS)),
    st.sampled_from(SPELLED),
)
weighed = st.builds(
    lambda name, ends, number, weight, source: {
        triple(ends[0], FIELDS[name][0], ends[1]),
        *stated(number, name, ends, weight, source),
    },
    st.sampled_from(sorted(WEIGHED)),
    st.tuples(st.sampled_from(NODES[:2]), st.sampled_from([*NODES[2:], ALSO_D])),
    st.integers(0, 1),
    st.sampled_from(["0.3", "0.60", "heavy"]),
    st.sampled_from(["counted", "guessed", ""]),
)
states = st.lists(st.tuples(st.sampled_from([OURS, "other"]), plain | weighed), max_size=12).map(
    lambda parts: frozenset((origin, one) for origin, triples in parts for one in triples)
)


@given(states)
def test_a_form_that_is_written_as_it_was_read_changes_nothing(state: frozenset[Statement]) -> None:
    view = View.of(state)
    for node in NODES:
        assert edit_of(view, node, read_form(view, node, OURS), OURS).is_empty


@given(states, states)
def test_what_is_written_is_read_and_the_rest_is_left_alone(
    state: frozenset[Statement], other: frozenset[Statement]
) -> None:
    view, form = View.of(state), read_form(View.of(other), NODES[0], OURS)
    edit = edit_of(view, NODES[0], form, OURS)
    after = view.after(edit)
    assert read_form(after, NODES[0], OURS) == form
    assert edit_of(after, NODES[0], form, OURS).is_empty
    for node in (*NODES[1:], ALSO_D):
        assert after.about(node) == view.about(node)
    assert {one[0] for one in edit.removed | edit.added} <= {OURS}
    shown = {predicate for predicate, _ in FIELDS.values()}
    assert {one for one in edit.removed if subject(one) == NODES[0]} <= {
        one for one in edit.removed if one[1].predicate.value in shown
    }


@cache
def whole() -> View:
    return View.of(state_from({OURS: read_triples(bundled("skills.ttl"))}))


def test_every_concept_of_the_bundled_ontology_is_read_and_written_as_it_is() -> None:
    view = whole()
    concepts = {subject(one) for cls in CLASSES for one in view.saying(str(RDF.type), ox.NamedNode(str(cls)))}
    assert len(concepts) == sum(len(view.saying(str(RDF.type), ox.NamedNode(str(cls)))) for cls in CLASSES)
    seen = {iri: read_form(view, iri, OURS) for iri in concepts}
    assert all(edit_of(view, iri, form, OURS).is_empty for iri, form in seen.items())
    links = sum(len(getattr(form, name)) for form in seen.values() for name in LINKS)
    predicates = (FIELDS[name][0] for name in LINKS)
    assert links == sum(len(view.saying(str(predicate))) for predicate in predicates)
    weights = [one for form in seen.values() for name in LINKS for one in getattr(form, name) if one.weight]
    assert len(weights) == len(view.saying(str(v.WEIGHT)))


def test_a_weight_is_stated_as_the_bundled_ontology_states_it_and_heard() -> None:
    """The link of an industry to a skill gets a weight, which the catalogue reads; then it is taken away."""
    view, industry, skill = whole(), str(v.INDUSTRY.C10), str(v.SKILL["invoice-processing"])
    form = read_form(view, industry, OURS)
    taught = replace(form, teaches=(*form.teaches, Link(skill, Decimal("0.30"), "asked at ten firms")))
    after = view.after(edit_of(view, industry, taught, OURS))
    (statement,) = {subject(one) for one in after.edit.added} - {industry}
    assert statement == str(v.STATEMENT["c10-teaches-invoice-processing"])
    near = graphs_of(after.about(statement) | after.about(industry) | after.about(skill))
    (link,) = (one for one in read_catalogue(near.values()).relations if one.object == skill)
    assert (link.weight, link.source) == (0.3, "asked at ten firms")
    unweighed = replace(form, teaches=(*form.teaches, Link(skill)))
    (only,) = view.until(after.after(edit_of(after, industry, unweighed, OURS))).added
    assert only[1] == triple(industry, v.TEACHES, skill)
    assert after.after(edit_of(after, industry, form, OURS)).edit.is_empty


def test_a_form_says_what_a_concept_is_and_what_cannot_be_written_is_refused() -> None:
    view, clerk = whole(), str(v.JOB["payroll-clerk"])
    form = read_form(view, clerk, OURS)
    assert (form.name, form.kind, origins_of(view, clerk)) == ("payroll clerk", ConceptKind.JOB_TYPE, [OURS])
    assert read_form(view, clerk, "esco") == ConceptForm()
    assert ConceptForm().kind is None
    for wrong, words in (
        (replace(form, related=(Link("no iri"),)), "is no IRI"),
        (replace(form, labels={"e n": "x"}), "is no language tag"),
    ):
        with pytest.raises(InputError, match=words):
            edit_of(view, clerk, wrong, OURS)


def test_each_field_has_a_shape_and_each_shape_a_field() -> None:
    assert set(FIELDS) == set(ConceptForm.__dataclass_fields__)
    assert {shape for _, shape in FIELDS.values()} == set(Shape)
    assert Edit().is_empty
