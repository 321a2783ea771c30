"""Drafts in the book: taken once, confirmed item by item, and gone when they are discarded."""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

import found
from cvs import TEXT, WHOLE
from databases import NewDatabase
from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.agency.intake.answer import (
    REJECTED,
    Answer,
    answers_of,
    answers_table,
    as_found,
    chosen,
    corrected,
)
from skillpath.agency.intake.confirming import candidate_of, role_of, suggestions_of
from skillpath.agency.intake.document import Span
from skillpath.agency.intake.draft import Content, Draft, LabelSuggestion, Origin, Purpose, State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.item import Item, ItemKind, item_of, item_table, items_in
from skillpath.agency.intake.limits import LIMITS
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.intake.stance import Stance
from skillpath.agency.intake.taking import Taken, Taker, files_of
from skillpath.agency.moving import copy_book
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import CONFIRMED, Candidate, Claim, Spell
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.role import Role, SkillRequirement

DAY = date(2026, 11, 1)
STAND_IN = f"""
import json
import sys
sys.path.insert(0, {str(Path(found.__file__).parent)!r})
from found import finder
from skillpath.agency.intake import worker
worker.finder = lambda _: finder({{"Buchhalterin": "j1", "Lagerist": ""}}, {{"VAT returns": "s1"}})
worker.main()
"""
"""A worker that finds what is word for word."""
ORIGIN = Origin("cv.txt", "ab" * 32, 0, "text", 99)
FOUND = {"language": "de", "items": [], "gaps": [], "overlaps": []}
SECRET = "Erika Mustermann, geboren in Unterhaching"


def taken(book: Book, text: str = TEXT, purpose: Purpose = Purpose.CANDIDATE, sha256: str = "ab" * 32) -> int:
    (number,) = Drafts(book).take(
        purpose, [(replace(ORIGIN, sha256=sha256), Content(text, FOUND))], by="K-1", day=DAY
    )
    return number


# Answers, without a book ----------------------------------------------------------------------------

JOB = Item("job-1", ItemKind.JOB, "Bookkeeper", (), "j1", start=date(2015, 1, 1), end=date(2016, 1, 1))
UNDATED = Item("job-2", ItemKind.JOB, "Clerk", (), "j2")
SKILL = Item("skill-1", ItemKind.SKILL, "VAT", (), "s1")
DENIED = Item("skill-2", ItemKind.SKILL, "Java", (), "s2", stance=Stance.NEGATED)
UNLINKED = Item("skill-3", ItemKind.SKILL, "till  work", (), None)
ITEMS = [JOB, UNDATED, SKILL, DENIED, UNLINKED]


def test_everything_is_what_needs_no_second_look() -> None:
    assert set(chosen(ITEMS, Purpose.CANDIDATE, everything=True)) == {"job-1", "skill-1"}
    assert set(chosen(ITEMS, Purpose.ROLE, everything=True)) == {"job-1", "job-2", "skill-1"}


def test_what_was_said_before_stays_and_what_is_said_now_wins() -> None:
    before = {"skill-1": REJECTED, "skill-2": as_found(DENIED)}
    assert chosen(ITEMS, Purpose.CANDIDATE, everything=True, before=before)["skill-1"] == REJECTED
    answers = chosen(ITEMS, Purpose.CANDIDATE, accept=["skill-1"], reject=["skill-2"], before=before)
    assert [answers[key].taken for key in ("skill-1", "skill-2")] == [True, False]


def test_unknown_keys_are_named() -> None:
    with pytest.raises(InputError, match="no item skill-9, job-7 in the draft; there are job-1"):
        chosen(ITEMS, Purpose.CANDIDATE, accept=["skill-9"], reject=["job-7"])


def test_items_survive_as_plain_data() -> None:
    spans = (Span(3, 9), Span(12, 14))
    full = replace(JOB, spans=spans, alternatives=("j2",), industry="i1", industries=("i2",), on_floor=True)
    for item in (*ITEMS, full):
        assert item_of(json.loads(json.dumps(item_table(item)))) == item


def test_answers_survive_as_plain_data() -> None:
    answers = {
        "job-1": Answer(True, "j", "i", date(2015, 1, 1), date(2016, 1, 1), Level.LEAD, True),
        "skill-1": Answer(True, "s", claim_level=0.4, essential=False),
        "skill-2": REJECTED,
    }
    assert answers_of(answers_table(answers)) == answers


