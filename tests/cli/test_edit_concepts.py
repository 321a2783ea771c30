"""The commands on concepts: each shows what it would change, asks, and keeps it as one change set."""

from pathlib import Path

import pytest

from commands import Run
from skillpath.ontology import vocabulary as v
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix x: <https://x.example/> .
x:scheme a skos:ConceptScheme ; skos:prefLabel "skills"@en .
x:money a sp:SkillGroup ; skos:prefLabel "money"@en ; skos:inScheme x:scheme .
x:office a sp:SkillGroup ; skos:prefLabel "office"@en ; skos:inScheme x:scheme .
x:pay a esco:Skill ; skos:prefLabel "pay"@en, "Lohn"@de ; skos:altLabel "wages"@en ;
    skos:inScheme x:scheme ; skos:broader x:money .
x:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:inScheme x:scheme ; skos:broader x:money .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay .
"""
SAID = ("--by", "E-1", "--why", "asked for by K-1")


@pytest.fixture
def own(tmp_path: Path, skillpath: Run) -> list[str]:
    """A workspace with a working copy."""
    there = ["-w", str(small_workspace(tmp_path / "own", TURTLE).folder)]
    assert skillpath("edit", "begin", "try", "--by", "E-1", *there).code == 0
    return there


def test_a_concept_is_shown_and_changed_after_it_was_asked(skillpath: Run, own: list[str]) -> None:
    change = ("edit", "set", "try", "clerk", "--optional", "TAX=0.4", "--alt", "de=Schreiber", *SAID)
    asked = skillpath(*change, *own, text="n\n")
    assert (asked.code, "now needs *tax* (optional)" in asked.out) == (1, True)
    assert "warning" not in asked.out
    assert "Kept as change set 1." in skillpath(*change, *own, text="y\n").out
    form = skillpath("edit", "show", "try", "clerk", "--json", *own).document
    assert form["optional"] == [{"iri": "https://x.example/tax", "weight": 0.4, "source": "asked for by K-1"}]
    assert form["alternatives"] == {"de": ["Schreiber"]}
    shown = skillpath("edit", "show", "try", "clerk", *own).out
    assert "tax = 0.4 (asked for by K-1)" in shown
    dropped = skillpath(
        "edit", "set", "try", "clerk", "--drop", "tax", "--drop", "Schreiber", *SAID, "-y", *own
    )
    assert "no longer needs *tax* (optional)" in dropped.out
    back = skillpath("edit", "show", "try", "clerk", "--json", *own).document
    assert (back["optional"], back["alternatives"], len(back["essential"])) == ([], {}, 1)


def test_programs_see_the_difference_and_keep_nothing_without_yes(skillpath: Run, own: list[str]) -> None:
    rename = ("edit", "rename", "try", "Lohn", "en=payroll", *SAID, "--json", *own)
    assert skillpath(*rename).document["change_set"] is None
    kept = skillpath(*rename, "-y").document
    assert (kept["change_set"], kept["counts"]) == (1, {"concepts relabelled": 1, "alternative labels": 1})


def test_a_concept_lives(skillpath: Run, own: list[str]) -> None:
    new = ("edit", "add", "try", "skill", "--label", "en=Fringe benefits", "--broader", "money")
    refused = skillpath(*new, *SAID, "-y", *own)
    assert "warning: Fringe benefits: has no definition (missing-definition)" in refused.out
    assert (refused.code, "A concept has exactly one English definition. (shape)" in refused.err) == (1, True)
    assert skillpath(*new, "--definition", "en=x", *SAID, "--skill-type", "knowledge", "-y", *own).code == 0
    assert str(v.SKILL["fringe-benefits"]) in skillpath("edit", "show", "try", "fringe benefits", *own).out
    moved = skillpath("edit", "move", "try", "pay", "--under", "office", *SAID, "-y", *own)
    assert "is no longer under *money*; is now under *office*" in moved.out
    split = (
        *("edit", "split", "try", "pay", "--into", "en=gross pay", "--into", "en=net pay"),
        *("--give", "wages=gross pay", "--give", "clerk=net pay", "--define", "gross pay=Before tax."),
    )
    short = skillpath(*split, *SAID, "-y", *own)
    assert (short.code, "net pay: A concept has exactly one English definition" in short.err) == (1, True)
    typed = skillpath("edit", "set", "try", "pay", "--skill-type", "knowledge", *SAID, "-y", *own)
    assert typed.code == 0
    shared = skillpath(*split, "--define", "net pay=After tax.", *SAID, "-y", *own)
    assert "now needs *net pay* (essential)" in shared.out
    merged = skillpath("edit", "merge", "try", "tax", "gross pay", *SAID, "-y", *own)
    assert "tax: is now replaced by *gross pay*" in merged.out
    for command, said in (
        (("deprecate", "try", "fringe benefits", "--replaced-by", "net pay"), "is now replaced by *net pay*"),
        (("restore", "try", "fringe benefits"), "is no longer marked as retired"),
    ):
        assert said in skillpath("edit", *command, *SAID, "-y", *own).out


REFUSED = {
    ("set", "try", "payy", "--alt", "x"): "No concept is called “payy” here: write a preferred label",
    ("set", "try", "pay", "--related", "tax=3"): "a weight is above 0 and at most 1",
    ("set", "try", "pay", "--drop", "tax"): "“tax” is no other label of pay, and no link leads there",
    ("set", "try", "clerk", "--exact", "nowhere x"): "No concept is called",
    ("add", "try", "thing", "--label", "en=x"): "'thing' is no kind of concept: it is one of skill",
    ("split", "try", "pay", "--into", "a", "--into", "b", "--give", "x"): "'x' is not THING=NEW",
    ("merge", "try", "pay", "clerk"): "are one, or of two kinds",
    ("merge", "none", "pay", "tax"): "There is no working copy none",
}


def test_what_cannot_be_is_refused_with_the_remedy(skillpath: Run, own: list[str]) -> None:
    for arguments, said in REFUSED.items():
        refused = skillpath("edit", *arguments, *SAID, "-y", *own)
        assert (refused.code, said in refused.err) == (1, True), refused.err
    assert skillpath("edit", "log", "try", "--json", *own).document["changes"] == []
