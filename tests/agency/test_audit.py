"""The log: what is written, that nobody changes it unseen, that it leads back to nobody who is gone."""

import itertools
import json
import shutil
import sqlite3
import tempfile
import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from firms import DAY, ROLE, claiming, firm, iri, worked
from skillpath.agency import schema as t
from skillpath.agency import version_tables as was
from skillpath.agency.address import file_url
from skillpath.agency.audit import chain
from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.entries import DELETED, Wanted, entries, entry
from skillpath.agency.audit.exporting import export
from skillpath.agency.audit.kinds import LEAST_DAYS, Event
from skillpath.agency.audit.pruning import prune
from skillpath.agency.audit.replaying import replay
from skillpath.agency.audit.shown import explanation_shown, ranking_shown, roles_shown
from skillpath.agency.audit.verifying import verify
from skillpath.agency.best_roles import roles_for
from skillpath.agency.book import Book
from skillpath.agency.deciding import decide, rate, seen_of
from skillpath.agency.dossier import export as export_person
from skillpath.agency.identities import look
from skillpath.agency.matching import explanation, match_certificate, ranking
from skillpath.agency.merging import merge
from skillpath.agency.role_changes import change_role
from skillpath.agency.shared_readings import opened, share, shared, withdraw
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.ontology.turtle import RdfGraph, read_turtle
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.certificate import certificate_hash
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.role import Role


def told(book: Book) -> list[tuple[str, str, str | None]]:
    return [(one.event, one.by, one.candidate) for one in entries(book, most=100)][::-1]


# The chain ----------------------------------------------------------------------------------------


@pytest.fixture
def filled(book: Book) -> Book:
    book.put([Candidate("C-1"), Candidate("C-2")], [Role("R-1", "payroll clerk")])
    return book


def test_all_that_is_done_with_people_is_logged_in_the_same_transaction(filled: Book) -> None:
    look(filled, "C-1", by="K-1", reason="interview")
    export_person(filled, "C-1", by="K-2", reason="asked for it")
    filled.decide([Decision("C-1", "R-1", Outcome.REJECTED, DAY, "K-1", "Ann is ill")])
    filled.decide([Decision("C-1", "R-1", Outcome.REJECTED, DAY, "K-1", "Ann is ill")])
    rate(filled, "C-2", "R-1", higher=True, points=7.5, profile="skills first", by="K-3")
    change_role(filled, Role("R-1", "payroll clerk", profile="fresh eyes"), by="K-4")
    reading = {"audience": "client", "candidate": "C-1", "role": {"id": "R-1"}}
    token = share(filled, reading, by="K-1", days=7)
    opened(filled, token)
    withdraw(filled, shared(filled, "C-1", "R-1")[0].number, by="K-1")
    filled.remove("C-2", by="K-5")
    assert told(filled) == [
        (Event.IDENTITY, "K-1", "C-1"),
        (Event.EXPORT, "K-2", "C-1"),
        (Event.DECISION, "K-1", "C-1"),
        (Event.OVERRIDE, "K-3", DELETED),
        (Event.OVERRIDE, "K-4", None),
        (Event.LINK_MADE, "K-1", "C-1"),
        (Event.LINK_OPENED, "outside", "C-1"),
        (Event.LINK_WITHDRAWN, "K-1", "C-1"),
        (Event.DELETION, "K-5", None),
    ]
    changed = entry(filled, 5).details
    assert (changed["before"]["profile"], changed["after"]["profile"]) == ("skills first", "fresh eyes")
    assert "Ann" not in json.dumps([dict(one.details) for one in entries(filled, most=100)])
    assert verify(filled).whole


def test_what_fails_is_not_logged(filled: Book) -> None:
    with pytest.raises(UnknownName):
        filled.decide([Decision("C-9", "R-1", Outcome.PLACED, DAY, "K-1")])
    with pytest.raises(InputError):
        look(filled, "C-1", by="", reason="none")
    assert told(filled) == []


def test_writers_at_once_never_fork_the_chain(filled: Book, database: URL) -> None:
    books = [filled, Book(database)]

    def write(book: Book) -> None:
        for _ in range(8):
            book.log(Happening(Event.EXPORT, "K-1"))

    threads = [threading.Thread(target=write, args=(book,)) for book in (*books, *books)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verify(filled)
    assert (found.rows, found.findings) == (32, ())


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET role = 'R-2'", "DELETE FROM audit", "UPDATE audit_kept SET content = '{}'"],
)
def test_the_database_refuses_to_change_the_log(filled: Book, database: URL, statement: str) -> None:
    filled.log(Happening(Event.RANKING, "K-1", question={"asked": 1}, answer={"shown": []}))
    raw = create_engine(database, poolclass=NullPool)
    with raw.begin() as connection, pytest.raises(IntegrityError, match="the log"):
        connection.exec_driver_sql(statement)
    assert verify(filled).whole


