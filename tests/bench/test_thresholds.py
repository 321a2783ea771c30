"""Thresholds of the bundled release, from moves between its own job types."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from skillpath.agency.thresholds import read_thresholds, thresholds_document, write_thresholds
from skillpath.agency.workspace import Workspace
from skillpath.bench.gold import read_gold
from skillpath.bench.thresholds import density, known_moves, measure_thresholds, random_pairs
from skillpath.bench.thresholds_report import curve_svg, thresholds_tables
from skillpath.cli import main
from skillpath.data import bundled
from skillpath.errors import WorkspaceError
from skillpath.reasoner.transfer import job_type_scores, pair_scores
from workspaces import Bundled

JOB = "https://w3id.org/skillpath/job/"
MOVES = [
    "payroll-clerk,accounting-assistant",
    "ward-clerk,payroll-clerk",
    "bank-teller,payroll-clerk|ward-clerk",
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled(tmp_path_factory.mktemp("thresholds") / "workspace")


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [",".join("|".join(JOB + n for n in side.split("|")) for side in row.split(",")) for row in MOVES]
    path = tmp_path_factory.mktemp("gold") / "moves.csv"
    path.write_text("origin_esco,dest_esco\n" + "\n".join(rows) + "\n")
    return path


def test_pairs_score_what_job_types_score(workspace: Workspace) -> None:
    network = workspace.network
    origin, dest = (side[:40] for side in random_pairs(network, seed=1))
    jobs = np.unique(np.concatenate([origin, dest])).astype(np.int32)
    whole = job_type_scores(network, jobs, lambda *_: None)
    expected = whole[np.searchsorted(jobs, origin), np.searchsorted(jobs, dest)]
    assert pair_scores(network, origin, dest, lambda *_: None) == pytest.approx(expected, abs=1e-12)


def test_a_move_between_several_job_types_counts_once(workspace: Workspace, gold: Path) -> None:
    read = read_gold(workspace.network, gold)
    moves = known_moves(workspace.network, read)
    assert sorted(moves.weight.tolist()) == [0.5, 0.5, 1.0, 1.0]
    assert density(read) == pytest.approx(3 / (len(read.nodes) * (len(read.nodes) - 1)))


def test_what_is_measured_comes_back_from_its_file(workspace: Workspace, gold: Path, tmp_path: Path) -> None:
    measured = measure_thresholds(workspace.network, [gold], release="r", day="2026-11-01")
    assert measured.gold[0].moves == 3
    write_thresholds(tmp_path / "t.json", measured)
    again = read_thresholds(tmp_path / "t.json")
    assert thresholds_document(again) == thresholds_document(measured)
    assert curve_svg(again) == curve_svg(measured)
    assert [row[0] for row in thresholds_tables(again)[0].rows] == [b.word for b in measured.thresholds.bands]
    (tmp_path / "t.json").write_text('{"release": "r"}')
    with pytest.raises(WorkspaceError, match="damaged"):
        read_thresholds(tmp_path / "t.json")


def test_what_ships_says_where_it_comes_from_and_has_every_word() -> None:
    shipped = read_thresholds(bundled("thresholds.json"))
    assert [band.word for band in shipped.thresholds.bands] == ["strong", "worth a call", "stretch", "far"]
    assert len(shipped.gold) >= 2
    assert all(len(source.sha256) == 64 and source.moves > 1000 for source in shipped.gold)


@pytest.fixture
def written(workspace: Workspace) -> Iterator[Path]:
    yield workspace.thresholds_file
    workspace.thresholds_file.unlink(missing_ok=True)


def test_the_command_keeps_them_with_the_release(
    workspace: Workspace, gold: Path, written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ["--gold", gold, "--base-rate", "0.1", "--write", "--svg", tmp_path / "c.svg"]
    arguments = ["skillpath", "bench", "thresholds", *options, "-w", workspace.folder]
    monkeypatch.setattr(sys, "argv", [*map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code
    assert json.loads(written.read_text())["release"] == workspace.release.name
    assert (tmp_path / "c.svg").read_text().startswith("<svg")
    assert Workspace.open(workspace.folder).thresholds.thresholds.base_rate == 0.1
