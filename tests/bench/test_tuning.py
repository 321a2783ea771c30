"""The search finds what was planted, keeps to its floor, and rates settings as the product scores."""

import tomllib
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from drawn import catalogue
from skillpath.bench.gold import read_gold
from skillpath.bench.ranking import mean_average_precision, rank_all
from skillpath.bench.scores import jobs_of
from skillpath.bench.tuned_file import tuned_text
from skillpath.bench.tuning import GRID, Evaluate, Evaluator, Quality, Search, search, tune
from skillpath.bench.tuning_report import tuning_document, tuning_tables
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.tuned import BOUNDS, TUNED, Tuned, read_tuned
from skillpath.graph.variants import JobTypeNetworks
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.transfer import job_type_scores

# The role j1 needs c, which all need, and the rare r. j2 has c, and one optional thing more; j3 has r.
CATALOGUE = catalogue(
    [
        *((job, R.ESSENTIAL_SKILL, "s-c") for job in ("j1", "j2", "j4", "j5")),
        *((job, R.ESSENTIAL_SKILL, "s-r") for job in ("j1", "j3")),
        ("j2", R.ESSENTIAL_SKILL, "s-x"),
        ("j3", R.ESSENTIAL_SKILL, "s-y"),
        ("j4", R.OPTIONAL_SKILL, "s-x"),
    ]
)
NETWORK = compile_network(build_graph(CATALOGUE))
NOTHING = Quality((0.0,), (0.0,))


def gold_file(folder: Path, text: str = "j3,j1\nj1,j3\nj4,j2\n") -> Path:
    path = folder / "moves.csv"
    path.write_text("origin_esco,dest_esco\n" + text, encoding="utf-8")
    return path


def rated(target: Tuned) -> Evaluate:
    """The nearer to the target, the better."""

    def evaluate(tuned: Tuned) -> Quality:
        pairs = zip(asdict(tuned).values(), asdict(target).values(), strict=True)
        nearness = 1.0 - sum(abs(a - b) for a, b in pairs) / 10
        return Quality((nearness,), (nearness,))

    return evaluate


TARGET = Tuned(
    information_power=2.0,
    optional_weight=0.4,
    job_type_share=0.6,
    full_lift=0.8,
    place_share=0.1,
    optional_need=0.25,
)


def test_the_search_finds_the_planted_numbers() -> None:
    found = search([], rated(TARGET), NOTHING, TUNED, sweeps=3)
    assert found.best == TARGET
    assert found.after.objective == pytest.approx(1.0)
    assert found.settled
    assert {trial.sweep for trial in found.trials} == {1, 2}
    assert len(found.trials) >= 2 * (sum(map(len, GRID.values())) - len(GRID))


def rated_with_a_floor(tuned: Tuned) -> Quality:
    """The same, but that the roles are ranked the better the more the job type counts, from 0.7 in full."""
    quality = rated(TARGET)(tuned)
    return replace(quality, fixed_origin=(1.0 if tuned.job_type_share >= 0.7 else 0.0,))


FLOOR = Quality((0.0,), (0.5,))


def test_a_setting_below_the_floor_is_not_taken() -> None:
    found = search([], rated_with_a_floor, FLOOR, replace(TARGET, job_type_share=0.8), sweeps=2)
    assert found.best == replace(TARGET, job_type_share=0.7)
    shares = {trial.value: trial.held for trial in found.trials if trial.name == "job_type_share"}
    assert (shares[0.65], shares[0.75]) == (False, True)


def test_a_start_below_the_floor_is_left_for_the_best_that_holds() -> None:
    found = search([], rated_with_a_floor, FLOOR, TARGET, sweeps=2)
    assert found.best == replace(TARGET, job_type_share=0.7)