def test_a_candidate_is_what_was_taken_and_nothing_else() -> None:
    later = corrected(UNDATED, start=date(2018, 1, 1), industry="i1", level=Level.SENIOR, on_floor=True)
    answers = {
        "job-2": later,
        "job-1": as_found(JOB),
        "skill-1": replace(as_found(SKILL), claim_level=0.4),
        "skill-2": REJECTED,
        "skill-3": corrected(UNLINKED, concept="s1"),
    }
    assert candidate_of("C-7", ITEMS, answers) == Candidate(
        "C-7",
        (
            Spell("j1", None, date(2015, 1, 1), date(2016, 1, 1)),
            Spell("j2", "i1", date(2018, 1, 1), None, Level.SENIOR, True),
        ),
        (Claim("s1", 0.7, CONFIRMED),),
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    answers = {
        "job-1": corrected(JOB, end=date(2014, 1, 1)),
        "job-2": corrected(UNDATED, concept=None),
        "skill-3": as_found(UNLINKED),
    }
    with pytest.raises(InputError) as caught:
        candidate_of("C-7", ITEMS, answers)
    assert [(p.file, p.reason.split(":")[0]) for p in caught.value.problems] == [
        ("job-1", "ends (2014-01-01) before it begins (2015-01-01)"),
        ("job-2", "has no day on which it begins"),
        ("job-2", "has neither job type nor industry"),
        ("skill-3", "is linked to no skill"),
    ]


@pytest.mark.parametrize("answers", [{}, {"job-1": REJECTED}])
def test_nothing_taken_is_no_candidate(answers: dict[str, Answer]) -> None:
    with pytest.raises(InputError, match="Nothing of the draft was taken"):
        candidate_of("C-7", ITEMS, answers)


def test_an_advert_becomes_a_role() -> None:
    answers = {
        "job-2": corrected(UNDATED, industry="i1", on_floor=True),
        "skill-1": replace(as_found(SKILL), essential=False),
        "skill-2": replace(as_found(DENIED), essential=True),
    }
    assert role_of("R-9", "Clerk", ITEMS, answers) == Role(
        "R-9",
        "Clerk",
        (SkillRequirement("s1", essential=False), SkillRequirement("s2")),
        "j2",
        "i1",
        "i1",
    )


def test_words_that_were_linked_by_hand_are_suggested_and_nothing_else() -> None:
    answers = {
        "job-1": as_found(JOB),
        "skill-1": REJECTED,
        "skill-3": corrected(UNLINKED, concept="s9"),
    }
    suggested = suggestions_of(ITEMS, answers, language="en", intake=3, by="K-1", day=DAY)
    assert list(suggested) == [LabelSuggestion("till work", "en", "s9", 3, DAY, "K-1")]


# In the book ---------------------------------------------------------------------------------------


def test_a_draft_comes_back_as_it_was_taken(book: Book) -> None:
    number = taken(book)
    assert Drafts(book).all() == [
        Draft(number, Purpose.CANDIDATE, State.DRAFT, ORIGIN, DAY, "K-1"),
    ]
    assert Drafts(book).content(number) == Content(TEXT, FOUND)
    assert book.candidates() == []


def test_the_same_file_is_taken_once_for_each_purpose(book: Book) -> None:
    assert [taken(book), taken(book), taken(book, purpose=Purpose.ROLE)] == [1, 1, 2]
    assert Drafts(book).of_file(ORIGIN.sha256, Purpose.ROLE) == [2]


def test_answers_are_kept_until_it_is_confirmed(book: Book) -> None:
    number = taken(book)
    answers = answers_table({"skill-1": as_found(SKILL)})
    Drafts(book).answer(number, answers)
    assert Drafts(book).content(number).answers == answers
    suggested = LabelSuggestion("VAT", "en", "s1", number, DAY, "K-2")
    made = Candidate("C-1", claims=(Claim("s1", 0.7, CONFIRMED),))
    Drafts(book).confirm(number, made, answers=answers, suggestions=[suggested] * 2, by="K-2", day=DAY)
    assert book.candidates() == [made]
    draft = Drafts(book).draft(number)
    assert (draft.state, draft.candidate, draft.decided_by) == (State.CONFIRMED, "C-1", "K-2")
    assert Drafts(book).suggestions() == [suggested]
    assert Drafts(book).all(state=State.DRAFT) == []
    decided = "was confirmed on 2026-11-01 by K-2"
    with pytest.raises(InputError, match=decided):
        Drafts(book).answer(number, {})
    with pytest.raises(InputError, match=decided):
        Drafts(book).discard(number, by="K-1", day=DAY)
    with pytest.raises(InputError, match=decided):
        Drafts(book).confirm(number, Candidate("C-2"), answers={}, by="K-1", day=DAY)
    assert book.codes() == ["C-1"]


def test_a_code_in_the_book_is_never_written_over(book: Book) -> None:
    book.put([Candidate("C-1")], [Role("R-1", "clerk")])
    numbers = [taken(book), taken(book, purpose=Purpose.ROLE)]
    new: list[Candidate | Role] = [Candidate("C-1"), Role("R-1", "other")]
    for number, made in zip(numbers, new, strict=True):
        with pytest.raises(InputError, match="-1 is in the book already"):
            Drafts(book).confirm(number, made, answers={}, by="K-1", day=DAY)
    assert {draft.state for draft in Drafts(book).all()} == {State.DRAFT}
    assert book.role("R-1").title == "clerk"


def test_new_codes_follow_the_highest(book: Book) -> None:
    assert (Drafts(book).next_code(), Drafts(book).next_role_id()) == ("C-001", "R-01")
    book.put([Candidate("C-009"), Candidate("C-1200"), Candidate("X-9999")], [Role("R-41", "clerk")])
    assert (Drafts(book).next_code(), Drafts(book).next_role_id()) == ("C-1201", "R-42")


def test_of_a_discarded_draft_nothing_is_left(book: Book) -> None:
    number = taken(book, SECRET)
    Drafts(book).discard(number, by="K-2", day=DAY)
    draft = Drafts(book).draft(number)
    assert (draft.state, draft.origin, draft.notes) == (State.DISCARDED, None, ())
    with pytest.raises(UnknownName, match="or it was discarded"):
        Drafts(book).content(number)
    assert taken(book, SECRET) == number + 1  # it may be sent again


def test_what_is_set_aside_can_be_taken_back_until_its_time_is_over(book: Book) -> None:
    number, drafts = taken(book, SECRET), Drafts(book)
    drafts.set_aside(number, by="K-2", day=DAY)
    with pytest.raises(InputError, match="was set aside on 2026-11-01 by K-2"):
        drafts.answer(number, {})
    drafts.take_back(number)
    assert (drafts.draft(number).state, drafts.draft(number).decided_by) == (State.DRAFT, None)
    assert drafts.content(number).text == SECRET
    with pytest.raises(InputError, match="is not set aside"):
        drafts.take_back(number)
    drafts.set_aside(number, by="K-2", day=DAY)
    assert drafts.draft(number).gone_on == DAY + timedelta(7)
    for days, state in ((6, State.SET_ASIDE), (7, State.DISCARDED)):
        drafts.take(Purpose.CANDIDATE, [], by="K-1", day=DAY + timedelta(days))
        assert drafts.draft(number).state is state
    with pytest.raises(UnknownName, match="or it was discarded"):
        drafts.content(number)


def test_unknown_drafts(book: Book) -> None:
    for ask in (Drafts(book).draft, Drafts(book).content):
        with pytest.raises(UnknownName, match="There is no draft 7"):
            ask(7)


def test_who_is_removed_takes_the_cv_along_and_leaves_the_suggestion(book: Book) -> None:
    number = taken(book)
    suggested = LabelSuggestion("VAT", "en", "s1", number, DAY, "K-2")
    Drafts(book).confirm(number, Candidate("C-1"), answers={}, suggestions=[suggested], by="K-2", day=DAY)
    book.put(roles=[Role("R-1", "clerk")])
    book.decide([Decision("C-1", "R-1", Outcome.PLACED, DAY, "K-1")])
    book.remove("C-1")
    assert Drafts(book).all() == []
    assert Drafts(book).suggestions() == [replace(suggested, intake=None)]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.mark.parametrize("way", ["discarded", "removed"])
def test_what_is_removed_is_not_in_the_files_any_more(tmp_path: Path, way: str) -> None:
    book = Book(file_url(tmp_path / "book.sqlite"))
    number = taken(book, SECRET * 300)
    taken(book, "stays", sha256="cd" * 32)
    assert SECRET.encode() in bytes_of(tmp_path)
    if way == "discarded":
        Drafts(book).discard(number, by="K-1", day=DAY)
    else:
        Drafts(book).confirm(number, Candidate("C-1"), answers={}, by="K-1", day=DAY)
        book.remove("C-1")
    assert b"stays" in bytes_of(tmp_path)
    assert b"Unterhaching" not in bytes_of(tmp_path)


def test_drafts_go_along_when_the_book_is_copied(
    book: Book, database: URL, new_database: NewDatabase
) -> None:
    first = taken(book)
    Drafts(book).discard(first, by="K-1", day=DAY)
    second = taken(book)
    suggested = LabelSuggestion("VAT", "en", "s1", second, DAY, "K-2")
    Drafts(book).confirm(second, Candidate("C-1"), answers={}, suggestions=[suggested], by="K-2", day=DAY)
    target = new_database()
    copy_book(database, target)
    copy = Book(target)
    copied = Drafts(copy)
    assert copied.all() == Drafts(book).all()
    assert copied.content(second) == Drafts(book).content(second)
    assert copied.suggestions() == [suggested]


# From files ----------------------------------------------------------------------------------------


def taker(book: Book) -> Taker:
    return Taker(Drafts(book), Purpose.CANDIDATE, "K-1", DAY)


def sandbox(jobs: int = 1) -> Sandbox:
    finding = Finding("", "", Purpose.CANDIDATE, DAY)
    return Sandbox(jobs=jobs, finding=finding, command=(sys.executable, "-c", STAND_IN))


def test_a_folder_is_taken_and_a_bad_file_stops_nothing(book: Book, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("cv.pdf", "sub/cv.docx", "people.csv"):
        (tmp_path / name).write_bytes(WHOLE[Path(name).name]())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "twice.pdf").write_bytes(WHOLE["cv.pdf"]())
    with sandbox(jobs=2) as reading:
        files = files_of([tmp_path], limits=LIMITS, columns={})
        results = list(taker(book).take(reading, files))
        again = list(taker(book).take(reading, files))
    assert [(one.file, one.numbers, one.known) for one in results] == [
        ("broken.pdf", (), False),
        ("cv.pdf", (1,), False),
        ("people.csv", (2, 3), False),
        ("sub/cv.docx", (4,), False),
        ("twice.pdf", (1,), True),
    ]
    assert results[0].refused is not None
    assert [one.known for one in again] == [False, True, True, True, True]
    drafts = Drafts(book).all()
    assert [draft.origin.file for draft in drafts if draft.origin] == [
        "cv.pdf",
        "people.csv, K-1",
        "people.csv, K-2",
        "sub/cv.docx",
    ]
    assert drafts[1].notes == ("columns not read: Lieblingsfarbe",)
    job, skill = items_in(Drafts(book).content(1))
    assert (job.key, job.words, job.concept) == ("job-1", "Buchhalterin", "j1")
    assert (skill.key, skill.words, skill.concept) == ("skill-1", "VAT returns", "s1")
    assert Drafts(book).content(1).text[skill.spans[0].start :].startswith("VAT returns")


def test_files_that_cannot_be_had(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file or folder .*gone"):
        files_of([tmp_path / "gone"], limits=LIMITS, columns={})
    (tmp_path / "big.pdf").write_bytes(b"%PDF" * 500_000)
    (tmp_path / "a-folder").mkdir()
    ((_, load),) = files_of([tmp_path / "big.pdf"], limits=replace(LIMITS, megabytes=1), columns={})
    assert "bigger than 1 MB" in str(load())
    ((_, load),) = files_of([tmp_path / "big.pdf"], limits=LIMITS, columns={})
    (tmp_path / "big.pdf").unlink()
    assert "cannot be opened" in str(load())


def test_of_one_outcome_all_is_said(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "cv.pdf"
    file.write_bytes(TEXT.encode("cp1252"))
    with sandbox() as reading:
        (one,) = taker(book).take(reading, files_of([file], limits=LIMITS, columns={}))
    notes: Any = (
        "the name says .pdf, the content is text: read as text",
        "the text was taken for Windows-1252",
    )
    assert one == Taken("cv.pdf", (1,), notes=notes)
    assert Drafts(book).draft(1).notes == notes
