"""The dataset: what each graph says, that it says what the book does now, and that no person is left."""

import shutil
import threading
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillpath.agency.criteria import criteria
from skillpath.agency.dataset.folder import FOLDER
from skillpath.agency.dataset.graphs import GRAPHS
from skillpath.agency.dataset.sources import SOURCES
from skillpath.agency.dataset.stores import graphs_of, store_for
from skillpath.agency.deleting import delete_everywhere
from skillpath.agency.editing.quality import count
from skillpath.agency.editing.releasing import release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.working_copies import begin, change, view
from skillpath.agency.identities import Identity, identify
from skillpath.agency.merging import merge
from skillpath.agency.notes import add_note
from skillpath.agency.protected.categories import Attributes, Race, Sex
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, QueryError
from skillpath.ontology.dataset import names
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import from_text
from skillpath.ontology.importers.rdf import check_origin
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.role import Role, SkillRequirement, weigh
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay, skill:tax .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en ; skos:exactMatch <urn:wages> .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en .
"""
SKILL, JOB = "https://w3id.org/skillpath/skill/", "https://w3id.org/skillpath/job/"
WAGES, SALARY = (
    from_text(
        f"<{SKILL}pay> <http://www.w3.org/2004/02/skos/core#altLabel> "
        f'"{name}"@en <https://w3id.org/skillpath/ns#graph/skillpath> .'
    )
    for name in ("wages", "salary")
)
DAY = date(2026, 11, 1)
TOLD = "what one colleague told another"
"""The source of a claim: long enough not to be a code that a store keeps within its keys."""

PREFIXES = {
    "sp": "https://w3id.org/skillpath/ns#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def person(number: int, place: str = "DE") -> Candidate:
    spell = Spell(f"{JOB}clerk", None, date(2020, 1, number), date(2024, 6, 30))
    return Candidate(f"C-{number}", (spell,), (Claim(f"{SKILL}pay", 0.5, TOLD),), location=place)


ROLE = Role(
    "R 1",
    "Payroll",
    (SkillRequirement(f"{SKILL}pay", level=0.5), SkillRequirement("urn:gone", essential=False)),
    f"{JOB}clerk",
    filters=Filters(locations=("DE",)),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path / "workspace", TURTLE)
    made.book.put([person(1), person(2)], [ROLE])
    return made


def said(workspace: Workspace, *named: str, book: bool = True) -> Counter[str]:
    """All quads of the store that a query is asked of."""
    return Counter(map(str, ox.Store.read_only(str(store_for(workspace, named, book=book)))))


def asked(workspace: Workspace, query: str, *named: str, book: bool = True) -> list[tuple[str, ...]]:
    store = ox.Store.read_only(str(store_for(workspace, named, book=book)))
    rows = store.query(query, prefixes=PREFIXES)
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in rows)  # type: ignore[union-attr]


def anew(workspace: Workspace, *named: str, book: bool = True) -> Counter[str]:
    """The same, made of nothing but the release."""
    shutil.rmtree(workspace.folder / FOLDER)
    return said(workspace, *named, book=book)


def in_graph(graph: str, pattern: str) -> str:
    return f"SELECT * {{ GRAPH <{graph}> {{ {pattern} }} }}"


def test_a_candidate_is_said_by_code_with_spells_and_claims(workspace: Workspace) -> None:
    pattern = """?c a sp:Candidate ; dct:identifier "C-2" ; sp:location ?place ; sp:spell ?s ; sp:claim ?k .
        ?s sp:jobType ?job ; sp:started ?from ; sp:ended ?to ; sp:level ?level .
        ?k sp:skill ?skill ; sp:level ?much ; dct:source ?source"""
    (row,) = asked(
        workspace,
        in_graph(names.CANDIDATES, pattern).replace("*", "?c ?place ?job ?from ?to ?skill ?much ?source"),
    )
    iri = "https://w3id.org/skillpath/candidate/C-2"
    assert row == (iri, "DE", f"{JOB}clerk", "2020-01-02", "2024-06-30", f"{SKILL}pay", "0.5", TOLD)


def test_a_role_is_said_with_the_weights_of_its_score(workspace: Workspace) -> None:
    pattern = """?r a sp:Role ; dct:identifier "R 1" ; sp:criteria ?c ; sp:asksForUnknown ?u ;
        sp:wantsLocation ?l ; sp:requirement ?q . ?q sp:dimension ?d ; sp:weight ?w ; sp:level ?level"""
    rows = asked(workspace, in_graph(names.ROLES, pattern).replace("*", "?r ?c ?u ?l ?d ?level ?w"))
    assert {row[:4] for row in rows} == {(names.named(names.ROLE, "R 1"), "skills first", "urn:gone", "DE")}
    weighed = weigh(workspace.network, ROLE, criteria(workspace.book, ROLE)).items
    assert [row[4:] for row in rows] == sorted(
        (str(one.dimension), f"{one.level:.1f}".removesuffix(".0"), repr(one.weight)) for one in weighed
    )


def test_a_decision_says_which_counts_and_is_about_the_candidate_of_a_merged_record(
    workspace: Workspace,
) -> None:
    first, second = (
        Decision("C-2", "R 1", outcome, DAY, "K-1", "told")
        for outcome in (Outcome.INTERVIEWED, Outcome.REJECTED)
    )
    pattern = "?d a sp:Decision ; sp:candidate ?c ; sp:outcome ?o ; sp:counts ?counts ; dct:creator 'K-1'"
    query = in_graph(names.DECISIONS, pattern).replace("*", "?c ?o ?counts")
    one, two = (f"https://w3id.org/skillpath/candidate/C-{number}" for number in (1, 2))
    workspace.book.decide([first])
    assert asked(workspace, query) == [(two, "interviewed", "true")]
    workspace.book.decide([second])
    assert asked(workspace, query) == [(two, "interviewed", "false"), (two, "rejected", "true")]
    merge(workspace.book, "C-1", "C-2", by="K-1")
    assert {row[0] for row in asked(workspace, query)} == {one}


@pytest.fixture
def edited(workspace: Workspace) -> Workspace:
    """A working copy with a change; what breaks rules is counted."""
    count(workspace, workspace.release)
    begin(workspace, "a b", by="E-1")
    change(workspace, "a b", Edit(added=WAGES), by="E-1", why="as they say", source="a form")
    return workspace


def test_mappings_changes_and_quality_are_said_as_nodes(edited: Workspace) -> None:
    mapping = "?m a sp:Mapping ; rdf:subject ?s ; rdf:object ?o ; sp:kind ?k ; dct:source ?by . ?s ?p ?o"
    found = asked(edited, in_graph(names.MAPPINGS, mapping).replace("*", "?s ?o ?k ?by"), book=False)
    assert found == [(f"{SKILL}pay", "urn:wages", "exactMatch", "skillpath")]
    changed = "?c a sp:ChangeSet ; sp:kind ?k ; dct:creator ?by ; sp:addedStatement/rdf:object ?o"
    found = asked(edited, in_graph(names.CHANGES, changed).replace("*", "?by ?k ?o"), book=False)
    assert found == [("E-1", "alternative labels", "wages")]
    broken = "?r a sh:ValidationResult ; sh:focusNode ?n ; sh:sourceShape/dct:identifier ?rule"
    found = asked(edited, in_graph(names.QUALITY, broken).replace("*", "?n ?rule"), book=False)
    assert (f"{SKILL}tax", "missing-definition") in found
    counted = "?n a sp:RuleCount ; sp:rule/dct:identifier 'missing-definition' ; sp:findings ?many"
    assert asked(edited, in_graph(names.QUALITY, counted).replace("*", "?many"), book=False) == [("3",)]


def test_a_working_copy_is_asked_as_it_is_now(edited: Workspace) -> None:
    graph = names.named(names.WORKING_COPIES, "a b")

    def told() -> set[str]:
        store = ox.Store.read_only(str(store_for(edited, [graph], book=False)))
        return {str(q.triple) for q in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))}

    assert told() == {str(triple) for _, triple in view(edited, "a b").state}
    change(edited, "a b", Edit(removed=WAGES, added=SALARY), by="E-1", why="better", source="a form")
    assert told() == {str(triple) for _, triple in view(edited, "a b").state}
    assert any('"salary"' in one for one in told())
    of_release = names.named(names.RELEASES, edited.release.name)
    assert len(asked(edited, in_graph(of_release, "?s ?p ?o"), of_release, book=False)) == 9


def test_another_release_takes_the_place_of_the_one_before(edited: Workspace) -> None:
    before = edited.release.name
    said(edited)
    say(edited.book, "a b", Step.PROPOSED, by="E-1")
    say(edited.book, "a b", Step.APPROVED, by="R-1")
    release(edited, "a b", by="R-1")
    now = edited.renewed()
    together = said(now, names.named(names.RELEASES, before))
    assert together == anew(now, names.named(names.RELEASES, before))
    assert sum('"wages"' in one and one.endswith("graph/skillpath>") for one in together) == 1


def test_without_the_book_there_is_nothing_of_it_and_naming_it_is_refused(workspace: Workspace) -> None:
    said(workspace)
    everything = "\n".join(said(workspace, book=False))
    assert not any(word in everything for word in ("C-1", "R 1", "R%201", TOLD))
    for graph in GRAPHS:
        if graph.of_book and not graph.is_family:
            assert graph.iri not in everything
            with pytest.raises(QueryError, match="which you may not ask"):
                store_for(workspace, [graph.iri], book=False)
    assert not any(one.of_book for one in graphs_of(workspace, book=False))
    assert {one.iri for one in GRAPHS} == SOURCES.keys()


@pytest.mark.parametrize("name", ["nonsense", "release/none", "working-copy/none"])
def test_a_graph_that_is_not_there_is_said_so(workspace: Workspace, name: str) -> None:
    with pytest.raises(QueryError, match=f"There is no graph <[^>]*{name}>"):
        store_for(workspace, [f"https://w3id.org/skillpath/ns#graph/{name}"], book=True)
    store_for(workspace, ["http://elsewhere.example/graph", names.RELEASES], book=False)


def test_no_origin_takes_the_name_of_a_graph() -> None:
    with pytest.raises(InputError, match=r"taken are .*candidates"):
        check_origin("candidates")


def test_nothing_of_identity_notes_and_protected_attributes_is_in_a_store(workspace: Workspace) -> None:
    identify(workspace.book, "C-1", Identity("Ann Quicksilver", "quicksilver@mail.example"))
    add_note(workspace.book, "C-1", "privately quicksilverish", by="K-1", private=True)
    protected = ProtectedStore(workspace.folder)
    protected.allow()
    protected.put({"C-1": Attributes(Sex.FEMALE, Race.PACIFIC)}, known=["C-1"])
    said(workspace)
    files = [path for path in (workspace.folder / FOLDER).rglob("*") if path.is_file()]
    assert files
    for word in (b"uicksilver", b"female", b"Pacific"):
        assert [path for path in files if word in path.read_bytes()] == []


def test_who_is_deleted_is_in_no_file_of_the_dataset(workspace: Workspace) -> None:
    workspace.book.decide([Decision("C-1", "R 1", Outcome.REJECTED, DAY, "K-1", "knows too little of tax")])
    said(workspace)
    workspace.book.put([person(1, "AT")])
    said(workspace)

    def holders(word: bytes) -> list[str]:
        files = [path for path in (workspace.folder / FOLDER).rglob("*") if path.is_file()]
        return [path.name for path in files if word in path.read_bytes()]

    assert holders(b"candidate/C-1") and holders(b"knows too little")  # noqa: PT018 (it is looked for rightly)
    delete_everywhere(workspace, "C-1")
    assert holders(b"candidate/C-1") + holders(b"knows too little") == []
    rest = said(workspace)
    assert any("candidate/C-2" in one for one in rest)
    assert holders(b"candidate/C-1") + holders(b"knows too little") == []


def _put(workspace: Workspace, number: int) -> None:
    workspace.book.put([person(number, "AT" if number % 2 else "CH")])


def _change_role(workspace: Workspace, number: int) -> None:
    workspace.book.put([], [replace(ROLE, title=f"Payroll {number}", industry=None)])


def _add_role(workspace: Workspace, number: int) -> None:
    workspace.book.put([], [replace(ROLE, id=f"R-{number}")])


def _decide(workspace: Workspace, number: int) -> None:
    outcome = list(Outcome)[number % len(Outcome)]
    code = workspace.book.codes()[0]
    workspace.book.decide([Decision(code, "R 1", outcome, DAY, "K-1", f"said {number}")])


def _remove(workspace: Workspace, _: int) -> None:
    if len(workspace.book.codes()) > 1:
        workspace.forget(max(workspace.book.codes()))


def _merge(workspace: Workspace, _: int) -> None:
    if len(codes := sorted(workspace.book.codes())) > 1:
        merge(workspace.book, codes[0], codes[1], by="K-1")


def _edit(workspace: Workspace, number: int) -> None:
    name = ox.Literal(f"name {number}", language="en")
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    added = frozenset((("skillpath", ox.Triple(ox.NamedNode(f"{SKILL}pay"), label, name)),))
    change(workspace, "a b", Edit(added=added), by="E-1", why="told", source="a form")


WRITES = (_put, _change_role, _add_role, _decide, _remove, _merge, _edit)


@settings(max_examples=4)
@given(steps=st.lists(st.tuples(st.sampled_from(WRITES), st.integers(1, 28)), min_size=2, max_size=5))
def test_after_any_writes_the_store_says_what_one_made_anew_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, int]]
) -> None:
    made = small_workspace(tmp_path_factory.mktemp("written") / "workspace", TURTLE)
    made.book.put([person(1), person(2), person(3)], [ROLE])
    begin(made, "a b", by="E-1")
    graph = names.named(names.WORKING_COPIES, "a b")
    said(made, graph)
    for write, number in steps:
        write(made, number)  # type: ignore[operator]
        found = said(made, graph)
    assert found == anew(made, graph)


def test_many_who_ask_at_once_get_one_store(workspace: Workspace) -> None:
    found: list[Path] = []
    asking = [
        threading.Thread(target=lambda: found.append(store_for(workspace, [], book=True))) for _ in "abc"
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1
