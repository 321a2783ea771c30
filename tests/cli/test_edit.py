"""The commands of a working copy, from its beginning to a release."""

import json
import shutil
from pathlib import Path

import pytest

from commands import Run
from skillpath.cli.export import ENDINGS, Form
from workspaces import small_workspace

LABEL = '<https://x.example/pay> <http://www.w3.org/2004/02/skos/core#altLabel> "wage software"@en .'


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> list[str]:
    """A workspace to write into."""
    return ["-w", str(shutil.copytree(demo, tmp_path / "own"))]


@pytest.fixture
def small(tmp_path: Path) -> list[str]:
    """The same with a small ontology and nobody in the book: compiled in no time."""
    return ["-w", str(small_workspace(tmp_path / "small", SMALL).folder)]


def test_a_working_copy_is_edited_in_a_file_undone_reviewed_and_released(
    skillpath: Run, small: list[str], tmp_path: Path
) -> None:
    file, said = tmp_path / "skills.ttl", ("--by", "E-1", "--why", "asked for by K-1")
    assert "is a working copy of release" in skillpath("edit", "begin", "pay", "--by", "E-1", *small).out
    assert "--seen 0" in skillpath("edit", "write", "pay", file, *small).out
    empty = tmp_path / "empty.ttl"
    empty.touch()
    refused = skillpath("edit", "take", "pay", empty, *said, "-y", *small)
    assert (refused.code, "says nothing; all of skillpath would be gone" in refused.err) == (1, True)
    file.write_text(file.read_text(encoding="utf-8") + LABEL, encoding="utf-8")
    asked = skillpath("edit", "take", "pay", file, *said, *small, text="n\n")
    assert (asked.code, "also called “wage software”" in asked.out) == (1, True)
    assert (
        "Change set 1: 0 statements removed, 1 added."
        in skillpath("edit", "take", "pay", file, *said, "-y", *small).out
    )
    changed_by_others = skillpath("edit", "take", "pay", file, *said, "--seen", "0", "-y", *small)
    assert (changed_by_others.code, "Others have changed the same" in changed_by_others.err) == (1, True)
    assert "1 statements removed" in skillpath("edit", "undo", "pay", "1", *said, *small).out
    assert "No difference." in skillpath("edit", "diff", "pay", *small).out
    assert skillpath("edit", "undo", "pay", "2", *said, *small).code == 0
    for step, by in (("propose", "E-1"), ("approve", "R-1")):
        assert skillpath("edit", step, "pay", "--by", by, *small).code == 0
    log = json.loads(skillpath("edit", "log", "pay", "--json", *small).out)
    assert [one["undoes"] for one in log["changes"]] == [[], [1], [2]]
    assert [one["step"] for one in log["review"]] == ["proposed", "approved"]
    released = skillpath("edit", "release", "pay", "--by", "R-1", *small).out
    assert "is current" in released
    assert "asked for by K-1 (E-1, " in released
    assert "release " in skillpath("edit", "list", *small).out
    assert (
        "wage software"
        in skillpath(
            "query",
            "-",
            "--format",
            "csv",
            *small,
            text='SELECT ?l { ?s skos:altLabel ?l FILTER(STR(?l) = "wage software") }',
        ).out
    )


def test_what_breaks_a_rule_is_refused_by_name(skillpath: Run, small: list[str], tmp_path: Path) -> None:
    file = tmp_path / "skills.ttl"
    skillpath("edit", "begin", "pay", "--by", "E-1", *small)
    skillpath("edit", "write", "pay", file, *small)
    file.write_text(
        file.read_text(encoding="utf-8") + LABEL.replace("altLabel", "prefLabel"), encoding="utf-8"
    )
    refused = skillpath("edit", "take", "pay", file, "--by", "E-1", "--why", "x", "-y", *small)
    assert (refused.code, "several-preferred-labels" in refused.err) == (1, True)
    assert (
        "Error: There is no working copy tax. Did you mean: pay?"
        in skillpath("edit", "log", "tax", *small).err
    )
    assert "is closed" in skillpath("edit", "close", "pay", "--by", "E-1", *small).out


