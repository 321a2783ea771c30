"""What breaks the rules is counted and kept with a release; a working copy tells what it brought."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from skillpath.agency.editing.fixing import fix, fixes
from skillpath.agency.editing.quality import count, found, history, quality_of
from skillpath.agency.editing.working_copies import begin, change, log, view
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.quality import key_of
from skillpath.ontology.editing.statements import Statement
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix x: <https://x.example/> .
x:all a sp:SkillGroup ; skos:prefLabel "all"@en ; skos:definition "All."@en .
x:money a sp:SkillGroup ; skos:prefLabel "money"@en ; skos:definition "Money."@en ; skos:broader x:all .
x:pay a esco:Skill ; skos:prefLabel " pay"@en ; skos:definition "Pay."@en ; skos:broader x:all, x:money .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; skos:definition "Clerk."@en ;
  esco:relatedEssentialSkill x:pay .
"""


def said(one: str, predicate: str, value: ox.NamedNode | ox.Literal) -> Statement:
    return BUNDLED, ox.Triple(ox.NamedNode(f"https://x.example/{one}"), ox.NamedNode(str(predicate)), value)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path / "workspace", TURTLE)
    begin(made, "pay", by="E-1")
    return made


def test_what_is_counted_is_kept_with_the_release_and_can_be_mended(workspace: Workspace) -> None:
    assert [one.counts for one in history(workspace)] == [None]
    with pytest.raises(
        InputError, match=f"not counted yet: `skillpath check --release {workspace.release.name}"
    ):
        quality_of(workspace, "pay")
    findings = count(workspace, workspace.release)
    kept = found(workspace, workspace.release)
    assert [(one.rule, one.flaw, one.label, one.message) for one in kept] == [
        (one.rule, one.flaw, one.label, one.message) for one in findings
    ]
    (counted,) = history(workspace)
    assert counted.counts is not None
    assert {rule: number for rule, number in counted.counts.items() if number} == {
        "label-spaces": 1,
        "redundant-broader": 1,
    }
    assert "hub-skill" not in counted.counts
    made = fix(workspace, "pay", by="E-2", rule="label-spaces")
    assert made is not None
    assert made.edit == Edit(
        frozenset((said("pay", v.PREF_LABEL, ox.Literal(" pay", language="en")),)),
        frozenset((said("pay", v.PREF_LABEL, ox.Literal("pay", language="en")),)),
    )
    assert (made.by, made.why) == ("E-2", "mends label-spaces (1)")
    now = quality_of(workspace, "pay")
    assert [one.rule.id for one in now.now] == ["redundant-broader"]
    assert [one.rule.id for one in now.mended] == ["label-spaces"]
    assert not now.brought


def test_what_an_edit_brings_is_told_and_one_click_mends_it(workspace: Workspace) -> None:
    count(workspace, workspace.release)
    brought = (
        said("money", v.ALT_LABEL, ox.Literal("cash ", language="en")),
        said("money", v.ALT_LABEL, ox.Literal("clerk", language="en")),
    )
    change(workspace, "pay", Edit(added=frozenset(brought)), by="E-1", why="x", source="a test")
    now = quality_of(workspace, "pay")
    assert [(one.rule.id, one.label) for one in now.brought] == [("label-spaces", "money")]
    assert len(now.now) == 3
    wanted, edit = fixes(workspace, "pay", key=key_of(now.brought[0]))
    assert (wanted, edit.removed) == ([now.brought[0]], frozenset(brought[:1]))
    fix(workspace, "pay", by="E-1")
    assert quality_of(workspace, "pay").now == ()
    assert len(log(workspace.book, "pay")) == 2
    assert said("pay", v.BROADER, ox.NamedNode("https://x.example/all")) not in view(workspace, "pay")
    with pytest.raises(InputError, match="Nothing here can be mended"):
        fix(workspace, "pay", by="E-1")
