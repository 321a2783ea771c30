"""The commands on sources, consultants and the firm, as a person runs them."""

import json
from pathlib import Path

import pytest

from commands import Run
from firms import claiming, firm, iri, worked
from skillpath.agency.sources.same_person import person_key
from skillpath.agency.workspace import Workspace

pytestmark = pytest.mark.usefixtures("folder")

SALT = "agreed among the firms"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = firm(tmp_path / "workspace", worked("C-1", "clerk", "hotel"), claiming("C-2", "pay")).folder
    monkeypatch.setenv("SKILLPATH_WORKSPACE", str(made))
    return made


@pytest.fixture
def partner(tmp_path: Path) -> Path:
    folder = tmp_path / "partner"
    folder.mkdir()
    (folder / "spells.csv").write_text(
        f"code,job_type,industry,start\n<b>P</b>,{iri('clerk')},{iri('clinic')},2001-01-01\nP-2,,,soon\n"
    )
    return folder


def test_a_source_is_added_tried_searched_and_removed(skillpath: Run, partner: Path) -> None:
    added = skillpath(
        "source", "add", "partner", "--kind", "folder", "--address", partner, "--industry", "Clinics"
    )
    assert "skillpath source test partner" in added.out
    (listed,) = skillpath("source", "list", "--json").document
    assert (listed["address"], listed["industries"]) == (str(partner), [iri("clinic")])
    assert "clinics" in skillpath("source", "list").out

    tried = skillpath("source", "test", "partner")
    assert "partner: partial. Candidates: 1, after" in tried.out
    assert "1 row was not understood (spells.csv:3: start: “soon” is no day" in tried.out
    assert skillpath("source", "test", "partner", "--json", "--role", "R-2").document["candidates"] == 1

    shown = skillpath("search", "R-1", "--top", "2", "--as-of", "2026-11-01").out
    assert "partner:<b>P</b>" in shown
    assert "1 row was not understood" in shown
    found = skillpath("search", "R-1", "--source", "own", "--json").document
    assert [row["candidate"] for row in found["rows"]] == ["C-1", "C-2"]

    assert skillpath("source", "remove", "partner").code == 0
    assert skillpath("source", "list", "--json").document == []
    assert "no source “partner”" in skillpath("source", "test", "partner").err


def test_a_mapping_query_is_kept_with_the_source(skillpath: Run, tmp_path: Path) -> None:
    query = tmp_path / "people.rq"
    query.write_text("SELECT ?code WHERE {}", encoding="utf-8")
    place = ("--kind", "sparql", "--address", "http://127.0.0.1:9/sparql")
    assert skillpath("source", "add", "graph", *place, "--mapping", query).code == 0
    (listed,) = skillpath("source", "list", "--json").document
    assert (listed["mapping"], listed["kind"]) == ("SELECT ?code WHERE {}", "sparql")
    for wrong, said in [((), "has a mapping query"), (("--mapping", tmp_path / "none.rq"), "Cannot read")]:
        refused = skillpath("source", "add", "other", *place, *wrong)
        assert (refused.code, said in refused.err) == (1, True)


def test_keys_are_made_with_the_salt_of_the_environment(
    skillpath: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys.csv"
    file.write_text("code,email\nC-1,ada@example.org\n")
    assert "fewer than 16" in skillpath("source", "keys", file).err
    monkeypatch.setenv("SKILLPATH_PERSON_SALT", SALT)
    assert "Candidates with keys: 1." in skillpath("source", "keys", file).out
    book = b"".join(file.read_bytes() for file in folder.glob("book.sqlite*"))  # and what is written ahead
    assert person_key("ada@example.org", salt=SALT).encode() in book
    assert b"ada@example.org" not in book


def test_consultants_are_added_listed_and_asked(skillpath: Run) -> None:
    skillpath("consultant", "add", "K-1", "--specialism", "Pay clerk", "--specialism", "hotels")
    skillpath("consultant", "add", "K-2", "--specialism", "cashier")
    assert "K-1         pay clerk, hotels" in skillpath("consultant", "list").out
    assert [one["code"] for one in skillpath("consultant", "list", "--json").document] == ["K-1", "K-2"]
    shown = skillpath("route", "R-1").out
    assert shown.index("K-1") < shown.index("K-2")
    assert "pay clerk itself" in shown
    assert [row["consultant"] for row in skillpath("route", "R-2", "--json").document["rows"]] == [
        "K-1",
        "K-2",
    ]
    assert skillpath("consultant", "remove", "K-1").code == 0
    assert "There is no consultant K-1" in skillpath("consultant", "remove", "K-1").err
    assert "No concept is called" in skillpath("consultant", "add", "K-3", "--specialism", "payroll").err


def test_what_a_firm_says_of_itself_is_shown_and_changed(skillpath: Run) -> None:
    assert "Industry: any" in skillpath("agency").out
    said = skillpath("agency", "--name", "Pay & Co", "--industry", "clinics", "--share", "--json")
    assert said.document == {"name": "Pay & Co", "industry": iri("clinic"), "shares": True}
    assert json.loads(skillpath("match", "R-2", "--json").out)["role"]["industry"] == "clinics"
    kept = skillpath("agency", "--any-industry", "--json").document
    assert kept == {"name": "Pay & Co", "industry": None, "shares": True}
    assert skillpath("agency", "--any-industry", "--industry", "hotels").code == 2


def test_criteria_of_a_role_are_changed_without_giving_it_the_firms_industry(
    skillpath: Run, folder: Path
) -> None:
    skillpath("agency", "--industry", "clinics")
    assert skillpath("criteria", "R-2", "--bottleneck", "0.2").code == 0
    skillpath("agency", "--any-industry")
    role = Workspace.open(folder).book.role("R-2")
    assert (role.industry, role.changes.bottleneck) == (None, 0.2)
    assert role.changes.industry_only is None


def test_there_is_a_role_to_try_a_source_with(skillpath: Run, partner: Path) -> None:
    skillpath("source", "add", "partner", "--kind", "folder", "--address", partner)
    assert "no role R-9" in skillpath("source", "test", "partner", "--role", "R-9").err
