"""What takes long is worked out beside the requests, once for each thing, and says how far it is."""

import threading
from functools import partial

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from skillpath.agency.audit.entries import Wanted, entries
from skillpath.agency.audit.kinds import Event
from skillpath.agency.database_errors import BookBusy
from skillpath.agency.editing.working_copies import begin, change
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.shown import Document
from skillpath.web.app import create_app
from skillpath.web.editing.previews import KEPT, Previews, Progress
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay .
job:teller a esco:Occupation ; skos:prefLabel "teller"@en ; esco:relatedEssentialSkill skill:tax .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en .
"""
PAY, TAX = str(v.SKILL.pay), str(v.SKILL.tax)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """C-1 claims tax, and a role asks for pay; a working copy says that the two are related."""
    made = small_workspace(tmp_path_factory.mktemp("previews") / "workspace", TURTLE)
    made.book.put([Candidate("C-1", claims=(Claim(TAX),))], [Role("R-1", "Pay", (SkillRequirement(PAY),))])
    link = ox.Triple(ox.NamedNode(PAY), ox.NamedNode(str(v.RELATED)), ox.NamedNode(TAX))
    begin(made, "plain", by="E-1")
    begin(made, "related", by="E-1")
    change(
        made, "related", Edit(added=frozenset(((BUNDLED, link),))), by="E-1", why="they are", source="test"
    )
    return made


def shown(client: FlaskClient, name: str) -> str:
    """The page once it shows an outcome."""
    while True:
        answer = client.get(f"/edit/{name}/impact")
        assert answer.status_code == 200
        if "Refresh" not in answer.headers:
            return " ".join(answer.get_data(as_text=True).split())


def test_the_impact_of_a_link_is_shown_with_the_link_and_is_logged(bench: Workspace) -> None:
    page = shown(create_app(bench).test_client(), "related")
    assert "Scores for one role move, for 0 they do not, among 1 candidates." in page
    assert "tax is related to pay" in page
    assert "otherwise not stated" in page
    assert '<strong>New beside it</strong>: <span class="quiet">related to</span>' in page
    bench.book.views.wait()
    (logged,) = entries(bench.book, Wanted(candidate="C-1", shown=True), most=9)
    assert logged.event == Event.IMPACT


def test_a_working_copy_that_says_what_the_release_says_changes_nothing(bench: Workspace) -> None:
    page = shown(create_app(bench).test_client(), "plain")
    assert "Nothing that matching sees" in page


def test_each_thing_is_worked_out_once_and_says_how_far_it_is() -> None:
    previews, go, runs = Previews(), threading.Event(), list[str]()

    def work(progress: Progress) -> Document:
        runs.append("run")
        progress("roles", 3, 12)
        go.wait(60)
        return {"outcome": 1}

    preview = previews.of("one", work, wait=0)
    while preview.total == 0:
        preview = previews.of("one", work, wait=0.01)
    assert (preview.part, preview.done, preview.total, preview.document) == ("roles", 3, 12, None)
    go.set()
    assert previews.of("one", work, wait=60).document == {"outcome": 1}
    assert runs == ["run"]


def test_what_is_wrong_is_told_each_time_and_keeps_nobody_else_waiting() -> None:
    previews = Previews()

    def refuse(_: Progress) -> Document:
        raise InputError("rebase first")

    for _ in range(2):
        with pytest.raises(InputError, match="rebase first"):
            _ = previews.of("bad", refuse, wait=60).document
    assert previews.of("good", lambda _: {"fine": True}, wait=60).document == {"fine": True}


def test_what_failed_for_a_time_is_tried_again() -> None:
    previews, busy = Previews(), [True]

    def work(_: Progress) -> Document:
        if busy:
            raise BookBusy("somebody writes")
        return {"outcome": 1}

    with pytest.raises(BookBusy):
        _ = previews.of("one", work, wait=60).document
    busy.clear()
    assert previews.of("one", work, wait=60).document == {"outcome": 1}


def test_only_the_latest_are_kept() -> None:
    previews, runs = Previews(), list[int]()

    def run(which: int, _: Progress) -> Document:
        runs.append(which)
        return {}

    for which in (*range(KEPT), 0, KEPT, 0, 1):
        previews.of(which, partial(run, which), wait=60)
    assert runs == [*range(KEPT + 1), 1]