def test_from_where_no_single_step_holds_the_search_goes_uphill_until_one_does() -> None:
    """All within a tenth of the target hold; the start is three numbers away from there."""
    start = replace(TARGET, information_power=5.0, optional_weight=1.0, full_lift=0.1)
    found = search([], rated(TARGET), Quality((0.99,), (0.99,)), start, sweeps=3)
    assert not any(
        trial.held for trial in found.trials if trial.name == "information_power" and trial.sweep == 1
    )
    assert found.best == TARGET


def test_a_gain_too_small_to_mean_anything_changes_nothing() -> None:
    near = replace(TARGET, full_lift=0.795)  # 0.0005 of the objective away
    assert search([], rated(TARGET), NOTHING, near, sweeps=1).best == near


def test_a_search_cut_short_says_so() -> None:
    found = search([], rated(TARGET), NOTHING, TUNED, sweeps=1)
    assert not found.settled
    assert "stopped before" in tuning_tables(found)[1].title


@pytest.mark.parametrize(
    "tuned",
    [TUNED, replace(TUNED, information_power=0.0, optional_weight=0.1, job_type_share=0.1)],
)
def test_a_setting_is_rated_by_the_score_that_it_would_give(tmp_path: Path, tuned: Tuned) -> None:
    gold = read_gold(NETWORK, gold_file(tmp_path, "j3,j1\nj5,j1\nj4,j2\n"))
    evaluate, jobs = Evaluator(NETWORK, JobTypeNetworks(CATALOGUE), [gold]), jobs_of(gold)
    if tuned == TUNED:
        product = job_type_scores(NETWORK, jobs, silently)
        np.testing.assert_allclose(evaluate.scores(tuned), product, atol=1e-12)
    shares = np.eye(len(jobs))
    by_hand = mean_average_precision((shares @ evaluate.scores(tuned)).T, gold.gains.T)
    assert evaluate(tuned).fixed_role == (by_hand,)


def test_the_mean_is_that_of_the_ranking(tmp_path: Path) -> None:
    gold = read_gold(NETWORK, gold_file(tmp_path))
    scores = job_type_scores(NETWORK, jobs_of(gold), silently)
    (ranking,) = rank_all({"": scores}, gold.gains, gold.origin_group, resamples=1, seed=0)
    assert mean_average_precision(scores, gold.gains) == ranking.map


def silently(done: int, total: int) -> None:
    """Show no progress."""


def whole_search(folder: Path) -> tuple[Search, Path]:
    path = gold_file(folder)
    return tune(NETWORK, CATALOGUE, [path], start=TUNED, sweeps=1), path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    found, gold = whole_search(tmp_path)
    text = tuned_text(found, [gold], {"b": "2", "a": "1"}, compiler="c", day=date(2026, 1, 2))
    written = tmp_path / "tuned.toml"
    written.write_text(text, encoding="utf-8")
    assert read_tuned(written) == found.best
    document = tomllib.loads(text)
    assert document["start"] == asdict(TUNED)
    assert document["release"] == {"compiler": "c", "graphs": {"a": "1", "b": "2"}}
    assert document["search"]["date"] == date(2026, 1, 2)
    assert document["search"]["trials"] == len(found.trials)
    assert [entry["file"] for entry in document["gold"]] == ["moves.csv"]


def test_the_search_is_the_same_every_time(tmp_path: Path) -> None:
    assert tuning_document(whole_search(tmp_path)[0]) == tuning_document(whole_search(tmp_path)[0])


def test_the_tables_show_every_trial(tmp_path: Path) -> None:
    found, _ = whole_search(tmp_path)
    trials, numbers = tuning_tables(found)
    assert len(trials.rows) == len(found.trials) + 3  # the baselines, the start and what was found
    assert all(len(row) == len(table.columns) for table in (trials, numbers) for row in table.rows)
    assert [row[0] for row in numbers.rows] == list(GRID)


def test_the_grid_is_within_the_bounds() -> None:
    assert list(GRID) == list(BOUNDS)
    for name, values in GRID.items():
        assert BOUNDS[name][0] <= min(values) <= max(values) <= BOUNDS[name][1]
