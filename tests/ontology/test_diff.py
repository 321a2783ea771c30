"""What changed: each group by a small case, and the laws that make a diff worth trusting."""

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, RDF, Graph, Literal
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.diff import Diff, Group, apply, compare, document
from skillpath.ontology.releases import Releases
from skillpath.ontology.revisions import read_revisions
from skillpath.ontology.turtle import canonical_turtle

Triple = tuple[Node, Node, Node]
CLERK, PAY, TAX, TRADE = v.JOB.clerk, v.SKILL.pay, v.SKILL.tax, v.INDUSTRY.G
STATED = v.STATEMENT.one


def en(text: str) -> Literal:
    return Literal(text, lang="en")


BEFORE: tuple[Triple, ...] = (
    (CLERK, RDF.type, v.CLASS_JOB_TYPE),
    (CLERK, v.PREF_LABEL, en("pay clerk")),
    (CLERK, v.ESSENTIAL_SKILL, PAY),
    (PAY, RDF.type, v.CLASS_SKILL),
    (PAY, v.PREF_LABEL, en("payroll")),
    (PAY, v.ALT_LABEL, en("wages")),
    (PAY, v.BROADER, v.SKILL.finance),
    (TAX, RDF.type, v.CLASS_SKILL),
    (TAX, v.PREF_LABEL, en("wage tax")),
    (TAX, v.DEFINITION, en("What is held back.")),
    (TRADE, RDF.type, v.CLASS_INDUSTRY),
    (TRADE, v.TEACHES, PAY),
    (STATED, RDF.type, v.STATEMENT_CLASS),
    (STATED, v.STATEMENT_SUBJECT, TRADE),
    (STATED, v.STATEMENT_PREDICATE, v.TEACHES),
    (STATED, v.STATEMENT_OBJECT, PAY),
    (STATED, v.WEIGHT, Literal("0.4", datatype=v.DECIMAL)),
)


def graph(*triples: Triple) -> Graph:
    made = Graph()
    for triple in triples:
        made.add(triple)
    return made


def edited(removed: list[Triple], added: list[Triple]) -> Diff:
    old, new = graph(*BEFORE), graph(*BEFORE)
    for triple in removed:
        assert triple in new
        new.remove(triple)
    for triple in added:
        new.add(triple)
    return compare({"": old}, {"": new})


@pytest.mark.parametrize(
    ("removed", "added", "group", "label", "says"),
    [
        (
            [],
            [
                (v.SKILL.new, RDF.type, v.CLASS_SKILL),
                (v.SKILL.new, v.PREF_LABEL, en("rostering")),
                (v.SKILL.new, v.BROADER, PAY),
            ],
            Group.ADDED,
            "rostering",
            "new: skill under *payroll*, 3 statements",
        ),
        (
            [triple for triple in BEFORE if triple[0] == TAX],
            [],
            Group.RETIRED,
            "wage tax",
            "gone: skill, 3 statements",
        ),
        ([], [(TAX, OWL.deprecated, Literal(True))], Group.RETIRED, "wage tax", "is marked as retired"),
        (
            [(CLERK, v.PREF_LABEL, en("pay clerk"))],
            [(CLERK, v.PREF_LABEL, en("payroll clerk"))],
            Group.RELABELLED,
            "payroll clerk",
            "label was “pay clerk” (en), is now “payroll clerk” (en)",
        ),
        (
            [],
            [(PAY, v.PREF_LABEL, Literal("Lohn", lang="de"))],
            Group.RELABELLED,
            "payroll",
            "label “Lohn” (de) is new",
        ),
        (
            [(PAY, v.BROADER, v.SKILL.finance)],
            [(PAY, v.BROADER, TAX)],
            Group.MOVED,
            "payroll",
            f"is no longer under <{v.SKILL.finance}>; is now under *wage tax*",
        ),
        ([], [(PAY, v.EXACT_MATCH, TAX)], Group.MERGED, "payroll", "is now the same as *wage tax*"),
        ([], [(PAY, DCTERMS.isReplacedBy, TAX)], Group.MERGED, "payroll", "is now replaced by *wage tax*"),
        (
            [(PAY, v.ALT_LABEL, en("wages"))],
            [],
            Group.ALT_LABELS,
            "payroll",
            "is no longer called “wages” (en)",
        ),
        (
            [(TAX, v.DEFINITION, en("What is held back."))],
            [],
            Group.DEFINITIONS,
            "wage tax",
            "definition “What is held back.” (en) is gone",
        ),
        (
            [],
            [(CLERK, v.ESSENTIAL_SKILL, TAX)],
            Group.RELATIONS,
            "pay clerk",
            "now needs *wage tax* (essential)",
        ),
        (
            [(CLERK, v.ESSENTIAL_SKILL, PAY)],
            [(CLERK, v.OPTIONAL_SKILL, PAY)],
            Group.RELATIONS,
            "pay clerk",
            "no longer needs *payroll* (essential); now needs *payroll* (optional)",
        ),
        (
            [(STATED, v.WEIGHT, Literal("0.4", datatype=v.DECIMAL))],
            [(STATED, v.WEIGHT, Literal("0.5", datatype=v.DECIMAL))],
            Group.WEIGHTS,
            str(TRADE),
            "teaches *payroll*: weight was “0.4”, is now “0.5”",
        ),
        ([], [(CLERK, v.NOTATION, Literal("4313"))], Group.OTHER, "pay clerk", "code “4313” is new"),
        (
            [(TAX, RDF.type, v.CLASS_SKILL)],
            [(TAX, RDF.type, v.CLASS_SKILL_GROUP)],
            Group.OTHER,
            "wage tax",
            "kind was skill, is now skill group",
        ),
    ],
)
def test_a_change_is_told_in_plain_words(
    removed: list[Triple], added: list[Triple], group: Group, label: str, says: str
) -> None:
    found = edited(removed, added)
    (change,) = found.changes
    assert (change.group, change.label, change.says) == (group, label, says)
    assert (change.removed, change.added) == (frozenset(removed), frozenset(added))
    assert found.counts == {group: 1}


