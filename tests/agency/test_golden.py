"""Golden matches: a release that breaks one is refused unless overruled, and nothing else reads them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox
import pytest
from rdflib import RDF
from sqlalchemy import URL, delete
from sqlalchemy.exc import DBAPIError

from skillpath.agency.editing import tables as t
from skillpath.agency.editing.compiling import network_of
from skillpath.agency.editing.golden import (
    Invented,
    add,
    assertions,
    checked,
    person_record,
    remove,
    role_record,
)
from skillpath.agency.editing.golden_check import role_of_record
from skillpath.agency.editing.releasing import notes, release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.turns import turns
from skillpath.agency.editing.working_copies import begin, change, log, view
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.data import bundled as shipped
from skillpath.errors import InputError, SkillPathError, UnknownName, WorkspaceError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.checker import check as flaws
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.golden.matches import ORIGIN, GoldenMatch, Wanted, adding, golden_set
from skillpath.ontology.golden.nodes import Party, iri_of
from skillpath.ontology.sparql.one_query import run_query
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import UNCHANGED
from skillpath.reasoner.filters import NO_FILTERS
from skillpath.reasoner.parameters import Level
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
CLERK, TELLER, PAY = (str(one) for one in (v.JOB.clerk, v.JOB.teller, v.SKILL.pay))
SAID: dict[str, Any] = {"by": "E-1", "why": "everybody knows"}
LEARNS = BUNDLED, ox.Triple(*(ox.NamedNode(one) for one in (CLERK, str(v.ESSENTIAL_SKILL), PAY)))


def person(code: str, job: str = CLERK) -> Candidate:
    return Candidate(code, (Spell(job, None, date(2010, 1, 1)),), (Claim(PAY, 0.25, "test"),))


PAYROLL = Role("R-1", "payroll", skills=(SkillRequirement(PAY),))


def match(
    wanted: Wanted, than: str, *, candidate: str = "C-1", role: str = "R-1", name: str = "one"
) -> GoldenMatch:
    return GoldenMatch(name, Party(candidate), Party(role), wanted, Party(than), "2026-11-01", "as it is")


STRONG = match(Wanted.AT_LEAST, "strong")


@pytest.fixture
def workspace(tmp_path: Path, database: URL) -> Workspace:
    folder = small_workspace(tmp_path / "workspace", TURTLE).folder
    opened = Workspace.open(folder, database=database)
    opened.book.put([person("C-1"), person("C-2", TELLER)], [PAYROLL])
    begin(opened, "pay", by="E-1")
    return opened


def told(workspace: Workspace, name: str = "pay") -> Mapping[str, bool | None]:
    return {one.match.id: one.holds for one in checked(workspace, name)}


def approved(workspace: Workspace, name: str) -> None:
    say(workspace.book, name, Step.PROPOSED, by="E-1")
    say(workspace.book, name, Step.APPROVED, by="R-1")


@pytest.mark.parametrize(
    ("asserts", "holds"),
    [
        (STRONG, True),
        (match(Wanted.AT_LEAST, "strong", candidate="C-2"), False),
        (match(Wanted.NOT_ABOVE, "stretch"), False),
        (match(Wanted.NOT_ABOVE, "strong"), True),
        (match(Wanted.ABOVE, "C-2"), True),
        (match(Wanted.ABOVE, "C-1", candidate="C-2"), False),
        (match(Wanted.ABOVE, "C-1"), False),  # nobody stands above themselves
        (match(Wanted.AT_LEAST, "strong", role=CLERK), True),  # what the job type asks for
    ],
)
def test_each_says_whether_the_score_is_as_asserted(
    workspace: Workspace, asserts: GoldenMatch, holds: bool
) -> None:
    add(workspace, "pay", asserts, **SAID, source="a test")
    assert told(workspace) == {"one": holds}


def test_a_release_that_breaks_one_is_refused_unless_overruled_with_a_reason(workspace: Workspace) -> None:
    add(workspace, "pay", STRONG, **SAID, source="a test")
    approved(workspace, "pay")
    first = release(workspace, "pay", by="R-1")
    assert [(one.release, one.overruled) for one in turns(workspace.book)] == [(first.name, ())]
    begin(workspace, "less", by="E-1")
    change(workspace, "less", Edit(removed=frozenset((LEARNS,))), **SAID, source="a test")
    assert told(workspace, "less") == {"one": False}
    approved(workspace, "less")
    with pytest.raises(
        InputError, match=r"break golden matches.*\n.*one: C-1 is at least “strong” for R-1: "
    ):
        release(workspace, "less", by="R-1", overrule="  ")
    assert workspace.releases.current_name() == first.name
    second = release(workspace, "less", by="R-1", overrule="they do no pay any more")
    last = turns(workspace.book)[-1]
    assert (last.before, last.release, last.by, last.working_copy) == (first.name, second.name, "R-1", "less")
    assert (last.why, [one.id for one in last.overruled]) == ("they do no pay any more", ["one"])
    assert "Why: they do no pay any more (R-1, " in notes(workspace.book, second.name)[-1]
    with pytest.raises((DBAPIError, WorkspaceError), match="never"), workspace.book.write() as connection:
        connection.execute(delete(t.RELEASE_TURN))


def test_of_people_of_the_book_only_the_code_is_written_and_who_is_deleted_stands_in_nobodys_way(
    workspace: Workspace,
) -> None:
    add(workspace, "pay", match(Wanted.ABOVE, "C-2"), **SAID, source="a test")
    said = {str(triple.object) for _, triple in view(workspace, "pay").part(ORIGIN)}
    assert '"C-1"' in said
    assert not said & {str(ox.NamedNode(CLERK)), str(ox.NamedNode(PAY))}
    workspace.forget("C-1")
    (only,) = checked(workspace, "pay")
    assert (only.holds, only.points) == (None, ())
    assert "C-1" in only.reason
    approved(workspace, "pay")
    release(workspace, "pay", by="R-1")


def test_invented_ones_are_described_beside_the_match_and_go_with_the_last_that_names_them(
    workspace: Workspace,
) -> None:
    spell = Spell(CLERK, None, date(2010, 1, 1), date(2020, 5, 1), Level.LEAD, on_floor=True)
    one = Candidate('I "1', (spell, Spell(TELLER, None, date(2020, 6, 1))), (Claim(PAY, 0.00001, "test"),))
    role = replace(PAYROLL, id="I-R", skills=(SkillRequirement(PAY, essential=False, level=0.5),))
    invented = Invented({'I "1': one}, {"I-R": role})
    first = match(Wanted.AT_LEAST, "strong", candidate='I "1', role="I-R")
    add(workspace, "pay", first, **SAID, source="a test", invented=invented)
    add(workspace, "pay", replace(first, id="two"), **SAID, source="a test")  # it is known by now
    assert told(workspace) == {"one": True, "two": True}
    workspace.forget("C-1")  # nobody of the book is needed
    assert told(workspace) == {"one": True, "two": True}
    other = Invented({'I "1': person('I "1')}, {})
    with pytest.raises(InputError, match="described otherwise already"):
        add(workspace, "pay", replace(first, id="three"), **SAID, source="a test", invented=other)
    remove(workspace, "pay", "one", **SAID)
    assert [one.id for one in assertions(workspace, "pay")] == ["two"]
    remove(workspace, "pay", "two", **SAID)
    assert view(workspace, "pay").part(ORIGIN) == frozenset()
    with pytest.raises(UnknownName, match="no golden match two"):
        remove(workspace, "pay", "two", **SAID)


def test_all_of_the_demonstration_agency_can_be_described_and_reads_the_same(workspace: Workspace) -> None:
    everybody = Invented.of(shipped("agency/candidates.toml"), shipped("agency/roles.toml"))
    plain = {one.id: replace(one, changes=UNCHANGED, filters=NO_FILTERS) for one in everybody.roles.values()}
    candidates = {iri_of(code): person_record(one) for code, one in everybody.candidates.items()}
    roles = {iri_of(code): role_record(one) for code, one in plain.items()}
    before = view(workspace, "pay")
    read = golden_set(before.after(adding(before, STRONG, candidates=candidates, roles=roles)))
    assert read.candidates == candidates
    assert [role_of_record(one) for one in read.roles.values()] == list(plain.values())


def test_nothing_else_reads_them(workspace: Workspace) -> None:
    invented = Invented({'I "1': person('I "1')}, {})
    add(
        workspace,
        "pay",
        match(Wanted.NOT_ABOVE, "strong", candidate='I "1'),
        **SAID,
        source="a test",
        invented=invented,
    )
    before, network = workspace.release, workspace.network
    with_them = network_of(workspace, "pay")
    assert with_them.nodes == network.nodes
    assert np.array_equal(with_them.ic, network.ic)
    approved(workspace, "pay")
    made = release(workspace, "pay", by="R-1")
    assert {**made.counts, "triples": 0} == {**before.counts, "triples": 0}
    files = [sorted(workspace.releases.path(one.name).glob("graphs/*.ttl")) for one in (before, made)]
    assert [file.stem for file in files[1]] == [ORIGIN, BUNDLED]
    told_before, told_after = ([(one.rule.id, one.message) for one in flaws(part)] for part in files)
    assert told_after == told_before
    counting = "SELECT (COUNT(?s) AS ?n) { ?s a esco:Skill }"
    (row,) = run_query(workspace.releases.path(made.name) / "store", counting).rows
    assert str(row[0]) == "2"


@pytest.mark.parametrize(
    ("asserts", "error", "words"),
    [
        (match(Wanted.AT_LEAST, "great"), InputError, "“great” is no word for a score: strong"),
        (match(Wanted.ABOVE, "C-9"), UnknownName, "C-9"),
        (match(Wanted.AT_LEAST, "strong", role="R-9"), UnknownName, "R-9"),
        (replace(STRONG, id="no name"), InputError, "is no name of a golden match"),
        (replace(STRONG, as_of="today"), InputError, "which is no day"),
    ],
)
def test_what_cannot_be_asserted_is_refused(
    workspace: Workspace, asserts: GoldenMatch, error: type[SkillPathError], words: str
) -> None:
    with pytest.raises(error, match=words):
        add(workspace, "pay", asserts, **SAID, source="a test")
    assert log(workspace.book, "pay") == []


def test_what_was_written_by_hand_and_says_too_little_is_named(workspace: Workspace) -> None:
    cls = ox.NamedNode(str(v.CLASS_GOLDEN_MATCH))
    kind = ORIGIN, ox.Triple(ox.NamedNode(str(v.GOLDEN.mine)), ox.NamedNode(str(RDF.type)), cls)
    change(workspace, "pay", Edit(added=frozenset((kind,))), **SAID, source="a file")
    with pytest.raises(InputError, match=r"golden/mine> says candidate 0 times: it must be said once"):
        checked(workspace, "pay")
    approved(workspace, "pay")
    with pytest.raises(InputError, match="golden/mine> says candidate 0 times"):
        release(workspace, "pay", by="R-1")