ROWS = 6
COLUMNS = (
    "at",
    "by",
    "kind",
    "role",
    "person",
    "release",
    "question",
    "answer",
    "details",
    "previous",
    "hash",
)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A log of some rows without its guards, and the hash of its last row."""
    path = tmp_path_factory.mktemp("log") / "book.sqlite"
    book = Book(file_url(path))
    for number in range(ROWS):
        answer = {"shown": [["p", number / 7]]} if number % 2 else None
        asked: dict[str, Any] = {
            "question": {"n": number},
            "answer": answer,
            "seal": None if answer else "5" * 64,
        }
        book.log(Happening(Event.RANKING if answer else Event.EXPLANATION, f"K-{number}", **asked))
    with closing(sqlite3.connect(path)) as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
        ):
            raw.execute(f"DROP TRIGGER {name}")
    anchor = verify(book).head.hash
    book.close()  # what is in SQLite's own log comes into the file
    return path, anchor


def forged(log: tuple[Path, str], folder: Path, *statements: str) -> Sequence[str]:
    """What is found in a copy of the log that was changed so."""
    path = folder / f"{uuid.uuid4()}.sqlite"
    shutil.copy(log[0], path)
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()
    return verify(Book(file_url(path)), anchor=log[1]).findings


def test_a_log_that_nobody_touched_is_whole(untouched: tuple[Path, str], tmp_path: Path) -> None:
    assert forged(untouched, tmp_path) == ()


@settings(max_examples=30)
@given(data=st.data())
def test_any_changed_cell_is_found(
    untouched: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    column, number = data.draw(st.sampled_from(COLUMNS)), data.draw(st.integers(1, ROWS))
    value = data.draw(st.text("abcdef0123456789:- ", max_size=64))
    with closing(sqlite3.connect(untouched[0])) as raw:
        (before,) = raw.execute(f'SELECT "{column}" FROM audit WHERE number = ?', [number]).fetchone()
    assume(value != before)
    change = f"""UPDATE audit SET "{column}" = '{value}' WHERE number = {number}"""
    assert forged(untouched, tmp_path_factory.mktemp("forged"), change) != ()


GONE = [f"DELETE FROM audit WHERE number = {number}" for number in range(1, ROWS + 1)]
ADDED = [
    f"INSERT INTO audit SELECT {number}, at, 'K-9', kind, role, person, release, question, answer, details, "
    f"prunes, '{'1' * 64}', hash FROM audit WHERE number = 1"
    for number in (0, ROWS + 1)
]
SWAPPED = [
    f"UPDATE audit SET number = -1 WHERE number = {one}; "
    f"UPDATE audit SET number = {one} WHERE number = {two}; "
    f"UPDATE audit SET number = {two} WHERE number = -1"
    for one, two in itertools.combinations(range(1, ROWS + 1), 2)
]
OTHER = [
    "DELETE FROM audit WHERE number > 3",
    "DELETE FROM audit WHERE number < 4",
    "DELETE FROM audit",
    """UPDATE audit_kept SET content = replace(content, '"n":1', '"n":7')""",
    "DELETE FROM audit_kept WHERE content LIKE '%shown%'",
    "UPDATE audit SET prunes = 3 WHERE number = 5",
]


@pytest.mark.parametrize("change", [*GONE, *ADDED, *SWAPPED, *OTHER])
def test_any_row_that_goes_comes_or_moves_is_found(
    untouched: tuple[Path, str], tmp_path: Path, change: str
) -> None:
    assert forged(untouched, tmp_path, *change.split("; ")) != ()


def test_rows_cut_off_the_end_are_found_by_the_noted_hash_alone(
    untouched: tuple[Path, str], tmp_path: Path
) -> None:
    path = tmp_path / "cut.sqlite"
    shutil.copy(untouched[0], path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"DELETE FROM audit WHERE number = {ROWS}")
        raw.execute(
            "DELETE FROM audit_kept WHERE digest NOT IN (SELECT question FROM audit) AND digest NOT IN "
            "(SELECT answer FROM audit)"
        )
        raw.commit()
    book = Book(file_url(path))
    assert verify(book).whole
    (finding,) = verify(book, anchor=untouched[1]).findings
    assert "cut off or replaced" in finding


# Pruning ------------------------------------------------------------------------------------------


def empty(question: int, *, changes: int) -> Happening:
    asked, answer = {"n": question}, {"shown": list[Any]()}
    return Happening(Event.RANKING, "K-1", question=asked, answer=answer, details={"changes": changes})


@pytest.fixture
def aged(filled: Book, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Four rows that are a year old, and two of today; a candidate was written anew in between."""
    old = (datetime.now(UTC) - timedelta(days=365)).isoformat(timespec="seconds")
    with monkeypatch.context() as then:
        then.setattr(chain, "now", lambda: old)
        for number in range(4):
            filled.log(empty(number, changes=1))
    filled.put([Candidate("C-1", location="DE")])
    for number in range(3, 5):
        filled.log(empty(number, changes=2))
    return filled


