"""The commands on queries: run by name with parameters, saved in the book, shared, removed and had back."""

from pathlib import Path

import pytest

from commands import Run
from firms import claiming, firm, worked


@pytest.fixture
def own(tmp_path: Path) -> list[str | Path]:
    firm(tmp_path / "firm", worked("C-1", "clerk", "clinic"), claiming("C-2", "tax"))
    return ["-w", tmp_path / "firm"]


def test_a_query_is_run_by_name(skillpath: Run, own: list[str | Path]) -> None:
    asked = ("queries", "run", "where-a-skill-is-learned", "--param", "skill=tax", *own)
    shown = skillpath(*asked)
    assert shown.out.splitlines()[0] == "Where a skill is learned"
    assert [line.split("  ")[0] for line in shown.out.splitlines()[-2:]] == ["cashier", "pay clerk"]
    rows = skillpath(*asked, "--format", "csv").out.splitlines()
    assert rows == [
        "where,how",
        "https://agency.example/cashier,essential in the job",
        "https://agency.example/clerk,essential in the job",
    ]
    assert len(skillpath(*asked, "--json").document["results"]["bindings"]) == 2
    cut = skillpath(*asked, "--rows", "1")
    assert (cut.code, cut.err) == (0, "Cut after 1 rows: raise --rows for more.\n")


def test_what_cannot_be_asked_says_why(skillpath: Run, own: list[str | Path]) -> None:
    wrong = skillpath("queries", "run", "hub-skills", "--param", "least=x", "--param", "most=1", *own)
    assert wrong.code == 1
    assert "least: “x” is no number" in wrong.err
    assert "most: the query has no such parameter; it has least." in wrong.err
    assert "says no value" in skillpath("queries", "run", "hub-skills", "--param", "least", *own).err
    assert "Did you mean: hub-skills?" in skillpath("queries", "show", "hub-skill", *own).err


def test_a_query_is_saved_shared_removed_and_had_back(
    skillpath: Run, own: list[str | Path], tmp_path: Path
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# title: Mine\n# about: all\nSELECT ?s { ?s a esco:Skill }", encoding="utf-8")
    assert skillpath("queries", "save", file, "--by", "K-1", *own).out == "1: Mine\n"
    listed = skillpath("queries", "list", "--json", *own).document
    assert listed[-1] | {"for": []} == {
        "name": "1",
        "title": "Mine",
        "for": [],
        "parameters": [],
        "owner": "K-1",
        "sharing": "private",
    }
    assert "payroll" in skillpath("queries", "run", "1", *own).out
    assert "/queries/1?key=" in skillpath("queries", "share", "1", "--with", "link", *own).out
    file.write_text("# title: Ours\nASK {}", encoding="utf-8")
    assert "not yours" in skillpath("queries", "save", file, "--by", "K-2", "--instead-of", "1", *own).err
    assert skillpath("queries", "save", file, "--by", "K-1", "--instead-of", "1", *own).out == "1: Ours\n"
    assert skillpath("queries", "show", "1", "--json", *own).document["title"] == "Ours"
    assert skillpath("queries", "run", "1", *own).out.endswith("true\n")
    assert skillpath("queries", "remove", "1", *own).code == 0
    assert skillpath("queries", "run", "1", *own).code == 1
    assert skillpath("queries", "restore", "1", *own).out == "1 is there again.\n"
