"""Records of persons: identities and looks, notes, words, duplicates, merges, and what must go."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL, insert, update

from people import candidates
from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.candidate_record import candidate_of, record_of
from skillpath.agency.distinct import set_apart, set_apart_so_far, take_back
from skillpath.agency.dossier import dossier, references
from skillpath.agency.duplicates import Pair, duplicates
from skillpath.agency.identities import Identity, identify, is_identified, look, looks
from skillpath.agency.merging import merge, merges, undo, union
from skillpath.agency.notes import add_note, notes
from skillpath.agency.pool_store import PoolStore
from skillpath.agency.retention import Expired, expired, keep
from skillpath.agency.schema import METADATA
from skillpath.agency.word_search import Place, find
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, SkillPathError, UnknownName
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.role import Role
from workspaces import Bundled

FIRST, SECOND, THIRD = date(2010, 1, 1), date(2013, 5, 1), date(2016, 3, 1)
ONE = Candidate(
    "C-1", (Spell("j1", "i1", FIRST, SECOND), Spell("j2", "i1", SECOND)), (Claim("s1", 0.5, "cv"),)
)
TWO = Candidate(
    "C-2",
    (Spell("j1", "i2", FIRST, SECOND), Spell("j2", "i1", SECOND), Spell("j3", "i1", THIRD)),
    (Claim("s1", 0.8, "test"), Claim("s2", 0.4, "cv")),
    location="DE",
)
OTHER = Candidate("C-3", (Spell("j1", "i1", FIRST), Spell("j9", "i1", date(2019, 1, 1))))


@pytest.fixture
def filled(book: Book) -> Book:
    book.put([ONE, TWO, OTHER], [Role("R-1", "payroll clerk")])
    return book


# Identities ---------------------------------------------------------------------------------------


def test_every_look_at_an_identity_is_kept(filled: Book) -> None:
    ann = Identity("Ann Example", "ann@mail.example", "+49 30 123456", "Street 1")
    identify(filled, "C-1", replace(ann, name="Anne"))
    identify(filled, "C-1", ann)
    assert look(filled, "C-1", by="K-1", reason="interview") == ann
    assert look(filled, "C-2", by="K-2", reason="who is it") is None
    assert [(one.candidate, one.by, one.reason) for one in looks(filled)] == [
        ("C-1", "K-1", "interview"),
        ("C-2", "K-2", "who is it"),
    ]
    assert [one.candidate for one in looks(filled, "C-2")] == ["C-2"]


def test_a_merged_record_lends_its_identity(filled: Book) -> None:
    identify(filled, "C-2", Identity("Ann"))
    assert (is_identified(filled, "C-1"), is_identified(filled, "C-2")) == (False, True)
    merge(filled, "C-1", "C-2", by="K-1")
    assert is_identified(filled, "C-1")
    assert look(filled, "C-1", by="K-1", reason="interview") == Identity("Ann")
    identify(filled, "C-1", Identity("Anna"))
    assert look(filled, "C-1", by="K-1", reason="interview") == Identity("Anna")


@pytest.mark.parametrize(("by", "reason"), [("", "interview"), ("K-1", " ")])
def test_nobody_looks_without_saying_who_and_why(filled: Book, by: str, reason: str) -> None:
    with pytest.raises(InputError, match="--by and --reason"):
        look(filled, "C-1", by=by, reason=reason)
    assert looks(filled) == []


def test_a_profile_never_holds_an_identity(filled: Book) -> None:
    identify(filled, "C-1", Identity("Unmistakable"))
    assert "Unmistakable" not in repr(filled.candidates())


# Notes and words ----------------------------------------------------------------------------------


def test_notes_are_attributed_and_by_role(filled: Book) -> None:
    add_note(filled, "C-1", " can start in May ", by="K-1")
    add_note(filled, "C-1", "client was pleased", by="K-2", role="R-1")
    assert [(n.by, n.text, n.role) for n in notes(filled, "C-1")] == [
        ("K-1", "can start in May", None),
        ("K-2", "client was pleased", "R-1"),
    ]
    assert [n.by for n in notes(filled, "C-1", role="R-1")] == ["K-2"]
    with pytest.raises(UnknownName):
        add_note(filled, "C-9", "x", by="K-1")
    with pytest.raises(InputError):
        add_note(filled, "C-1", " ", by="K-1")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Path:
    return bundled(tmp_path_factory.mktemp("compiled") / "w").folder


@pytest.fixture
def workspace(compiled: Path, tmp_path: Path, database: URL) -> Workspace:
    shutil.copytree(compiled, tmp_path / "w")
    opened = Workspace.open(tmp_path / "w", database=database)
    payroll = "https://w3id.org/skillpath/job/payroll-clerk"
    opened.book.put(
        [replace(ONE, spells=(Spell(payroll, None, FIRST),)), TWO], [Role("R-1", "payroll clerk")]
    )
    return opened


def test_words_are_found_where_they_stand_together(workspace: Workspace) -> None:
    book = workspace.book
    add_note(book, "C-2", "Führt die Lohnabrechnung (payroll) für 300 Leute", by="K-1")
    add_note(book, "C-2", "plays no role", by="K-1")
    book.decide([Decision("C-2", "R-1", Outcome.REJECTED, date(2026, 1, 1), "K-1", "payroll only abroad")])
    kinds = [(place.candidate, place.kind) for place in find(workspace, "payroll")]
    assert kinds == [("C-2", "note"), ("C-2", "decision"), ("C-1", "job")]
    assert find(workspace, "LOHN führt") == [
        Place("C-2", "note", "Führt die Lohnabrechnung (payroll) für 300 Leute")
    ]
    assert find(workspace, "lohn abroad") == []
    assert find(workspace, "Gehaltsbuchhalter")[0].candidate == "C-1"  # a label in another language


def test_the_words_of_a_cv_are_found_until_its_text_goes(workspace: Workspace) -> None:
    row = dict.fromkeys(("file", "kind", "taken_by"), "") | {
        "number": 1,
        "part": 0,
        "bytes": 1,
        "notes": [],
    }
    row |= {"purpose": "candidate", "state": "confirmed", "taken_on": FIRST, "candidate": "C-1"}
    said = "\n".join(["line"] * 40 + ["kept the ledgers"] + ["line"] * 40)
    with workspace.book.write() as connection:
        connection.execute(insert(t.INTAKE), row | {"text": said})
    (place,) = find(workspace, "ledger")
    assert (place.candidate, place.kind) == ("C-1", "CV")
    assert place.text.startswith("… line")
    assert "line kept the ledgers line" in place.text
    with workspace.book.write() as connection:
        connection.execute(update(t.INTAKE).values(text=None))
    assert find(workspace, "ledger") == []


def test_a_search_is_words_and_nothing_else(workspace: Workspace) -> None:
    add_note(workspace.book, "C-1", "quiet", by="K-1")
    for asked in ("'); DROP TABLE note; --", 'xq" OR "yq', "NEAR(quiet zq)", "text:quiet", "!quiet & zq"):
        assert find(workspace, asked) == []
    for asked in ('"', "*", " "):
        with pytest.raises(InputError, match="at least one word"):
            find(workspace, asked)
    assert [place.text for place in find(workspace, "qui")] == ["quiet"]


# Duplicates and merges ----------------------------------------------------------------------------


def test_duplicates_have_a_contact_or_most_of_a_history_in_common(filled: Book) -> None:
    alike = "2 jobs of the same kind that began in the same month"
    assert duplicates(filled) == [Pair("C-1", "C-2", (), 2)]
    identify(filled, "C-1", Identity("A", "A@x.example", "+49 (0)30 1234567"))
    identify(filled, "C-2", Identity("B", "a@X.example", "030 1234567"))
    identify(filled, "C-3", Identity("C", "c@x.example", "12"))
    reasons = ("the same e-mail address", "the same phone number", alike)
    (pair,) = duplicates(filled)
    assert pair == Pair("C-1", "C-2", ("email_key", "phone_key"), 2)
    assert pair.reasons == reasons


def test_who_is_set_apart_is_no_duplicate_until_that_is_taken_back(filled: Book) -> None:
    for _ in range(2):
        set_apart(filled, "C-2", "C-1", by="K-1")
    assert [(one.first, one.second, one.by) for one in set_apart_so_far(filled)] == [("C-1", "C-2", "K-1")]
    assert duplicates(filled) == []
    take_back(filled, "C-1", "C-2")
    assert duplicates(filled) == [Pair("C-1", "C-2", (), 2)]
    for one, other, by, problem in (
        ("C-1", "C-1", "K-1", "is one candidate"),
        ("C-1", "C-2", " ", "says who they are"),
        ("C-1", "C-9", "K-1", "no candidate C-9"),
    ):
        with pytest.raises(SkillPathError, match=problem):
            set_apart(filled, one, other, by=by)
    with pytest.raises(InputError, match="Nobody has said that C-1 and C-2"):
        take_back(filled, "C-2", "C-1")
    set_apart(filled, "C-1", "C-2", by="K-1")
    filled.remove("C-2")
    assert set_apart_so_far(filled) == []


def test_a_merged_record_is_no_candidate_and_nothing_of_it_is_lost(filled: Book, tmp_path: Path) -> None:
    store = PoolStore(tmp_path, filled)
    assert len(store.now()) == 3
    add_note(filled, "C-2", "about both", by="K-1")
    done = merge(filled, "C-1", "C-2", by="K-1")
    assert sorted(filled.codes()) == ["C-1", "C-3"]
    assert len(store.now()) == len(PoolStore(tmp_path / "fresh", filled).now()) == 2
    both = filled.candidate("C-1")
    assert [spell.job_type for spell in both.spells] == ["j1", "j2", "j3"]
    assert both.spells[0].industry == "i1"  # of two that are one, that of the record that is kept
    assert {claim.skill: claim.level for claim in both.claims} == {"s1": 0.8, "s2": 0.4}
    assert both.location == "DE"
    assert [note.text for note in notes(filled, "C-1")] == ["about both"]
    with pytest.raises(UnknownName, match="C-2 is part of C-1"):
        filled.candidate("C-2")
    assert duplicates(filled) == []
    assert [(one.candidate, one.merged, one.undone_at) for one in merges(filled)] == [("C-1", "C-2", None)]
    undone = undo(filled, done.number, by="K-2")
    assert (filled.candidate("C-1"), filled.candidate("C-2"), undone.undone_at is None) == (ONE, TWO, False)
    assert len(store.now()) == 3


def test_what_was_merged_before_comes_along_and_goes_back(filled: Book) -> None:
    filled.put([Candidate("C-4"), Candidate("C-5")])
    for code in ("C-3", "C-4", "C-5"):
        add_note(filled, code, f"about {code}", by="K-1")
    inner = [merge(filled, "C-4", "C-5", by="K-1"), merge(filled, "C-3", "C-4", by="K-1")]
    outer = merge(filled, "C-1", "C-3", by="K-1")
    assert sorted(note.candidate for note in notes(filled, "C-1")) == ["C-3", "C-4", "C-5"]
    assert sorted(row["code"] for row in dossier(filled, "C-1")["candidate"]) == ["C-1", "C-3", "C-4", "C-5"]
    assert len(dossier(filled, "C-1")["merge"]) == 3
    with pytest.raises(InputError, match=f"Undo {outer.number} first"):
        undo(filled, inner[1].number, by="K-1")
    undo(filled, outer.number, by="K-1")
    assert sorted(filled.codes()) == ["C-1", "C-2", "C-3"]
    assert sorted(note.candidate for note in notes(filled, "C-3")) == ["C-3", "C-4", "C-5"]
    undo(filled, inner[1].number, by="K-1")
    assert [note.candidate for note in notes(filled, "C-4")] == ["C-4", "C-5"]
    undo(filled, inner[0].number, by="K-1")
    assert sorted(filled.codes()) == ["C-1", "C-2", "C-3", "C-4", "C-5"]


@pytest.mark.parametrize(
    ("attempt", "says"),
    [
        (lambda book: merge(book, "C-1", "C-1", by="K"), "with itself"),
        (lambda book: merge(book, "C-1", "C-3", by=""), "--by"),
        (lambda book: merge(book, "C-1", "C-9", by="K"), "no candidate C-9"),
        (lambda book: undo(book, 1, by="K"), "Undo 2 first"),
        (lambda book: undo(book, 7, by="K"), "no merge 7"),
    ],
)
def test_a_merge_that_cannot_be_says_why(filled: Book, attempt: Callable[[Book], object], says: str) -> None:
    filled.put([Candidate("C-4")])
    for other in ("C-2", "C-4"):
        merge(filled, "C-1", other, by="K-1")
    before = filled.candidates()
    with pytest.raises((InputError, UnknownName), match=says):
        attempt(filled)
    assert filled.candidates() == before


@given(candidates, candidates)
def test_a_union_keeps_all_jobs_and_skills(one: Candidate, two: Candidate) -> None:
    both = union(one, replace(two, code="other"))
    assert {(s.job_type, s.start) for s in both.spells} == {
        (s.job_type, s.start) for s in (*one.spells, *two.spells)
    }
    for claim in (*one.claims, *two.claims):
        assert max(c.level for c in both.claims if c.skill == claim.skill) >= claim.level
    assert candidate_of(json.loads(json.dumps(record_of(both)))) == both


# What must go -------------------------------------------------------------------------------------


def test_who_is_kept_too_long_is_told(filled: Book) -> None:
    keep(filled, "C-2", date(2026, 1, 1))
    keep(filled, "C-1", date(2025, 1, 1))
    keep(filled, "C-3", date(2027, 1, 1))
    overdue = [Expired("C-1", date(2025, 1, 1)), Expired("C-2", date(2026, 1, 1))]
    assert expired(filled, date(2026, 1, 2)) == overdue
    assert expired(filled, date(2026, 1, 1)) == overdue[:1]
    keep(filled, "C-1", None)
    assert expired(filled, date(2026, 1, 1)) == []


def everything_about(book: Book) -> None:
    identify(book, "C-1", Identity("Unmistakable-A", "unmistakable-b@x.example", "0987654321"))
    look(book, "C-1", by="K-1", reason="Unmistakable-C")
    add_note(book, "C-1", "Unmistakable-D", by="K-1")
    book.decide([Decision("C-1", "R-1", Outcome.REJECTED, date(2026, 1, 1), "K-1", "Unmistakable-E")])
    add_note(book, "C-2", "Unmistakable-F", by="K-1")
    merge(book, "C-1", "C-2", by="Unmistakable-G")


def test_all_that_is_held_on_a_person_is_exported(filled: Book) -> None:
    everything_about(filled)
    held = json.dumps(dossier(filled, "C-1"))
    assert all(f"nmistakable-{mark}" in held for mark in "AbCDEFG")
    assert '"j3"' in held
    assert set(dossier(filled, "C-1")) == {"candidate", *(table.name for table in references())}
    assert set(dossier(filled, "C-3")["candidate"][0].values()) >= {"C-3"}


def test_what_refers_to_a_candidate_goes_with_the_candidate() -> None:
    assert all(
        key.ondelete == "CASCADE"
        for columns in references().values()
        for column in columns
        for key in column.foreign_keys
    )
    assert {"identity", "look", "note", "merge", "decision", "spell", "claim"} <= {
        table.name for table in references()
    }
    assert "candidate" in METADATA.tables


def database_folder(workspace: Workspace) -> Path:
    url = workspace._database
    return Path(url.database or "").parent if url.get_backend_name() == "sqlite" else workspace.folder


def test_who_is_removed_is_in_no_file_any_more(workspace: Workspace) -> None:
    book = workspace.book
    book.put([replace(TWO, claims=(Claim("s1", 0.4, "unmistakable-source"),))])
    workspace.pool.now()
    everything_about(book)
    find(workspace, "unmistakable")
    workspace.forget("C-1")
    assert book.codes() == []
    files = [*workspace.folder.rglob("*"), *database_folder(workspace).rglob("*")]
    assert [file.name for file in files if file.is_file() and b"nmistakable" in file.read_bytes()] == []
    assert find(workspace, "unmistakable") == []


@given(st.text(max_size=20))
def test_keys_of_contacts_never_fail(text: str) -> None:
    identity = Identity("A", text, text)
    assert identity.phone_key is None or len(identity.phone_key) >= 6
    assert Identity("A", f" {text} ".upper()).email_key is None or identity.email_key is not None
