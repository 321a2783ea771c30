"""The soak: whether a server grows, and what is told of a run."""

import os

import numpy as np
import pytest

from skillpath.bench.soak import Soak
from skillpath.bench.soak_memory import Look, looking, slope
from skillpath.bench.soak_report import soak_document, soak_tables


def looks(*megabytes: float) -> list[Look]:
    return [Look(10.0 * n, held, 5.0) for n, held in enumerate(megabytes)]


def test_what_is_used_for_the_first_time_is_no_growth() -> None:
    found = slope(looks(*range(100, 200, 10), *[300] * 30))
    assert found is not None
    assert (found.value, found.low, found.high) == (0, 0, 0)


@pytest.mark.parametrize("growth", [-2.0, 3.0])
def test_growth_is_found_under_noise(growth: float) -> None:
    noise = np.random.default_rng(0).normal(0, 0.5, 360)
    found = slope(looks(*(300 + growth * np.arange(360) / 360 + noise)))
    assert found is not None
    assert found.low < growth < found.high
    assert found.low > 0 or found.high < 0


def test_of_a_few_looks_nothing_is_said() -> None:
    assert slope(looks(100, 200, 300)) is None


def test_a_process_is_looked_at_until_it_is_over() -> None:
    with looking(os.getpid(), every=60) as seen:
        pass
    assert len(seen) == 1
    assert seen[0].server > 10


def test_a_run_is_told_to_people_and_to_programs() -> None:
    run = Soak(
        candidates=300,
        users=2,
        seconds=60.0,
        ms={"role": np.array([10.0, 20.0, 30.0]), "note": np.array([])},
        errors={"note: status 503": 2},
        looks=looks(100, 200, 300),
        log={"info": 5, "error": 1},
    )
    document = soak_document(run)
    assert document["kinds"] == {"role": {"visits": 3, "p50_ms": 20.0, "p95_ms": 29.0, "max_ms": 30.0}}
    assert (document["megabytes_an_hour"], document["errors"]) == (None, {"note: status 503": 2})
    visits, whole = soak_tables(run)
    assert [row[:3] for row in visits.rows] == [["role", "3", "0.05"]]
    told = {row[0]: row[1] for row in whole.rows}
    assert (told["visits that failed"], told["lines of the log: errors"]) == ("2", "1")
    assert told["growth of the server, MB an hour (95 %)"] == "–"
