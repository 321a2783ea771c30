"""Rankings inside queries are measured, and held to the API's answer."""

from pathlib import Path

from skillpath.bench.sparql_ranking import (
    WAYS,
    measure_sparql_ranking,
    sparql_ranking_document,
    sparql_ranking_table,
)
from workspaces import Bundled


def test_every_way_is_measured_beside_the_api(bundled: Bundled, tmp_path: Path) -> None:
    bundled.demonstration(tmp_path / "workspace")
    measured = measure_sparql_ranking(tmp_path / "workspace", None, roles=4)
    assert (measured.candidates, measured.roles) == (60, 4)
    assert [way.name for way in measured.ways] == list(WAYS)
    *by_rank, by_score, unscored = (way.equal for way in measured.ways)
    assert by_rank == [4, 4, 4]
    assert by_score == 3  # the fourth has filters, which sorting by score does not regard
    assert unscored == 0
    document, table = sparql_ranking_document(measured), sparql_ranking_table(measured)
    for way, told, row in zip(measured.ways, document["ways"], table.rows, strict=True):
        assert told["times_api_first"] == way.first / way.api_first
        assert row[3] == f"{way.first / way.api_first:,.1f}"