def test_a_stated_weight_belongs_to_the_concept_where_its_link_begins() -> None:
    (change,) = edited([triple for triple in BEFORE if triple[0] == STATED], []).changes
    assert change.iri == str(TRADE)
    assert change.says == "teaches *payroll*: weight “0.4” is gone"


def test_origins_are_compared_one_by_one() -> None:
    link = (CLERK, v.OPTIONAL_SKILL, TAX)
    found = compare({"a": graph(*BEFORE), "b": graph(link)}, {"a": graph(*BEFORE, link)})
    assert [(change.origin, change.says) for change in found.changes] == [
        ("a", "now needs *wage tax* (optional)"),
        ("b", "no longer needs *wage tax* (optional)"),
    ]


def test_the_document_counts_and_quotes_what_changed() -> None:
    told = document(edited([], [(CLERK, v.NOTATION, Literal('4"'))]))
    assert told == {
        "counts": {"other statements": 1},
        "changes": [
            {
                "origin": "",
                "group": "other statements",
                "iri": str(CLERK),
                "label": "pay clerk",
                "says": 'code “4"” is new',
                "removed": [],
                "added": [f'<{CLERK}> <{v.NOTATION}> "4\\"" .'],
            }
        ],
    }


_NODES = st.sampled_from([CLERK, PAY, TAX, STATED])
_SAYINGS = st.one_of(
    st.tuples(st.just(RDF.type), st.sampled_from([v.CLASS_SKILL, v.CLASS_SKILL_GROUP, v.STATEMENT_CLASS])),
    st.tuples(
        st.sampled_from([v.PREF_LABEL, v.ALT_LABEL, v.DEFINITION, v.WEIGHT, v.NOTATION]),
        st.sampled_from([en("a"), en("b"), Literal("a"), Literal("a", lang="de"), PAY]),
    ),
    st.tuples(
        st.sampled_from(
            [
                v.BROADER,
                v.ESSENTIAL_SKILL,
                v.EXACT_MATCH,
                v.STATEMENT_SUBJECT,
                v.STATEMENT_PREDICATE,
                v.SOURCE,
            ]
        ),
        _NODES,
    ),
    st.tuples(st.just(OWL.deprecated), st.sampled_from([Literal(True), Literal(False), Literal("1")])),
)
_GRAPH = st.lists(st.tuples(_NODES, _SAYINGS), max_size=15).map(
    lambda said: graph(*((node, predicate, value) for node, (predicate, value) in said))
)
_GRAPHS = st.dictionaries(st.sampled_from(["", "esco", "skillpath"]), _GRAPH, max_size=3)


def contents(graphs: dict[str, Graph]) -> dict[str, set[Triple]]:
    return {origin: set(part) for origin, part in graphs.items() if part}


def triples(found: Diff, side: str) -> list[tuple[str, Triple]]:
    return [(change.origin, triple) for change in found.changes for triple in getattr(change, side)]


def test_a_concept_that_is_gone_names_the_one_that_took_over_its_name() -> None:
    pay = [triple for triple in BEFORE if triple[0] == PAY]
    said = {change.iri: change.says for change in edited(pay, [(TAX, v.ALT_LABEL, en("payroll"))]).changes}
    gone = f"gone: skill under <{v.SKILL.finance}>, 4 statements"
    assert said[str(PAY)] == f"{gone}; now a name of *wage tax*"
    assert "now a name" not in edited(pay, [(TAX, v.ALT_LABEL, en("pay"))]).changes[0].says


@given(_GRAPHS)
def test_nothing_changes_between_equals(graphs: dict[str, Graph]) -> None:
    copies = {origin: graph(*part) for origin, part in graphs.items()}
    assert compare(graphs, copies) == Diff(())


@given(_GRAPHS, _GRAPHS)
def test_applied_to_the_old_it_gives_the_new_and_back(old: dict[str, Graph], new: dict[str, Graph]) -> None:
    forth, back = compare(old, new), compare(new, old)
    assert contents(apply(old, forth)) == contents(new)
    assert contents(apply(new, back)) == contents(old)
    assert set(triples(forth, "added")) == set(triples(back, "removed"))
    assert set(triples(forth, "removed")) == set(triples(back, "added"))


@given(_GRAPHS, _GRAPHS)
def test_a_triple_belongs_to_one_change_and_every_change_says_something(
    old: dict[str, Graph], new: dict[str, Graph]
) -> None:
    found = compare(old, new)
    told = list(chain(triples(found, "removed"), triples(found, "added")))
    assert len(told) == len(set(told))
    assert all(change.says and (change.removed or change.added) for change in found.changes)
    assert compare(old, new) == found


@given(old=_GRAPH, new=_GRAPH)
def test_what_is_read_of_files_is_enough_to_compare_them(
    tmp_path_factory: pytest.TempPathFactory, old: Graph, new: Graph
) -> None:
    folder = tmp_path_factory.mktemp("states")
    names = tuple(str(folder / name) for name in ("old.ttl", "new.ttl"))
    for name, part in zip(names, (old, new), strict=True):
        Path(name).write_text(canonical_turtle(part), encoding="utf-8")
    read = read_revisions((names[0], names[1]), no_workspace)
    assert compare(*read) == compare({"": old}, {"": new})


def no_workspace() -> Releases:
    raise AssertionError("files need no workspace")
