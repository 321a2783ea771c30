"""What is told of an edit, and what stands in its way, is what the whole states would say."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS

from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.checks.checker import check
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.rules import Severity
from skillpath.ontology.diff import compare
from skillpath.ontology.editing.difference import difference
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.rules import brought, refuse_broken
from skillpath.ontology.editing.statements import Statement, graphs_of
from skillpath.ontology.editing.view import View
from skillpath.ontology.turtle import canonical_turtle

NODES = [ox.NamedNode(f"https://x.example/{letter}") for letter in "abcd"]
KIND = {kind: ox.NamedNode(str(cls)) for cls, (kind, group) in CLASSES.items() if not group}

statements = st.one_of(
    st.builds(
        lambda one, cls: (one, ox.NamedNode(str(RDF.type)), cls),
        st.sampled_from(NODES),
        st.sampled_from([KIND[ConceptKind.SKILL], KIND[ConceptKind.JOB_TYPE]]),
    ),
    st.builds(
        lambda one, called, label: (one, ox.NamedNode(called), ox.Literal(label, language="en")),
        st.sampled_from(NODES),
        st.sampled_from([v.PREF_LABEL, v.PREF_LABEL, v.ALT_LABEL]),
        st.sampled_from(["pay", "Pay", "tax", " "]),
    ),
    st.builds(
        lambda one, link, other: (one, ox.NamedNode(str(link)), other),
        st.sampled_from(NODES),
        st.sampled_from([v.BROADER, v.BROADER, v.RELATED, v.ESSENTIAL_SKILL, SKOS.inScheme]),
        st.sampled_from(NODES),
    ),
).map(lambda three: ("x", ox.Triple(*three)))
states = st.frozensets(statements, max_size=10)


def views(before: frozenset[Statement], after: frozenset[Statement]) -> tuple[View, View]:
    view = View.of(before)
    return view, view.after(Edit.between(before, after))


def flaws(state: frozenset[Statement], severity: Severity) -> set[tuple[str, Flaw]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.ttl"
        file.write_text(canonical_turtle(graphs_of(state, ["x"])["x"]), encoding="utf-8")
        return {(one.rule.id, one.flaw) for one in check([file]) if one.rule.severity is severity}


@given(states, states)
def test_a_difference_is_that_of_the_whole_graphs(
    before: frozenset[Statement], after: frozenset[Statement]
) -> None:
    old, new = graphs_of(before, ["x"]), graphs_of(after, ["x"])
    assert difference(*views(before, after)) == compare(old, new)


@settings(max_examples=40, deadline=None)
@given(states, states)
def test_an_edit_is_refused_for_just_the_errors_that_it_brings(
    before: frozenset[Statement], after: frozenset[Statement]
) -> None:
    expected = flaws(after, Severity.ERROR) - flaws(before, Severity.ERROR)
    try:
        refuse_broken(*views(before, after))
        said: set[str] = set()
    except InputError as error:
        said = {problem.reason for problem in error.problems}
    assert said == {f"{flaw.message} ({rule})" for rule, flaw in expected}


def called(node: ox.NamedNode, predicate: str, name: str) -> Statement:
    return "x", ox.Triple(node, ox.NamedNode(predicate), ox.Literal(name, language="en"))


A_IS, B_IS = (("x", ox.Triple(node, ox.NamedNode(RDF.type), KIND[ConceptKind.SKILL])) for node in NODES[:2])
A_ALSO, B_CALLED = called(NODES[0], v.ALT_LABEL, "Wages"), called(NODES[1], v.PREF_LABEL, "wages")


@pytest.mark.parametrize("come", [A_ALSO, B_CALLED, B_IS])
def test_it_is_said_where_an_alternative_label_comes_to_be_the_name_of_another(come: Statement) -> None:
    """By the one who says so, by the other, or as it comes to be of the same kind."""
    after = frozenset((A_IS, B_IS, A_ALSO, B_CALLED))
    new = brought(*views(after - {come}, after), severities=(Severity.WARNING,))
    told = [(flaw.this, flaw.message) for rule, flaw in new if rule.id == "label-clashes-with-alternative"]
    assert told == [(NODES[0], "'Wages' is the preferred label of <https://x.example/b>")]
