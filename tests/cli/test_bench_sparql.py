"""The W3C's tests against the endpoint, on a small suite of our own: what passes, what fails, and why."""

from pathlib import Path

import pytest

from commands import Run
from skillpath.bench.conformance import Outcome
from skillpath.ontology.conformance.manifests import read_suite
from skillpath.ontology.conformance.results import found

SUITE = Path(__file__).parents[1] / "data" / "sparql-suite"

FAILED = {
    "rows that are not there": "another answer",
    "a query that is one, and should not be": "a wrong query was taken",
    "a query without its media type, which should be taken": "status 415: Send the query as application/",
}


def test_every_test_of_a_suite_is_asked_and_judged(skillpath: Run) -> None:
    said = skillpath("bench", "conformance", SUITE, "--json").document
    failed = {one["name"]: one["why"] for one in said["tests"] if one["outcome"] == Outcome.FAILED}
    assert failed.keys() == FAILED.keys()
    assert [name for name, why in FAILED.items() if not failed[name].startswith(why)] == []
    assert [one["name"] for one in said["tests"] if one["outcome"] == Outcome.REFUSED] == ["an update"]
    assert {outcome: said[outcome] for outcome in Outcome} == {"passed": 8, "failed": 3, "refused": 1}
    assert len(read_suite(SUITE)) == 12


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (b"?a\t?b\n1.50\t_:x\n", b"?b\t?a\n_:y\t1.5\n", True),
        (b"?a\n1\n1\n", b"?a\n1\n", False),
        (b"?a\n1\n", b'?a\n"1"\n', False),
        (b"?a\t?b\n_:x\t_:x\n", b"?a\t?b\n_:x\t_:y\n", False),
        (b"?a\t?b\n1\t\n", b"?a\t?b\n\t1\n", False),
    ],
)
def test_equal_is_what_says_the_same(one: bytes, other: bytes, same: bool) -> None:
    read = [found(answer, "text/tab-separated-values", "") for answer in (one, other)]
    assert (read[0] == read[1]) is same
