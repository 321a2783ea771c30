"""``surprise``, ``robustness`` and shared ranks as a person or a program gets them, on the demonstration."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from commands import Run
from skillpath.bench.surprise import ROLES
from skillpath.reasoner.ranks import ranked

Tell = Callable[..., str]

DAY = ("--as-of", "2026-11-01")


@pytest.fixture
def run(skillpath: Run, demo: Path) -> Tell:
    def command(*arguments: str) -> str:
        ran = skillpath(*arguments, "-w", demo)
        assert not ran.code
        return ran.out

    return command


def document(run: Tell, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_surprise_names_those_that_match_marks(run: Tell) -> None:
    found = document(run, "surprise", "R-03", *DAY)
    ranked = document(run, "match", "R-03", "--top", "60", *DAY)
    marked = {row["candidate"] for row in ranked["rows"] if row["surprise"]}
    assert {row["candidate"] for row in found["rows"]} == marked
    assert 0 < len(marked) < 15
    z = [row["surprise"]["z"] for row in found["rows"]]
    assert z == sorted(z, reverse=True)
    assert min(z) >= 1
    for row in found["rows"]:
        assert len(row["surprise"]["carried"]) >= 2
        assert row["surprise"]["usual"]["points"] < row["points"]
    text = run("surprise", "R-03", *DAY)
    for row in found["rows"]:
        assert f"{row['candidate']}: {row['surprise']['reason']}" in text
    shown = run("match", "R-03", "--top", "60", *DAY)
    assert shown.count("z ") >= len(marked)


def test_robustness_shows_the_shortlist_with_its_weakest_links(run: Tell) -> None:
    found = document(run, "robustness", "R-02", "--top", "5", *DAY)
    assert [row["rank"] for row in found["rows"]] == [1, 2, 3, 4, 5]
    assert found["draws"] == 1000
    for row in found["rows"]:
        mark, link = row["robustness"], row["weakest_link"]
        assert mark["low"] <= row["score"] <= mark["high"]
        assert 0 < mark["stable"] <= 1
        assert link is None or 0 < link["loss"] <= row["score"]
    assert any(row["weakest_link"] for row in found["rows"])
    text = run("robustness", "R-02", "--top", "5", *DAY)
    assert "in the first 5" in text
    assert all(row["candidate"] in text for row in found["rows"])
    assert run("robustness", "R-02", "--top", "5", *DAY) == text


def test_outside_the_filter_nobody_competes(run: Tell) -> None:
    ranked = document(run, "match", "R-12", "--top", "60", *DAY)
    outside = [row for row in ranked["rows"] if row["outside_filter"]]
    found = document(run, "robustness", "R-12", "--top", "60", *DAY)
    assert outside
    assert found["field"] == len(ranked["rows"]) - len(outside)
    for row in found["rows"]:
        assert (row["robustness"] is None) == bool(row["outside_filter"])
    assert not any(row["surprise"] for row in outside)


def test_candidates_with_the_same_score_share_a_rank(run: Tell) -> None:
    rows = document(run, "match", "R-03", "--top", "60", *DAY)["rows"]
    scores = ranked(np.array([row["score"] for row in rows])).tolist()
    assert len(set(scores)) < len(scores)
    for row, score in zip(rows, scores, strict=True):
        assert row["rank"] == 1 + sum(other > score for other in scores)
    order = [(-score, row["candidate"]) for row, score in zip(rows, scores, strict=True)]
    assert order == sorted(order)


def test_bench_surprise_lists_job_types_for_each_role(run: Tell) -> None:
    found = document(run, "bench", "surprise", "--top", "3")
    assert [one["role"] for one in found["roles"]] == list(ROLES)
    matches = [match for one in found["roles"] for match in one["matches"]]
    assert len(matches) >= len(ROLES)
    assert all(match["z"] >= 1 and len(match["carried"]) >= 2 for match in matches)
    assert all(len(one["matches"]) == min(3, one["surprising"]) for one in found["roles"])
    text = run("bench", "surprise", "payroll clerk", "--top", "3")
    assert found["release"] in text
    assert all(match["job_type"]["label"] in text for match in found["roles"][0]["matches"])
