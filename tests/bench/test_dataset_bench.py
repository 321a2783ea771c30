"""The dataset is measured, and what is measured is put in one relation."""

from pathlib import Path

from skillpath.bench.dataset import WRITES, dataset_document, dataset_table, measure_dataset
from workspaces import Bundled


def test_every_sort_of_write_is_measured_beside_the_first_time(bundled: Bundled, tmp_path: Path) -> None:
    bundled(tmp_path / "workspace")
    measured = measure_dataset(tmp_path / "workspace", 5)
    assert measured.candidates == 65  # the demonstration agency has 60
    assert measured.refresh_ms.keys() == WRITES.keys()
    assert measured.statements > 33_000
    assert 0 < measured.added_bytes < measured.store_bytes
    document, rows = dataset_document(measured), dataset_table(measured).rows
    assert document["ratios"]["a role"] == measured.first_ms / measured.refresh_ms["a role"]
    assert [row[2] for row in rows if "book" in row[0]] == ["100.00%"]
