"""The scorer in SPARQL: what the other surfaces show, to the last digit."""

from datetime import date
from pathlib import Path

import pytest

from skillpath.agency import sparql_functions
from skillpath.agency.matching import ranking
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryError
from skillpath.ontology.sparql.one_query import run_query
from skillpath.ontology.sparql.terms import Term
from workspaces import Bundled

DAY = date(2026, 11, 1)


def asked(workspace: Workspace, query: str) -> tuple[tuple[Term | None, ...], ...]:
    own = sparql_functions.of_workspace(workspace.folder, as_of=DAY)
    return run_query(workspace.store, query, functions=own).rows


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("demo") / "w")


def test_scores_are_those_of_the_ranking(workspace: Workspace) -> None:
    rows = ranking(workspace, "R-06", as_of=DAY)["rows"]
    codes = " ".join(f'"{row["candidate"]}"' for row in rows)
    found = asked(workspace, f'SELECT ?c (sp:score(?c, "R-06") AS ?s) {{ VALUES ?c {{ {codes} }} }}')
    assert {str(code): float(str(score)) for code, score in found} == {
        row["candidate"]: row["score"] for row in rows
    }


def test_transfers_are_those_of_the_network(workspace: Workspace) -> None:
    network = workspace.network
    query = """SELECT ?a ?b (sp:transfer(?a, ?b) AS ?t) {
        ?b skos:prefLabel "payroll clerk"@en . ?a a esco:Occupation }"""
    found = {str(a): float(str(t)) for a, _, t in asked(workspace, query)}
    target = network.index("https://w3id.org/skillpath/job/payroll-clerk")
    assert found == {iri: network.transfer_between(network.index(iri), target) for iri in found}
    assert len(found) == 298


@pytest.mark.parametrize(
    "call",
    ['sp:score("C-99999", "R-01")', 'sp:score("C-001", "R-99")', "sp:transfer(skill:none, skill:none)"],
)
def test_what_is_unknown_has_no_value(workspace: Workspace, call: str) -> None:
    assert asked(workspace, f"SELECT ({call} AS ?x) {{}}") == ((None,),)


def test_too_few_values_are_refused_by_name(workspace: Workspace) -> None:
    with pytest.raises(QueryError, match=r"ns#score> is called with 1 values"):
        asked(workspace, 'SELECT (sp:score("C-001") AS ?x) {}')


def test_a_fault_is_told_and_no_answer_looks_complete(workspace: Workspace, tmp_path: Path) -> None:
    own = sparql_functions.of_workspace(tmp_path)
    with pytest.raises(QueryError, match="There is no workspace"):
        run_query(workspace.store, "SELECT (sp:transfer(skill:a, skill:a) AS ?x) {}", functions=own)
