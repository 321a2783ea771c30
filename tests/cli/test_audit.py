"""``audit`` as a person or a program runs it: what commands show is in the log, and is the same again."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from commands import Ran, Run
from skillpath.agency.audit.kinds import LEAST_DAYS
from skillpath.checker import sha256
from skillpath.data import bundled

DAY = ("--as-of", "2026-11-01")

Tell = Callable[..., Ran]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """The demonstration agency, for the tests of this file alone."""
    return Path(shutil.copytree(demo, tmp_path_factory.mktemp("audit") / "workspace"))


@pytest.fixture
def run(skillpath: Run, own: Path) -> Tell:
    return lambda *arguments: skillpath(*arguments, "-w", own)


def logged(run: Tell, *arguments: str) -> list[Any]:
    found: list[Any] = run("audit", "list", "--top", "500", "--json", *arguments).document
    return found


SHOWING = {
    ("match", "R-01", "--location", "DE", *DAY): [("ranking shown", "match")],
    ("rank", "R-01", "R-02", "--top", "3", *DAY): [("ranking shown", "rank")] * 2,
    ("roles", "C-003", *DAY): [("ranking shown", "roles")],
    ("search", "R-02", *DAY): [("ranking shown", "search")],
    ("surprise", "R-03", *DAY): [("ranking shown", "surprise")],
    ("robustness", "R-04", *DAY): [("ranking shown", "robustness")],
    ("explain", "C-003", "R-01", "--for", "client", *DAY): [("explanation opened", "explain for the client")],
    ("improve", "C-003", "R-01", *DAY): [("explanation opened", "improve")],
    ("compare", "C-003", "C-004", "R-01", *DAY): [("explanation opened", "compare")] * 2,
    ("why-not", "C-010", "R-01", *DAY): [("explanation opened", "why-not")],
}
"""Command → what it leaves in the log."""


@pytest.mark.parametrize("command", SHOWING, ids=lambda command: command[0])
def test_what_a_command_shows_is_in_the_log_and_is_the_same_again(
    run: Tell, command: tuple[str, ...]
) -> None:
    assert run(*command).code == 0
    new = logged(run)[: len(SHOWING[command])]
    assert [(one["event"], one["details"]["via"]) for one in new] == SHOWING[command]
    for one in new:
        again = run("audit", "replay", str(one["number"]), "--json")
        assert (again.code, again.document["same"], again.document["differences"]) == (0, True, [])


def test_a_decision_is_logged_with_the_match_as_it_was(run: Tell, tmp_path: Path) -> None:
    proof = tmp_path / "certificate.json"
    run("explain", "C-012", "R-01", "--certificate", proof, *DAY)
    day = ("--day", "2026-11-01")
    assert run("decide", "C-012", "R-01", "placed", "--by", "K-1", "--reason", "knows her", *day).code == 0
    found = logged(run, "--certificate", sha256(json.loads(proof.read_text())))
    assert [one["event"] for one in found] == ["override", "decision", "explanation opened"]
    assert found[0]["details"]["against_score"]
    assert "knows her" not in json.dumps(found)


def test_the_log_is_verified_exported_and_kept(run: Tell, skillpath: Run, own: Path, tmp_path: Path) -> None:
    noted = run("audit", "head").out.strip()
    assert run("audit", "verify", "--head", noted).out.startswith("The log is whole: ")
    file = tmp_path / "log.csv"
    assert run("audit", "export", file, "--candidate", "C-003").code == 0
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["event"] for row in rows} >= {"ranking shown", "explanation opened"}
    assert f"{LEAST_DAYS} days at least" in run("audit", "prune", "--days", "10").err
    assert "Nothing is older" in run("audit", "prune").out
    assert "no kind of entry" in run("audit", "list", "--event", "nonsense").err
    forged = Path(shutil.copytree(own, tmp_path / "forged"))
    with closing(sqlite3.connect(forged / "book.sqlite")) as raw:
        raw.execute("DROP TRIGGER audit_stays")
        raw.execute("DELETE FROM audit WHERE number = 2")
        raw.commit()
    found = skillpath("audit", "verify", "-w", forged)
    assert (found.code, found.out.splitlines()[0]) == (1, "The log is not whole.")


def test_fairness_is_told_where_attributes_may_be_held(run: Tell) -> None:
    refused = run("audit", "fairness", "R-01")
    assert (refused.code, "attributes allow" in refused.err) == (1, True)
    file = bundled("agency/attributes.csv")
    assert run("audit", "attributes", "allow", "--by", "K-1", "--reason", "invented").code == 0
    assert run("audit", "attributes", "import", file, "--by", "K-1").out.startswith("The attributes of 60")
    told = run("audit", "fairness", "R-01", *DAY).out
    assert "10 of 60 selected" in told
    assert "too few to show" in told
    document = run("audit", "fairness", "R-01", "R-02", "--top", "5", "--json", *DAY).document
    assert [one["selected"] for one in document["roles"]] == [5, 5]
    assert run("audit", "attributes", "forbid", "--by", "K-1").code == 0
    assert run("audit", "fairness", "R-01").code == 1


@pytest.mark.parametrize(
    ("language", "title"), [("en", "How your"), ("de", "Wie Ihr"), ("fr", "Comment votre")]
)
def test_the_notice_is_there_in_every_language(skillpath: Run, language: str, title: str) -> None:
    told = skillpath("audit", "notice", "--lang", language).out
    assert told.startswith(title)
    assert str(LEAST_DAYS) in told
    assert "{" not in told
