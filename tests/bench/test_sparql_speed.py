"""How long queries take beside other ways and beside hostile ones: that all is asked, and the arithmetic."""

import pytest

from firms import claiming, firm
from skillpath.bench.hostile import Hostile, hostile_document, hostile_tables
from skillpath.bench.hostile_queries import attacks
from skillpath.bench.sparql import QuerySpeed, Timed, measure_sparql, sparql_document, sparql_tables
from skillpath.bench.sparql_queries import QUERIES


def test_every_query_is_asked_in_every_way(tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace = firm(tmp_path_factory.mktemp("asked") / "firm", claiming("C-1"))
    measured = measure_sparql(workspace, repeats=1, limit=60)
    assert [one.name for one in measured.queries] == list(QUERIES)
    assert [one.name for one in measured.queries if not one.agreed] == []
    assert sum(one.rows for one in measured.queries) > 10


def test_the_way_to_the_process_is_stated_apart() -> None:
    found = (Timed("a", 1, 10.0, 14.0, 240.0, True), Timed("b", 1, 20.0, 26.0, None, True))
    measured = QuerySpeed(found, hop=2.0, reading=9.0, limit=1.0)
    said = sparql_document(measured)
    assert [one["ratio"] for one in said["queries"]] == [1.2, 1.2]
    assert said["median_ratio"] == pytest.approx(1.2)
    queries, together = sparql_tables(measured)
    assert queries.rows[1][5:7] == ["> 1,000", "> 38"]
    assert ["as fast as rdflib, median", "28 times"] in together.rows  # of 17 and 38


def test_the_ratio_is_that_of_the_95th_percentiles() -> None:
    found = Hostile([10.0] * 99 + [1000.0], [10.0] * 90 + [25.0] * 10, 1, {"503": 80, "400": 20})
    assert hostile_document(found)["p95_ratio"] == found.ratio == 2.5
    times, ended, _ = hostile_tables(found)
    assert times.rows[-1] == ["ratio", "", "1.0", "2.5", ""]
    assert ended.rows == [["400", "20"], ["503", "80"]]


def test_there_are_a_hundred_different_attacks() -> None:
    assert (
        len({one.body for one in attacks()}) == len({one.name for one in attacks()}) == len(attacks()) == 100
    )