def test_golden_matches_are_added_checked_and_stand_in_the_way_of_a_release(
    skillpath: Run, own: list[str]
) -> None:
    said, golden = ("--by", "E-1", "--why", "too far"), ("edit", "golden")
    skillpath("edit", "begin", "pay", "--by", "E-1", *own)
    asked = ("--candidate", "C-001", "--role", "R-01")
    neither = skillpath(*golden, "add", "pay", "wrong", *asked, *said, *own)
    assert (neither.code, "--at-least, --not-above or --above" in neither.err) == (1, True)
    added = skillpath(*golden, "add", "pay", "wrong", *asked, "--not-above", "stretch", *said, *own)
    assert added.out == "Change set 1: C-001 is not above “stretch” for R-01.\n"
    broken = skillpath(*golden, "check", "pay", "--json", *own)
    assert (broken.code, [one["holds"] for one in broken.document]) == (1, [False])
    assert "broken  C-001 is not above “stretch” for R-01: " in skillpath(*golden, "check", "pay", *own).out
    for step, by in (("propose", "E-1"), ("approve", "R-1")):
        skillpath("edit", step, "pay", "--by", by, *own)
    refused = skillpath("edit", "release", "pay", "--by", "R-1", *own)
    assert (refused.code, "would break golden matches" in refused.err) == (1, True)
    overruled = skillpath("edit", "release", "pay", "--by", "R-1", "--overrule", "it is a test", *own)
    assert "- Golden match overruled: C-001 is not above “stretch” for R-01: " in overruled.out
    skillpath("edit", "begin", "less", "--by", "E-1", *own)
    assert "is no golden match any more" in skillpath(*golden, "remove", "less", "wrong", *said, *own).out
    assert skillpath(*golden, "list", "less", "--json", *own).document == []


def test_the_way_back_is_one_command_and_names_its_own_undoing(
    skillpath: Run, own: list[str], tmp_path: Path
) -> None:
    said = ("--by", "E-1", "--why", "a test")
    skillpath("edit", "begin", "pay", "--by", "E-1", *own)
    near = ("--candidate", "C-001", "--role", "R-01", "--above", "C-003")
    skillpath("edit", "golden", "add", "pay", "first", *near, *said, *own)
    for step, by in (("propose", "E-1"), ("approve", "R-1"), ("release", "R-1")):
        assert skillpath("edit", step, "pay", "--by", by, *own).code == 0
    went = skillpath("edit", "back", "previous", *said, *own)
    before = went.out.split("skillpath edit back ")[1].strip()
    assert skillpath("edit", "back", before, *said, *own).code == 0
    asked = "SELECT ?why { GRAPH graph:provenance { ?turn a sp:ReleaseTurn ; dct:description ?why } }"
    answer = skillpath("query", "-", "--format", "csv", *own, text=asked)
    assert answer.out.splitlines() == ["why", "a test", "a test"]
    found = skillpath("edit", "turns", "--json", *own).document
    assert [(one["by"], one["working_copy"]) for one in found] == [
        ("E-1", None),
        ("E-1", None),
        ("R-1", "pay"),
    ]
    assert found[0]["release"] == before == found[2]["release"]
    assert before in skillpath("edit", "turns", *own).out
    file = tmp_path / "provenance.ttl"
    assert str(file) in skillpath("export", "provenance", file, *own).out
    assert "prov:Activity" in file.read_text(encoding="utf-8")
    then = skillpath("then", "C-001", "R-01", "--release", before, *own).out
    assert then.startswith("Then (")
    assert "together" in then
    neither = skillpath("then", "C-001", "R-01", *own)
    assert (neither.code, "--on or --release" in neither.err) == (1, True)


def test_a_sheet_of_a_working_copy_is_taken_as_one_change_set(
    skillpath: Run, own: list[str], tmp_path: Path
) -> None:
    file, said = tmp_path / "industries.csv", ("--by", "E-1", "--why", "clearer")
    skillpath("edit", "begin", "trade", "--by", "E-1", *own)
    assert "--seen 0" in skillpath("edit", "sheet", "write", "trade", "industries", file, *own).out
    assert "--replace" in skillpath("edit", "sheet", "write", "trade", "industries", file, *own).err
    assert "No difference." in skillpath("edit", "sheet", "take", "trade", file, *said, *own).out
    sheet = file.read_text(encoding="utf-8-sig")
    file.write_text(sheet.replace(",mining and quarrying,", ",mines and quarries,"), encoding="utf-8")
    asked = skillpath("edit", "sheet", "take", "trade", file, *said, *own, text="n\n")
    assert (asked.code, "is now “mines and quarries” (en)" in asked.out) == (1, True)
    taken = skillpath("edit", "sheet", "take", "trade", file, *said, "--seen", "0", "-y", *own)
    assert "Change set 1 is kept." in taken.out
    late = skillpath("edit", "sheet", "take", "trade", file, *said, "--seen", "0", "-y", *own)
    assert "Others have changed the same" in late.err
    assert "No difference." in skillpath("edit", "sheet", "take", "trade", file, *said, *own).out


