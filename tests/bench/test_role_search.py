"""What the search for roles is said to find is looked at twice, and its figures are what they are called."""

from dataclasses import replace

import pytest

from drawn import network
from skillpath.bench import role_search
from skillpath.bench.role_search import (
    RoleSearch,
    measure_role_search,
    role_search_document,
    role_search_table,
)
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.vacancies import best_roles

NETWORK = network(
    [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in range(4)]
    + [(f"i{n}", R.TEACHES, f"s{n}") for n in range(2)]
)


def measured(net: Network = NETWORK) -> RoleSearch:
    return measure_role_search(net, 40, seed=1, progress=lambda _part, _done, _total: None)


def test_the_best_are_those_of_scoring_one_by_one() -> None:
    found = measured()
    assert found.equal
    assert found.roles == 40
    assert len(found.search_ms) == role_search.CANDIDATES
    assert min(found.search_ms) > 0


def test_a_search_that_goes_wrong_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "skillpath.bench.role_search.best_roles", lambda *args, **options: best_roles(*args, **options)[::-1]
    )
    assert not measured().equal


def test_the_report_tells_the_middle_and_the_worst() -> None:
    found = RoleSearch(roles=10, requirements=30, compile_ms=5.0, search_ms=(1.0, 3.0, 2.0), equal=True)
    document = role_search_document(found)
    assert (document["p50_ms"], document["max_ms"]) == (2.0, 3.0)
    cells = dict(role_search_table(replace(found, equal=False)).rows)
    assert cells["search, max"] == "3"
    assert cells["equal to scoring one by one"] == "no"
