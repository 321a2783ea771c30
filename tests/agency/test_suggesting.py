"""What is suggested to editors, from CVs, near duplicates, new versions: taken, rejected, taken back."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from sqlalchemy import insert

from skillpath.agency.editing.quality import count
from skillpath.agency.editing.rejections import reconsider, rejections
from skillpath.agency.editing.suggesting import accept, suggested, told, turn_down
from skillpath.agency.editing.working_copies import begin, log, view
from skillpath.agency.intake.draft import Content, Origin, Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import Item, ItemKind, item_table
from skillpath.agency.schema import LABEL_SUGGESTION
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.statements import Statement
from skillpath.ontology.editing.suggestions import Kind, Suggestion, Way, edit_of, of_twins
from skillpath.ontology.editing.summary import summary
from skillpath.ontology.turtle import graph_of
from workspaces import small_workspace

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix x: <https://x.example/> .
@prefix e: <https://esco.example/> .
"""

OURS = (
    HEAD
    + """
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay, x:pays .
x:pay a esco:Skill ; skos:prefLabel "pay accounting"@en ; skos:exactMatch e:pay ; skos:definition "Pay."@en .
x:pays a esco:Skill ; skos:prefLabel "pay accountings"@en ; skos:closeMatch e:tax .
"""
)

THEIRS = (
    HEAD + 'e:pay a esco:Skill ; skos:prefLabel "payroll"@en . e:tax a esco:Skill ; skos:prefLabel "tax"@en .'
)

NEWER = (
    HEAD
    + """
e:pay a esco:Skill ; skos:prefLabel "payroll work"@en .
e:levy a esco:Skill ; skos:prefLabel "levies"@en ; skos:altLabel "tax"@en .
"""
)


def iri(name: str) -> str:
    return f"https://x.example/{name}"


def said(one: str, predicate: str, value: ox.NamedNode | ox.Literal) -> Statement:
    return BUNDLED, ox.Triple(ox.NamedNode(iri(one)), ox.NamedNode(str(predicate)), value)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """ESCO comes in two versions, and a consultant has linked words of a CV to a concept."""
    made = small_workspace(tmp_path / "workspace", OURS)
    for version in (THEIRS, NEWER):
        triples = (quad.triple for quad in ox.parse(input=version, format=ox.RdfFormat.TURTLE))
        made.take("esco", graph_of(triples))
    with made.book.write() as connection:
        for words in ("wage desk", "Pay  Accounting"):
            row = {
                "text": words,
                "language": "en",
                "concept": iri("pay"),
                "day": date(2026, 11, 2),
                "by": "K-1",
            }
            connection.execute(insert(LABEL_SUGGESTION), row)
    begin(made, "pay", by="E-1")
    return made


def of(workspace: Workspace, kind: Kind) -> Suggestion:
    (found,) = [one for one in suggested(workspace, "pay").suggestions if one.kind is kind]
    return found


def test_all_that_may_be_changed_is_suggested_in_words(workspace: Workspace) -> None:
    assert suggested(workspace, "pay").without_duplicates
    count(workspace, workspace.release)
    found = suggested(workspace, "pay")
    assert [told(found.view, one) for one in found.suggestions] == [
        "“wage desk” is said for pay accounting",
        "pay accounting and pay accountings are called almost alike",
        "tax, to which pay accountings is mapped, is out of use: replaced by levies",
        "what pay accounting is mapped to is called “payroll work” now",
    ]
    assert [one.ways[0] for one in found.suggestions] == [Way.NAME, Way.KEEP_FIRST, Way.REPOINT, Way.NAME]