SMALL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix x: <https://x.example/> .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay .
x:pay a esco:Skill ; skos:prefLabel "pay"@en ; skos:altLabel "wages "@en .
"""


def test_what_breaks_the_rules_is_counted_and_mended(skillpath: Run, tmp_path: Path) -> None:
    own = ("-w", str(small_workspace(tmp_path / "own", SMALL).folder))
    skillpath("edit", "begin", "pay", "--by", "E-1", *own)
    assert "skillpath check --release" in skillpath("edit", "quality", "pay", *own).err
    assert "not counted" in skillpath("edit", "quality", *own).out
    checked = skillpath("check", "--release", "current", "--severity", "error", *own)
    assert (checked.code, "error: 0" in checked.out) == (0, True)
    assert "is checked as it is" in skillpath("check", tmp_path, "--release", "current", *own).err
    (released,) = json.loads(skillpath("edit", "quality", "--json", *own).out)
    assert (released["counts"]["missing-label"], released["counts"]["label-spaces"]) == (0, 1)
    (_, spaces) = json.loads(skillpath("edit", "quality", "pay", "--json", *own).out)[::-1]
    assert spaces == {"rule": "label-spaces", "severity": "warning", "now": 1, "brought": 0, "mended": 0}
    fixed = skillpath("edit", "fix", "pay", "label-spaces", "--by", "E-1", "-y", *own).out
    assert "is now also called “wages”" in fixed
    assert "Change set 1 is kept." in fixed
    nothing = skillpath("edit", "fix", "pay", "label-spaces", "--by", "E-1", "-y", *own)
    assert (nothing.code, "Nothing here can be mended" in nothing.err) == (1, True)


def test_the_ontology_is_exported_as_a_release_or_as_a_working_copy_has_it(
    skillpath: Run, tmp_path: Path
) -> None:
    own = ("-w", str(small_workspace(tmp_path / "own", SMALL).folder))
    skillpath("edit", "begin", "pay", "--by", "E-1", *own)
    turtle, before = tmp_path / "a.ttl", tmp_path / "before.ttl"
    assert "is written: release " in skillpath("export", "ontology", before, *own).out
    turtle.write_text(before.read_text(encoding="utf-8").replace('"wages "', '"wages"'), "utf-8")
    skillpath("edit", "take", "pay", turtle, "--by", "E-1", "--why", "x", "-y", *own)
    assert "--replace" in skillpath("export", "ontology", before, *own).err
    told = skillpath("export", "ontology", before, "--replace", "--working-copy", "pay", *own).out
    assert "working copy pay after change set 1" in told
    assert before.read_text(encoding="utf-8") == turtle.read_text(encoding="utf-8")
    sheet = tmp_path / "skills.csv"
    assert "--scheme" in skillpath("export", "ontology", sheet, *own).err
    assert skillpath("export", "ontology", sheet, "--scheme", "skills", *own).code == 0
    assert "https://x.example/pay" in sheet.read_text(encoding="utf-8-sig")
    refused = skillpath("export", "ontology", tmp_path / "b.ttl", "--origin", "esco", *own).err
    assert "The ontology has no part esco: there is skillpath." in refused


def test_the_form_of_an_export_is_named_or_is_what_the_file_ends_in(skillpath: Run, tmp_path: Path) -> None:
    own = ("-w", str(small_workspace(tmp_path / "own", SMALL).folder))
    for ending, form in ENDINGS.items():
        scheme = ("--scheme", "skills") if form in (Form.CSV, Form.XLSX) else ()
        ended, named = tmp_path / f"ended{ending}", tmp_path / f"named{ending}.{form}"
        assert skillpath("export", "ontology", ended, *scheme, *own).code == 0
        assert skillpath("export", "ontology", named, "--as", form, *scheme, *own).code == 0
        assert form is Form.XLSX or ended.read_bytes() == named.read_bytes()
    assert skillpath("export", "ontology", tmp_path / "a.TTL", *own).code == 0
    refused = skillpath("export", "ontology", tmp_path / "taxonomy", *own)
    assert (refused.code, (tmp_path / "taxonomy").exists()) == (1, False)
    assert "the ending says no form. Name it with --as" in refused.err


def test_suggestions_are_listed_taken_rejected_and_taken_back(skillpath: Run, tmp_path: Path) -> None:
    twins = "".join(f'x:{n} a esco:Skill ; skos:prefLabel "bookkeeping{n}"@en .\n' for n in ("", "s"))
    own = ("-w", str(small_workspace(tmp_path / "own", SMALL + twins.replace("x: ", "x:b ")).folder))
    skillpath("edit", "begin", "pay", "--by", "E-1", *own)
    assert "Near duplicates are not looked for" in skillpath("edit", "suggest", "pay", *own).out
    skillpath("check", "--release", "current", *own)
    (one,) = json.loads(skillpath("edit", "suggest", "pay", "--json", *own).out)
    assert one["says"] == "bookkeeping and bookkeepings are called almost alike"
    rejected = skillpath("edit", "reject", "pay", one["key"], "--by", "E-1", "--why", "both are meant", *own)
    assert "Rejected: bookkeeping and bookkeepings" in rejected.out
    assert "0 suggestions" in skillpath("edit", "suggest", "pay", *own).out
    assert "both are meant" in skillpath("edit", "suggest", "pay", "--rejected", *own).out
    skillpath("edit", "reconsider", one["key"], *own)
    wrong = skillpath("edit", "accept", "pay", one["key"], "--by", "E-1", "--way", "drop", *own)
    assert "keep-first" in wrong.err
    taken = skillpath("edit", "accept", "pay", one["key"], "--by", "E-1", *own).out
    assert "Change set 1 is kept: bookkeeping and bookkeepings are called almost alike" in taken
