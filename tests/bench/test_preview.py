"""The preview is measured beside what it replaces, and says whether both come to the same."""

from dataclasses import replace
from pathlib import Path

from skillpath.bench.preview import MeasuredPreview, measure_preview, preview_document, preview_table
from workspaces import Bundled


def test_edits_are_kept_and_both_networks_are_equal(bundled: Bundled, tmp_path: Path) -> None:
    bundled(tmp_path / "workspace")
    measured = measure_preview(
        tmp_path / "workspace", 5, edits=3, seed=1, progress=lambda _part, _done, _total: None
    )
    assert (measured.edits, measured.roles, measured.equal) == (3, 12, True)
    assert measured.candidates == 65  # the demonstration agency has 60


def test_a_difference_is_not_kept_quiet() -> None:
    measured = MeasuredPreview(9, 2, 3, 1, 0.1, 0.2, 4.0, 1.5, equal=True)
    assert preview_table(measured).rows[-1] == ["both networks equal", "yes"]
    assert preview_table(replace(measured, equal=False)).rows[-1] == ["both networks equal", "no"]
    assert preview_document(measured)["preview"] == 1.5