def test_what_is_pruned_is_told_and_the_rest_is_still_whole(aged: Book) -> None:
    noted = verify(aged).head.hash
    assert prune(aged, days=200, by="K-1").rows == 4
    found = verify(aged, anchor=noted)
    assert (found.whole, found.rows, found.pruned) == (True, 3, 4)
    assert [one.number for one in entries(aged, most=9)] == [7, 6, 5]
    with aged.read() as connection:
        assert len(connection.execute(select(t.AUDIT_KEPT)).all()) == 3  # two questions, one answer
        assert connection.execute(select(was.CANDIDATE_VERSION)).all() == []
    assert prune(aged, days=200, by="K-1").rows == 0
    assert "cut off" in verify(aged, anchor="1" * 64).findings[0]


def test_nothing_younger_than_six_months_goes(aged: Book) -> None:
    with pytest.raises(InputError, match=f"{LEAST_DAYS} days at least"):
        prune(aged, days=LEAST_DAYS - 1, by="K-1")
    details = {"rows": 6, "number": 6, "hash": verify(aged).head.hash, "newest": entry(aged, 6).at}
    aged.log(Happening(Event.PRUNED, "K-1", details=details, prunes=6))
    with aged.write() as connection:
        connection.execute(t.AUDIT.delete().where(t.AUDIT.c.number <= 6))
    assert "only 0 days old" in verify(aged).findings[0]


# What it says of persons --------------------------------------------------------------------------


def test_the_log_of_a_person_is_exported_without_live_formulas(filled: Book, tmp_path: Path) -> None:
    look(filled, "C-1", by="K-1", reason="interview")
    look(filled, "C-2", by="=2+2", reason="interview")
    assert export(filled, tmp_path / "one.jsonl", Wanted(candidate="C-1"), by="K-1") == 1
    (line,) = (tmp_path / "one.jsonl").read_text().splitlines()
    assert json.loads(line)["candidate"] == "C-1"
    assert export(filled, tmp_path / "all.csv", Wanted(since=date(2026, 1, 1)), by="K-1") == 3
    assert ",'=2+2," in (tmp_path / "all.csv").read_text()
    with pytest.raises(InputError, match="format"):
        export(filled, tmp_path / "all.pdf", Wanted(), by="K-1")
    assert told(filled)[2:] == [(Event.EXPORT, "K-1", None)] * 2
    assert entries(filled, Wanted(until=date(2026, 1, 1)), most=9) == []


# What was shown, again ----------------------------------------------------------------------------


def shown(workspace: Workspace) -> None:
    """A ranking, an explanation and the best roles, as entries 1 to 3."""
    ranked = ranking(workspace, "R-1", as_of=DAY)
    explained = explanation(workspace, "C-1", "R-1", as_of=DAY)
    roles = roles_for(workspace, "C-1", as_of=DAY, top=5)
    workspace.book.log(
        ranking_shown(workspace, ranked, "R-1", as_of=DAY, by="K-1", via="test"),
        explanation_shown(workspace, explained, "R-1", as_of=DAY, by="K-1", via="test"),
        roles_shown(workspace, roles, by="K-1", via="test"),
    )


@pytest.fixture
def seen(tmp_path: Path) -> Workspace:
    workspace = firm(
        tmp_path / "firm",
        worked("C-1", "clerk", "clinic"),
        worked("C-2", "cashier"),
        claiming("C-3", "tax"),
        worked("C-4", "nurse", "clinic"),
    )
    shown(workspace)
    return workspace


def test_what_was_shown_has_the_same_digits(seen: Workspace) -> None:
    found = [replay(seen, number) for number in (1, 2, 3)]
    assert all(one.same and not one.gone for one in found)
    assert found[0].checked[-1] == "that nobody else belonged among them"
    assert "digit by digit" in found[1].checked[0]


MORE = f"<{iri('tax')}> <http://www.w3.org/2004/02/skos/core#related> <{iri('pay')}> .\n"