def test_each_is_taken_as_one_change_set(workspace: Workspace) -> None:
    count(workspace, workspace.release)
    for kind, way in ((Kind.WORDS, Way.NAME), (Kind.GONE, Way.REPOINT), (Kind.RENAMED, Way.NAME)):
        accept(workspace, "pay", of(workspace, kind).key, way, by="E-1")
    duplicate = of(workspace, Kind.DUPLICATE)
    with pytest.raises(InputError, match="cannot be done"):
        accept(workspace, "pay", duplicate.key, Way.UNMAP, by="E-1")
    accept(workspace, "pay", duplicate.key, Way.KEEP_FIRST, by="E-1")
    now = view(workspace, "pay")
    assert said("pay", v.ALT_LABEL, ox.Literal("wage desk", language="en")) in now
    assert said("pay", v.ALT_LABEL, ox.Literal("payroll work", language="en")) in now
    assert said("pay", v.CLOSE_MATCH, ox.NamedNode("https://esco.example/levy")) in now
    merged, kept = summary(now, iri("pays")), summary(now, iri("pay"))
    assert (merged.retired, kept.retired, kept.definition) == (True, False, "Pay.")
    assert ("en", "pay accountings") in kept.others
    assert summary(now, iri("clerk")).asks == ("pay accounting",)
    assert suggested(workspace, "pay").suggestions == ()
    assert [one.source for one in log(workspace.book, "pay")] == [
        f"suggestion: {kind}" for kind in (Kind.WORDS, Kind.GONE, Kind.RENAMED, Kind.DUPLICATE)
    ]


def test_twins_are_told_once_and_only_while_both_are_in_use(workspace: Workspace) -> None:
    pair, now = (iri("pay"), iri("pays")), view(workspace, "pay")
    (twin,) = of_twins(now, [pair, (iri("pay"), iri("gone"))], [])
    assert (twin.kind, twin.ways[0]) == (Kind.TWIN, Way.KEEP_FIRST)
    assert told(now, twin) == "pay accounting and pay accountings are linked to nearly the same"
    assert of_twins(now, [pair], [Suggestion(Kind.DUPLICATE, *pair)]) == []
    after = now.after(edit_of(now, twin, Way.KEEP_FIRST, ours=BUNDLED))
    assert of_twins(after, [pair], []) == []


def test_a_title_of_two_cvs_becomes_a_name_of_what_is_near(workspace: Workspace) -> None:
    """The nearest of all is gone by now; what is next is offered, and rejecting it outlives what is near."""
    near = (iri("gone"), iri("clerk"), iri("pay"))
    item = Item("job-1", ItemKind.JOB, "wage officer", (), None, alternatives=near)
    for number in range(2):
        content = Content("a text", {"language": "en", "items": [item_table(item)]})
        origin = Origin("cv.txt", f"{number:064}", 0, "text", 9)
        Drafts(workspace.book).take(Purpose.CANDIDATE, [(origin, content)], by="K-1", day=date(2026, 11, 2))
    title = of(workspace, Kind.TITLE)
    assert (title.first, title.second, title.heirs, title.times) == (iri("clerk"), iri("pay"), (), 2)
    assert (
        told(view(workspace, "pay"), title)
        == "“wage officer” is in CVs (2) and linked to nothing; near is clerk"
    )
    assert title.key == Suggestion(Kind.TITLE, iri("pay"), text="wage officer", language="en").key
    accept(workspace, "pay", title.key, Way.NAME_SECOND, by="E-1")
    assert said("pay", v.ALT_LABEL, ox.Literal("wage officer", language="en")) in view(workspace, "pay")
    assert [one for one in suggested(workspace, "pay").suggestions if one.kind is Kind.TITLE] == []


def test_what_is_rejected_is_remembered_and_can_be_taken_back(workspace: Workspace) -> None:
    words = of(workspace, Kind.WORDS)
    with pytest.raises(InputError, match="and why"):
        turn_down(workspace, "pay", words.key, by="E-1", why=" ")
    turn_down(workspace, "pay", words.key, by="E-1", why="slang")
    (one,) = rejections(workspace.book)
    assert (one.by, one.why, one.about) == ("E-1", "slang", "“wage desk” is said for pay accounting")
    assert words not in suggested(workspace, "pay").suggestions
    with pytest.raises(UnknownName, match="not suggested any more"):
        accept(workspace, "pay", words.key, Way.NAME, by="E-1")
    reconsider(workspace.book, words.key)
    assert of(workspace, Kind.WORDS) == words
