"""The table of the bench: a cell that nobody edited says what it said, to the last character."""

from pathlib import Path
from typing import Any

import pytest

from skillpath.agency.editing.working_copies import begin, log, view
from skillpath.agency.workspace import Workspace
from skillpath.web.app import create_app
from skillpath.web.forms import TOKEN
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix x: <https://x.example/> .
x:clerks a sp:SkillGroup ; skos:prefLabel "office"@en .
x:others a sp:SkillGroup ; skos:prefLabel "office"@en .
x:money a sp:SkillGroup ; skos:prefLabel "money"@en .
x:pay a esco:Skill ; skos:prefLabel "pay"@en ;
  skos:altLabel "wages "@en, "pay\\u00a0slips"@en, "two\\nlines"@en ;
  skos:definition "Paying."@en ; skos:broader x:clerks, x:others .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay .
"""

SHOWN = {
    "label": "pay",
    "alternatives": "pay\u00a0slips\ntwo\nlines\nwages ",
    "definition": "Paying.",
    "code": "",
    "broader": "office\noffice",
}


@pytest.fixture
def bench(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path / "workspace", TURTLE)
    begin(made, "pay", by="E-1")
    return made


def send(bench: Workspace, **cells: str) -> Any:
    """Saves the row of the concept with some cells edited."""
    form = {"token": "token", "kind": "skill", "seen": "0", "action": "save", "why": "tidied", "by": "E-1"}
    row = form | {"row": "https://x.example/pay"} | SHOWN | cells
    browser = create_app(bench, config={"TESTING": True, TOKEN: "token"}).test_client()
    return browser.post("/edit/pay/grid", data=row)


def says(bench: Workspace) -> set[str]:
    return set(map(str, view(bench, "pay", at=len(log(bench.book, "pay"))).about("https://x.example/pay")))


def test_one_cell_is_edited_and_the_others_stay_as_they_are(bench: Workspace) -> None:
    before = says(bench)
    assert send(bench, definition="Paying people.").status_code == 303
    removed, added = before - says(bench), says(bench) - before
    assert [
        ("Paying." in one, "Paying people." in other) for one, other in zip(removed, added, strict=True)
    ] == [(True, True)]


def test_a_row_that_nobody_edited_changes_nothing(bench: Workspace) -> None:
    before = says(bench)
    assert send(bench).status_code == 303
    assert (says(bench), log(bench.book, "pay")) == (before, [])


def test_of_several_that_are_called_the_same_all_stay_or_all_go(bench: Workspace) -> None:
    refused = send(bench, broader="office")
    assert refused.status_code == 422
    assert "It stands under several called “office”: use its form." in refused.text
    assert send(bench, broader="office\nmoney\noffice").status_code == 303
    assert sum("broader" in one for one in says(bench)) == 3
    assert send(bench, broader="money", seen="1").status_code == 303
    assert sum("broader" in one for one in says(bench)) == 1
