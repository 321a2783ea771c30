"""Working copies in the book: edited by several, checked, reviewed, released; nothing is overwritten."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from sqlalchemy import URL, delete, text, update
from sqlalchemy.exc import DBAPIError

from skillpath.agency.audit.entries import Wanted, entries, rows_shown
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.shown import impact_shown
from skillpath.agency.audit.verifying import verify
from skillpath.agency.book import Book
from skillpath.agency.editing import releasing
from skillpath.agency.editing import tables as t
from skillpath.agency.editing.impact import impact
from skillpath.agency.editing.rebasing import Unfit, changed, rebase
from skillpath.agency.editing.releasing import notes, release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import said_of, say, standing
from skillpath.agency.editing.working_copies import (
    base,
    begin,
    change,
    close,
    log,
    undo,
    view,
    working_copies,
    working_copy,
)
from skillpath.agency.matching import explanation
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError, SkillPathError, UnknownName, WorkspaceError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.ontology.editing.statements import Statement, to_text
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement
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


def label(concept: object, said: str, predicate: str = v.ALT_LABEL) -> Statement:
    return BUNDLED, ox.Triple(
        ox.NamedNode(str(concept)), ox.NamedNode(predicate), ox.Literal(said, language="en")
    )


def adding(*statements: Statement) -> Edit:
    return Edit(added=frozenset(statements))


WAGES, SALARY, LEVY = (
    label(v.SKILL.pay, "wages"),
    label(v.SKILL.pay, "salary"),
    label(v.SKILL.tax, "levy"),
)
SAID: dict[str, Any] = {"by": "E-1", "why": "asked for by K-1", "source": "a test"}


@pytest.fixture
def workspace(tmp_path: Path, database: URL) -> Workspace:
    folder = small_workspace(tmp_path / "workspace", TURTLE).folder
    opened = Workspace.open(folder, database=database)
    begin(opened, "pay", by="E-1")
    return opened


def test_the_state_is_the_release_and_the_log(workspace: Workspace) -> None:
    start = base(workspace, working_copy(workspace.book, "pay")).state
    assert view(workspace, "pay").state == start
    made = change(workspace, "pay", adding(WAGES, LEVY), **SAID)
    assert made is not None
    assert (made.number, made.by, made.edit) == (1, "E-1", adding(WAGES, LEVY))
    assert log(workspace.book, "pay") == [made]
    assert view(workspace, "pay").state == start | {WAGES, LEVY}
    assert view(workspace, "pay", at=0).state == start
    assert change(workspace, "pay", adding(WAGES), **SAID) is None
    undo(workspace, "pay", [1], by="E-2", why="not so")
    assert to_text(view(workspace, "pay").state) == to_text(start)
    assert [one.undoes for one in log(workspace.book, "pay")] == [(), (1,)]
    with pytest.raises(InputError, match="change set 1 was undone by 2"):
        undo(workspace, "pay", [1], by="E-2", why="again")
    undo(workspace, "pay", [2], by="E-2", why="it was right")
    assert view(workspace, "pay").state == start | {WAGES, LEVY}
    assert [one.name for one in working_copies(workspace.book)] == ["pay"]


def test_what_others_changed_since_is_told_and_nothing_is_overwritten(workspace: Workspace) -> None:
    change(workspace, "pay", adding(WAGES), **SAID)
    with pytest.raises(Conflict, match=r"Others have changed the same.*\n.*skill/pay>: change set 1 by E-1"):
        change(workspace, "pay", adding(SALARY), **SAID, seen=0)
    assert len(log(workspace.book, "pay")) == 1
    change(workspace, "pay", adding(LEVY), **SAID, seen=0)  # another concept
    change(workspace, "pay", adding(SALARY), **SAID, seen=0, merge=True)
    assert {WAGES, SALARY, LEVY} <= view(workspace, "pay").state


def test_two_who_edit_at_once_both_are_in_the_log(workspace: Workspace) -> None:
    edits = [adding(label(v.SKILL.tax, f"levy {n}")) for n in range(6)]
    threads = [threading.Thread(target=change, args=(workspace, "pay", one), kwargs=SAID) for one in edits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = log(workspace.book, "pay")
    assert [one.number for one in kept] == [1, 2, 3, 4, 5, 6]
    assert {one.edit for one in kept} == set(edits)


def test_what_breaks_a_rule_is_refused_with_place_and_reason(workspace: Workspace) -> None:
    second = label(v.SKILL.pay, "wages", v.PREF_LABEL)
    with pytest.raises(
        InputError, match=r"(?s)would break rules.*called 'pay' and 'wages' \(several-preferred-labels"
    ):
        change(workspace, "pay", adding(second), **SAID)
    assert log(workspace.book, "pay") == []


def test_the_log_is_never_rewritten(workspace: Workspace) -> None:
    change(workspace, "pay", adding(WAGES), **SAID)
    for statement in (update(t.CHANGE_SET).values(by="E-9"), delete(t.CHANGE_SET)):
        with pytest.raises((DBAPIError, WorkspaceError), match="never"), workspace.book.write() as connection:
            connection.execute(statement)
    assert [one.by for one in log(workspace.book, "pay")] == ["E-1"]


def test_nobody_approves_what_they_have_edited_and_only_what_is_proposed_as_it_is(
    workspace: Workspace,
) -> None:
    book = workspace.book
    change(workspace, "pay", adding(WAGES), **SAID)

    def refused(step: Step, by: str, words: str, said: str = "") -> None:
        with pytest.raises(InputError, match=words):
            say(book, "pay", step, by=by, text=said)

    refused(Step.APPROVED, "R-1", "is not proposed as it is now")
    say(book, "pay", Step.PROPOSED, by="E-1")
    refused(Step.APPROVED, "E-1", "E-1 has edited pay: somebody else approves it")
    refused(Step.COMMENTED, "R-1", "Say what it is about")
    say(book, "pay", Step.COMMENTED, by="R-1", text="why wages?")
    say(book, "pay", Step.APPROVED, by="R-1")
    assert standing(book, "pay") is Step.APPROVED
    change(workspace, "pay", adding(LEVY), **SAID)
    assert standing(book, "pay") is None
    refused(Step.APPROVED, "R-1", "is not proposed as it is now")
    with pytest.raises(InputError, match="not approved as it is now"):
        release(workspace, "pay", by="R-1")
    assert [one.step for one in said_of(book, "pay")] == [Step.PROPOSED, Step.COMMENTED, Step.APPROVED]


def approved(workspace: Workspace, name: str) -> None:
    say(workspace.book, name, Step.PROPOSED, by="E-1")
    say(workspace.book, name, Step.APPROVED, by="R-1")


def test_an_approved_working_copy_becomes_a_release_with_notes_and_the_way_back_is_open(
    workspace: Workspace, database: URL
) -> None:
    before = workspace.release
    change(workspace, "pay", adding(WAGES), **SAID)
    approved(workspace, "pay")
    made = release(workspace, "pay", by="R-1")
    assert workspace.releases.current_name() == made.name != before.name
    assert [note.partition(" (")[0] for note in notes(workspace.book, made.name)] == ["asked for by K-1"]
    assert working_copy(workspace.book, "pay").became == made.name
    with pytest.raises(InputError, match=f"became release {made.name}"):
        change(workspace, "pay", adding(LEVY), **SAID)
    back = Workspace.open(workspace.folder, database=database)
    begin(back, "back", by="E-1")
    undone = Edit(removed=frozenset((WAGES,)))
    change(back, "back", undone, **SAID)
    approved(back, "back")
    assert release(back, "back", by="R-1").graphs == before.graphs


def test_a_crash_between_the_release_and_the_end_of_its_working_copy_is_made_good(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(workspace, "pay", adding(WAGES), **SAID)
    say(workspace.book, "pay", Step.PROPOSED, by="E-1")
    say(workspace.book, "pay", Step.APPROVED, by="R-1")
    with monkeypatch.context() as patch:
        patch.setattr(releasing, "close", lambda *_, **__: (_ for _ in ()).throw(KeyError))
        with pytest.raises(KeyError):
            release(workspace, "pay", by="R-1")
    current = workspace.releases.current_name()
    assert current != working_copy(workspace.book, "pay").release
    made = release(workspace, "pay", by="R-1")
    assert made.name == current == working_copy(workspace.book, "pay").became
    assert len(workspace.releases.all()) == 2


def test_a_working_copy_of_an_earlier_release_is_put_on_the_current_one(workspace: Workspace) -> None:
    begin(workspace, "tax", by="E-2")
    change(workspace, "pay", adding(WAGES), **SAID)
    change(workspace, "tax", adding(LEVY), **SAID)
    for name in ("pay", "tax"):
        approved(workspace, name)
    release(workspace, "pay", by="R-1")
    with pytest.raises(InputError, match="became current since tax was begun"):
        release(workspace, "tax", by="R-1")
    rebase(workspace, "tax")
    made = release(workspace, "tax", by="R-1")
    assert view(workspace, "tax").state >= {WAGES, LEVY}
    assert workspace.releases.current_name() == made.name


def test_what_does_not_fit_onto_the_current_release_is_told_with_both_sides_and_undone(
    workspace: Workspace,
) -> None:
    """Both take the name of pay away; the second gives it another one, and says more of something else."""
    named = label(v.SKILL.pay, "pay", v.PREF_LABEL)
    called = [label(v.SKILL.pay, name, v.PREF_LABEL) for name in ("wages", "salary")]
    begin(workspace, "tax", by="E-2")
    change(workspace, "pay", Edit(frozenset((named,)), frozenset(called[:1])), **SAID)
    change(workspace, "tax", adding(LEVY), **SAID)
    change(workspace, "tax", Edit(frozenset((named,)), frozenset(called[1:])), **SAID)
    approved(workspace, "pay")
    made = release(workspace, "pay", by="R-1")
    with pytest.raises(Unfit) as caught:
        rebase(workspace, "tax")
    assert [one.says for one in caught.value.mine.changes] == ["label was “pay” (en), is now “salary” (en)"]
    assert [one.says for one in caught.value.theirs.changes] == ["label was “pay” (en), is now “wages” (en)"]
    assert f"What release {made.name} did to the same" in str(caught.value)
    assert "skillpath edit undo tax 2" in str(caught.value)
    undo(workspace, "tax", [2], by="E-2", why="theirs is better")
    assert rebase(workspace, "tax").release == made.name
    assert view(workspace, "tax").state >= {LEVY, called[0]}
    assert [one.says for one in changed(workspace, "tax", 2).changes] == [
        "label was “pay” (en), is now “salary” (en)"
    ]
    (back,) = changed(workspace, "tax", 3).changes
    assert back.says == "label was “salary” (en), is now “pay” (en)"


def test_the_impact_names_who_moves_for_which_role_and_the_link_that_moves_them(workspace: Workspace) -> None:
    """Tellers do not learn pay, then they do: C-1 knows it too, and overtakes C-2, who claims it in part."""
    teller, clerk, pay = (str(one) for one in (v.JOB.teller, v.JOB.clerk, v.SKILL.pay))
    role = Role("R-1", "payroll", skills=(SkillRequirement(pay),))
    worked = Spell(teller, None, date(2010, 1, 1))
    workspace.book.put(
        [
            Candidate("C-1", (worked,)),
            Candidate("C-2", claims=(Claim(pay, 0.3),)),
            Candidate("C-3", (Spell(clerk, None, date(2024, 1, 1)),)),
        ],
        [role, Role("R-2", "tax", skills=(SkillRequirement(str(v.SKILL.tax)),))],
    )
    taught = BUNDLED, ox.Triple(*(ox.NamedNode(one) for one in (teller, str(v.ESSENTIAL_SKILL), pay)))
    change(workspace, "pay", adding(taught), **SAID)
    found = impact(workspace, "pay", top=1, as_of=date(2026, 11, 1))
    (only,) = found["roles"]
    assert (only["role"]["id"], found["untouched"]) == ("R-1", 1)
    assert (only["entered"], only["left"]) == (["C-1"], ["C-3"])
    first = found["moved"][0]
    assert (first["candidate"], first["requirement"], first["points_before"]) == ("C-1", "pay", 0.0)
    assert [(link["link"], link["elsewhere"]) for link in first["links"]] == [("teller teaches pay", 0.0)]
    (edited,) = found["concepts"]
    assert (edited["iri"], edited["lost"]) == (teller, [])
    assert [(near["bond"], near["label"]) for near in edited["gained"]] == [("teaches", "pay")]
    workspace.book.log(impact_shown(workspace, found, by="E-1", via="a test"))
    for code in ("C-1", "C-3"):  # whose score moved, and who only left a shortlist
        (logged,) = entries(workspace.book, Wanted(candidate=code, shown=True), most=9)
        assert (logged.event, logged.release) == (Event.IMPACT, workspace.release.name)
    assert rows_shown(workspace.book, logged)[0] == ("C-1", first["points_after"])
    assert verify(workspace.book).whole
    say(workspace.book, "pay", Step.PROPOSED, by="E-1")
    say(workspace.book, "pay", Step.APPROVED, by="R-1")
    release(workspace, "pay", by="R-1")
    there = Workspace.open(workspace.folder)
    there.__dict__["book"] = workspace.book
    after = explanation(there, "C-1", "R-1", as_of=date(2026, 11, 1))
    assert first["points_after"] == after["points"]


def test_what_cannot_be_is_refused(workspace: Workspace) -> None:
    refused: list[tuple[type[SkillPathError], str, Callable[[], object]]] = [
        (InputError, "already", lambda: begin(workspace, "pay", by="E-1")),
        (InputError, "at most 40", lambda: begin(workspace, " x", by="E-1")),
        (InputError, "says who they are", lambda: begin(workspace, "x", by=" ")),
        (UnknownName, "no working copy x", lambda: log(workspace.book, "x")),
        (InputError, "--by and --why", lambda: change(workspace, "pay", adding(WAGES), **SAID | {"why": ""})),
        (InputError, "no change set 7", lambda: undo(workspace, "pay", [7], by="E-1", why="x")),
        (InputError, "nothing to review", lambda: say(workspace.book, "pay", Step.PROPOSED, by="E-1")),
    ]
    for error, words, does in refused:
        with pytest.raises(error, match=words):
            does()
    close(workspace.book, working_copy(workspace.book, "pay"), by="E-1")
    with pytest.raises(InputError, match="was closed on"):
        change(workspace, "pay", adding(WAGES), **SAID)


def test_the_book_of_a_workspace_keeps_its_working_copies(workspace: Workspace, database: URL) -> None:
    change(workspace, "pay", adding(WAGES), **SAID)
    with Book(database).read() as connection:
        assert connection.execute(text("SELECT count(*) FROM change_set")).scalar_one() == 1
