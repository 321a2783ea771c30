"""The estimate follows from what was measured, in a way that a reader can reckon."""

import pytest

from drawn import network
from skillpath.bench.batch_throughput import (
    Job,
    Throughput,
    measure_throughput,
    throughput_document,
    throughput_tables,
)
from skillpath.ontology.catalogue import RelationKind as R

NETWORK = network(
    [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in range(4)]
    + [(f"i{n}", R.TEACHES, f"s{n}") for n in range(2)]
)

ROUND = Throughput(
    job=Job(candidates=1_050, roles=200, cores=2),
    candidates=100,
    roles=10,
    read_s=4.0,
    role_s=0.48,
    candidate_bytes=50.0,
    row_bytes=20.0,
    sent_bytes=1 << 20,
)


def test_the_estimate_is_reckoned_from_the_measured() -> None:
    """Eleven batches of 4 + 200 × 0.48 = 100 s on two cores: six rounds of 100 s."""
    assert ROUND.batch_s == pytest.approx(100.0)
    assert ROUND.batches == 11
    assert ROUND.hours == pytest.approx(600 / 3600)
    assert ROUND.pairs_per_second == pytest.approx(200.0)
    assert ROUND.answer_bytes == 11 * 200 * 100 * 20


def test_the_report_shows_both() -> None:
    measured, estimate = throughput_tables(ROUND)
    assert ["a role, ms", "480.0"] in measured.rows
    assert ["batches", "11"] in estimate.rows
    assert throughput_document(ROUND)["job"] == {"candidates": 1_050, "roles": 200, "cores": 2}


def test_what_spark_calls_is_measured() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: install skillpath[spark]")
    job = Job(candidates=1000, roles=6, cores=1)
    found = measure_throughput(NETWORK, 50, 3, job=job, seed=1, progress=lambda _part, _done, _total: None)
    assert (found.job, found.candidates, found.roles) == (job, 50, 3)
    assert found.role_s > 0
    assert found.sent_bytes > 1000
    assert found.row_bytes > 0
