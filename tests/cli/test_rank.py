"""``rank``, ``roles`` and ``export candidates`` on the demonstration agency."""

import csv
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from skillpath.agency.rank_files import COLUMNS
from skillpath.agency.workspace import Workspace

AS_OF = ("--as-of", "2026-11-01")


@pytest.fixture
def run(skillpath: Run, demo: Path) -> Run:
    return lambda *arguments: skillpath(*arguments, "-w", demo)


@pytest.fixture(scope="session")
def exported(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: install skillpath[spark]")
    from skillpath.agency.candidate_files import export_candidates

    folder = tmp_path_factory.mktemp("export") / "candidates"
    export_candidates(Workspace.open(demo).pool.now(), folder)
    return folder


Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def once() -> dict[str, Rows]:
    """What :func:`matched` found, for all tests of this file."""
    return {}


@pytest.fixture
def matched(run: Run, demo: Path, once: dict[str, Rows]) -> dict[str, Rows]:
    """Role → what ``match`` says of it."""
    for role in [] if once else Workspace.open(demo).book.roles():
        once[role.id] = run("match", role.id, "--top", 60, "--json", *AS_OF).document["rows"]
    return once


def test_rank_gives_the_best_of_every_role_as_match_does(run: Run, matched: dict[str, Rows]) -> None:
    rows = run("rank", "--top", 60, "--json", *AS_OF).document
    roles = list(dict.fromkeys(row["role"] for row in rows))
    assert len(roles) == 12
    for role in roles:
        assert [
            (row["rank"], row["candidate"], row["score"], row["points"], row["inside"])
            for row in rows
            if row["role"] == role
        ] == [
            (one["rank"], one["candidate"], one["score"], one["points"], not one["outside_filter"])
            for one in matched[role]
        ]
    assert {row["inside"] for row in rows} == {True, False}


def test_rank_prints_a_table_of_the_roles_that_are_named(run: Run) -> None:
    head, *rows = run("rank", "R-02", "R-01", "R-02", "--top", 1, *AS_OF).out.splitlines()
    assert head.split() == list(COLUMNS)
    assert [row.split()[:3] for row in rows] == [["R-02", "1", "C-006"], ["R-01", "1", "C-001"]]


def read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [
                {
                    **row,
                    "rank": int(row["rank"]),
                    "score": float(row["score"]),
                    "points": float(row["points"]),
                    "inside": row["inside"] == "True",
                }
                for row in csv.DictReader(file)
            ]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows: list[dict[str, Any]] = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_every_format_holds_the_same_rows_in_full(run: Run, tmp_path: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: install skillpath[spark]")
    out = tmp_path / f"best.{ending}"
    ran = run("rank", "--top", 7, "--out", out, *AS_OF)
    assert (ran.code, ran.out) == (0, f"84 rows for 12 roles are in {out}.\n")
    assert read(out) == run("rank", "--top", 7, "--json", *AS_OF).document
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_of_no_known_format_is_refused_before_any_work(run: Run, tmp_path: Path) -> None:
    ran = run("rank", "R-99", "--out", tmp_path / "best.xlsx")
    assert ran.code == 1
    assert "Cannot tell the format of" in ran.err
    assert ".csv, .jsonl, .parquet" in ran.err


def test_a_file_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("rank", "--out", tmp_path / "none" / "best.csv")
    assert ran.code == 1
    assert "Cannot write" in ran.err


def test_a_role_that_is_not_there_leaves_no_file(run: Run, tmp_path: Path) -> None:
    ran = run("rank", "R-99", "--out", tmp_path / "best.csv")
    assert ran.code == 1
    assert "R-99" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_candidates_of_files_are_ranked_as_those_of_the_book(run: Run, exported: Path) -> None:
    book = run("rank", "--top", 60, "--json", *AS_OF).document
    assert run("rank", "--top", 60, "--candidates", exported, "--json", *AS_OF).document == book


@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
def test_spark_ranks_as_this_machine_does(run: Run, exported: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: install skillpath[spark]")
    out = tmp_path / "best.jsonl"
    ran = run("rank", "--top", 60, "--engine", "spark", "--candidates", exported, "--out", out, *AS_OF)
    assert (ran.code, ran.err) == (0, "")
    assert read(out) == run("rank", "--top", 60, "--json", *AS_OF).document


def test_spark_needs_files(run: Run) -> None:
    ran = run("rank", "--engine", "spark")
    assert ran.code == 2
    assert "--candidates" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("rank", "--engine", "spark"), ("rank", "--engine", "local"), ("export", "candidates")],
    ids=["spark", "local", "export"],
)
def test_without_the_extra_it_is_said_how_to_install_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    for package in ("pyarrow", "pyspark"):
        monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / "some.parquet").touch()
    folder = ("--candidates", tmp_path) if arguments[0] == "rank" else (tmp_path / "new",)
    ran = run(*arguments, *folder)
    assert ran.code == 1
    assert "install skillpath[spark]" in ran.err


def test_export_says_how_many_there_are_and_leaves_a_folder_alone(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: install skillpath[spark]")
    ran = run("export", "candidates", tmp_path / "new")
    assert ran.out == f"60 candidates are in {tmp_path / 'new'}.\n"
    assert run("export", "candidates", tmp_path / "new").code == 1


def of_candidate(matched: dict[str, Rows], code: str) -> dict[str, dict[str, Any]]:
    """The row of a candidate for each role."""
    return {role: next(row for row in rows if row["candidate"] == code) for role, rows in matched.items()}


def test_roles_are_those_for_which_the_candidate_is_scored_highest(
    run: Run, matched: dict[str, Rows]
) -> None:
    document = run("roles", "C-003", "--top", 12, "--json", *AS_OF).document
    assert document["total"] == len(document["rows"]) == 12
    own = of_candidate(matched, "C-003")
    for row in document["rows"]:
        one = own[row["role"]["id"]]
        assert (row["score"], row["points"]) == (one["score"], one["points"])
        assert row["outside_filter"] == one["outside_filter"]
        assert row["band"]["word"] == one["band"]["word"]
    order = [(bool(row["outside_filter"]), -row["score"], row["role"]["id"]) for row in document["rows"]]
    assert order == sorted(order)


def test_roles_whose_filters_leave_the_candidate_out_stand_last(run: Run, matched: dict[str, Rows]) -> None:
    """Who is barred from the best role finds another one first, however few are asked for."""
    code = next(
        row["candidate"]
        for row in matched["R-01"]
        if max(of_candidate(matched, row["candidate"]).values(), key=lambda one: one["score"])[
            "outside_filter"
        ]
    )
    rows = run("roles", code, "--top", 12, "--json", *AS_OF).document["rows"]
    assert max(rows, key=lambda row: row["score"])["outside_filter"]
    (first,) = run("roles", code, "--top", 1, "--json", *AS_OF).document["rows"]
    assert first == rows[0]
    assert first["outside_filter"] == ""


def test_roles_prints_a_table(run: Run) -> None:
    lines = run("roles", "C-001", "--top", 2, *AS_OF).out.splitlines()
    assert lines[0].rstrip() == "C-001 — 12 roles"
    assert lines[2].split()[:4] == ["1", "R-01", "Payroll", "clerk,"]
    assert len(lines) == 4


def test_an_unknown_candidate_is_named(run: Run) -> None:
    ran = run("roles", "C-999")
    assert ran.code == 1
    assert "C-999" in ran.err