def graph(turtle: str) -> RdfGraph:
    with tempfile.NamedTemporaryFile("w", suffix=".ttl") as file:
        file.write(turtle)
        file.flush()
        return read_turtle(Path(file.name))


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "candidates written anew": lambda w: w.book.put([worked("C-1", "nurse"), claiming("C-2", "pay", "tax")]),
    "written anew twice": lambda w: [*map(w.book.put, ([worked("C-1", "nurse", years=n)] for n in (2, 3)))],
    "a better candidate": lambda w: w.book.put([worked("C-0", "clerk", "clinic", years=20)]),
    "another role": lambda w: change_role(w.book, replace(ROLE, skills=(), profile="fresh eyes"), by="K-1"),
    "another release": lambda w: w.take("more", graph(MORE)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_later_changes_do_not_touch_what_was_shown(seen: Workspace, change: str) -> None:
    before = ranking(seen, "R-1", as_of=DAY)
    CHANGES[change](seen)
    again = Workspace.open(seen.folder)
    assert change == "written anew twice" or ranking(again, "R-1", as_of=DAY) != before
    for number in (1, 2, 3):
        found = replay(again, number)
        assert (found.same, found.gone) == (True, ())


def test_what_went_with_a_person_is_said_and_nothing_leads_back(seen: Workspace) -> None:
    certificate = certificate_hash(match_certificate(seen, "C-1", "R-1", as_of=DAY))
    assert [one.number for one in entries(seen.book, Wanted(certificate=certificate), most=9)] == [2]
    seen.book.put([replace(worked("C-1", "nurse"), licences=("unmistakable",))])
    seen.book.put([worked("C-1", "nurse")])
    seen.forget("C-1", by="K-1")
    rows = replay(seen, 1)
    assert (rows.same, rows.gone) == (True, ("1 of 4 candidates were deleted since: their rows",))
    for number in (2, 3):
        found = replay(seen, number)
        assert (found.checked, found.differences) == ((), ())
        assert "deleted" in found.gone[0]
    assert entries(seen.book, Wanted(certificate=certificate), most=9) == []
    with pytest.raises(UnknownName, match="the log knows no code"):
        entries(seen.book, Wanted(candidate="C-1"), most=9)
    assert verify(seen.book).whole
    held = [path for path in seen.folder.rglob("*") if path.is_file() and path.name.startswith("book.sqlite")]
    traces = (b"C-1", certificate.encode(), b"unmistakable")
    assert [path.name for path in held for trace in traces if trace in path.read_bytes()] == []


def test_what_cannot_be_worked_out_is_said(seen: Workspace) -> None:
    seen.book.log(Happening(Event.EXPORT, "K-1"))
    with pytest.raises(InputError, match="only “ranking shown” and “explanation opened”"):
        replay(seen, 4)
    merge(seen.book, "C-2", "C-3", by="K-1")
    found = replay(seen, 1)
    assert found.same
    assert "merged" in found.gone[0]
    before = seen.release.name
    CHANGES["another release"](seen)
    seen.releases.path(before).rename(seen.folder / "elsewhere")
    assert "not in the workspace any more" in replay(Workspace.open(seen.folder), 2).gone[0]


def test_a_ranking_that_was_never_shown_so_is_told(seen: Workspace) -> None:
    with seen.book.read() as connection:
        codes = dict(connection.execute(select(t.CANDIDATE.c.code, t.CANDIDATE.c.pseudonym)).all())
    asked = entry(seen.book, 1)
    query = select(t.AUDIT_KEPT.c.content).where(t.AUDIT_KEPT.c.digest == asked.question)
    with seen.book.read() as connection:
        question = json.loads(connection.execute(query).scalar_one())
    made_up = [[codes["C-4"], 0.9], [codes["C-1"], 0.1]]
    untrue = {"release": asked.release, "question": question, "answer": {"shown": made_up}}
    seen.book.log(Happening(Event.RANKING, "K-1", **untrue, details=dict(asked.details)))
    found = replay(seen, 4)
    assert not found.same
    assert found.differences[0].startswith("C-4: shown 0.900000000000, now ")


# Decisions against the score ----------------------------------------------------------------------


def test_a_decision_against_the_score_is_an_override_too(seen: Workspace) -> None:
    match = explanation(seen, "C-4", "R-1", as_of=DAY)
    for good, events in ((match["score"] + 0.01, [Event.DECISION, Event.OVERRIDE]), (0.0, [Event.DECISION])):
        before = len(told(seen.book))
        noted = seen_of(match, Outcome.PLACED, good=good)
        decide(seen.book, Decision("C-4", "R-1", Outcome.PLACED, DAY, "K-1", f"good {good}"), seen=noted)
        assert [event for event, *_ in told(seen.book)[before:]] == events
    assert entry(seen.book, 5).details["what"] == "score"
    assert iri("pay") not in json.dumps(dict(entry(seen.book, 5).details))
