"""The shipped numbers are what the command wrote, of values that it tries, and say where they come from."""

import tomllib
from dataclasses import asdict
from typing import Any

import pytest

from skillpath.bench.tuned_file import HEAD
from skillpath.bench.tuning import GRID
from skillpath.data import bundled
from skillpath.graph.tuned import FILE, TUNED

TEXT = bundled(FILE).read_text(encoding="utf-8")


@pytest.fixture
def document() -> dict[str, Any]:
    return tomllib.loads(TEXT)


def test_the_file_is_as_the_command_writes_it(document: dict[str, Any]) -> None:
    assert TEXT.startswith(HEAD)
    assert list(document) == ["values", "search", "start", "release", "gold"]
    assert document["values"] == asdict(TUNED)


@pytest.mark.parametrize("name", GRID)
def test_a_number_is_one_that_the_search_tries(name: str) -> None:
    assert getattr(TUNED, name) in GRID[name]


def test_no_gold_standard_is_ranked_worse_than_by_a_baseline(document: dict[str, Any]) -> None:
    for gold in document["gold"]:
        assert len(gold["sha256"]) == 64
        for direction in ("fixed_role", "fixed_origin"):
            assert gold[f"{direction}_after"] >= gold[f"{direction}_best_baseline"]
