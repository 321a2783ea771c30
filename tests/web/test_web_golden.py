"""Pages of golden matches, of releases with the way back, and of a match then and now."""

from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from skillpath.agency.audit.entries import entries
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.turns import turns
from skillpath.agency.editing.working_copies import begin, change
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import from_text
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.web.app import create_app
from skillpath.web.forms import TOKEN
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en ; skos:closeMatch skill:tax .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en .
"""
PAY, TAX = (f"https://w3id.org/skillpath/skill/{name}" for name in ("pay", "tax"))
NEAR = (
    f"<{PAY}> <http://www.w3.org/2004/02/skos/core#closeMatch> <{TAX}> "
    "<https://w3id.org/skillpath/ns#graph/skillpath> ."
)
SENT = {"token": "t", "by": "E-1", "why": "a test"}
WORTH = {"id": "one", "candidate": "C-1", "role": "R-1", "wanted": "at_least", "word": "worth a call"}


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path / "workspace", TURTLE)
    role = Role("R-1", "payroll", skills=(SkillRequirement(PAY),))
    made.book.put([Candidate("C-1", claims=(Claim(TAX),)), Candidate("C-2")], [role])
    begin(made, "less", by="E-1")
    return made


@pytest.fixture
def viewer(opened: Workspace) -> FlaskClient:
    return create_app(opened, config={"TESTING": True, TOKEN: "t"}).test_client()


def test_golden_matches_stand_in_the_way_of_a_release_and_the_way_back_is_one_button(
    opened: Workspace, viewer: FlaskClient
) -> None:
    address, first = "/edit/less/golden", opened.release.name
    assert "Nothing is asserted yet." in viewer.get(address).text
    unknown = viewer.post(address, data={**SENT, **WORTH, "candidate": "C-9", "action": "add"})
    assert (unknown.status_code, "C-9" in unknown.text) == (422, True)
    assert viewer.post(address, data={**SENT, **WORTH, "action": "add"}).status_code == 303
    above = {**SENT, **WORTH, "id": "two", "wanted": "above", "other": "C-2", "action": "add"}
    assert viewer.post(address, data=above).status_code == 303
    assert viewer.get(f"{address}?check=1").text.count("<strong>holds</strong>") == 2
    change(opened, "less", Edit(removed=from_text(NEAR)), by="E-1", why="not near", source="a test")
    assert viewer.get(f"{address}?check=1").text.count("<strong>is broken</strong>") == 2
    assert viewer.post(address, data={**SENT, "id": "two", "action": "remove"}).status_code == 303
    say(opened.book, "less", Step.PROPOSED, by="E-1")
    say(opened.book, "less", Step.APPROVED, by="R-1")
    release = {"token": "t", "by": "R-1", "action": "release", "seen": "4"}
    refused = viewer.post("/edit/less", data=release)
    assert (refused.status_code, "would break golden matches" in refused.text) == (422, True)
    assert viewer.post("/edit/less", data={**release, "overrule": "it is so"}).status_code == 303
    (turn,) = turns(opened.book)
    assert (turn.before, turn.why, [one.id for one in turn.overruled]) == (first, "it is so", ["one"])
    shown = viewer.get("/edit/releases").text
    assert "Overruled:" in shown
    assert "not near (E-1, " in viewer.get(f"/edit/releases/{turn.release}").text
    silent = viewer.post("/edit/releases", data={**SENT, "release": first, "why": ""})
    assert (silent.status_code, "--by and --why" in silent.text) == (422, True)
    went = viewer.post("/edit/releases", data={**SENT, "release": first})
    assert (went.status_code, f"done={first}" in went.location) == (303, True)
    assert opened.releases.current_name() == first


def test_a_match_then_and_now_tells_where_the_difference_comes_from_and_is_logged(
    opened: Workspace, viewer: FlaskClient
) -> None:
    page = "/roles/R-1/then/C-1"
    assert "Where the difference" not in viewer.get(page).text
    assert entries(opened.book, most=9) == []
    opened.book.put([Candidate("C-1", claims=(Claim(PAY),))])
    graphs = opened.releases.graphs(opened.release)
    first = opened.release.name
    opened.build(graphs | {"more": graphs["skillpath"]})
    other = viewer.get(f"{page}?release={first}").text
    assert other.count("the same</span>") == 4
    assert f"<code>{first}</code>" in other
    same = viewer.get(f"{page}?on={today().isoformat()}").text
    assert same.count("the same</span>") == 5
    assert [one.details["via"] for one in entries(opened.book, most=9)] == ["then"] * 4
    early = viewer.get(f"{page}?on=2020-01-01").text
    assert "is not kept: that is known from" in early
    assert viewer.get(f"/roles/R-1/then/{quote('C-9')}?release={first}").status_code == 404
