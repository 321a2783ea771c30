"""What is told of an edit, and what stands in its way, is what the whole states would say."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
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
from skillpath.ontology.editing.rules import refuse_broken
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
        lambda one, label: (one, ox.NamedNode(v.PREF_LABEL), ox.Literal(label, language="en")),
        st.sampled_from(NODES),
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


def errors(state: frozenset[Statement]) -> set[tuple[str, Flaw]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.ttl"
        file.write_text(canonical_turtle(graphs_of(state, ["x"])["x"]), encoding="utf-8")
        return {(one.rule.id, one.flaw) for one in check([file]) if one.rule.severity is Severity.ERROR}


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
    expected = errors(after) - errors(before)
    try:
        refuse_broken(*views(before, after))
        said: set[str] = set()
    except InputError as error:
        said = {problem.reason for problem in error.problems}
    assert said == {f"{flaw.message} ({rule})" for rule, flaw in expected}
