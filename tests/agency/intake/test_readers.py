"""Each format is read whole; what a reader cannot take has a clear outcome, and nothing breaks one."""

import io
import json
import random
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

import cvs
from cvs import LINES, TEXT, WHOLE
from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.limits import LIMITS
from skillpath.agency.intake.outcome import Read, Refused, Why
from skillpath.agency.intake.readers import read
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.text import clean
from skillpath.agency.intake.wire import outcome_of, outcome_table

FREE = ("cv.pdf", "cv.docx", "cv.odt", "cv.rtf", "cv.html", "cv.txt")
STATED = ("cv.json", "passport.xml", "candidate.xml", "passport.json", "portal.json")
SHEETS = ("people.csv", "people.xlsx")


def documents(name: str, data: bytes | None = None, **columns: str) -> tuple[Document, ...]:
    outcome = read(Source(name, WHOLE[name]() if data is None else data, columns))
    assert isinstance(outcome, Read), outcome
    return outcome.documents


def notes(name: str, data: bytes) -> str:
    outcome = read(Source(name, data))
    assert isinstance(outcome, Read), outcome
    return "; ".join(outcome.notes)


def refused(name: str, data: bytes, **columns: str) -> Refused:
    outcome = read(Source(name, data, columns))
    assert isinstance(outcome, Refused), outcome
    assert outcome.remedy
    return outcome


def said(document: Document, span: Span | None) -> str | None:
    return None if span is None else document.text[span.start : span.end]


# What is read --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FREE)
def test_free_text_is_read_line_by_line(name: str) -> None:
    (document,) = documents(name)
    assert document.text.strip().splitlines() == list(LINES)
    assert document.name == name
    assert document.pages == ((0,) if name == "cv.pdf" else ())
    assert (document.entries, document.skills, document.language) == ((), (), None)


@pytest.mark.parametrize("name", [*STATED, *SHEETS])
def test_what_is_stated_in_fields_points_into_the_text(name: str) -> None:
    document = documents(name)[0]
    first, second = document.entries
    assert said(document, first.title) == "Buchhalterin"
    assert said(document, first.employer) == "Müller & Söhne GmbH"
    assert (first.start, first.end, first.lasts) == (date(2015, 4, 1), None, True)
    assert said(document, second.title) == "Kassiererin"
    assert (second.start, second.end, second.lasts) == (date(2010, 7, 1), date(2015, 3, 31), False)
    assert next(said(document, skill) for skill in document.skills) == "Buchhaltung"
    if name in STATED:
        summary = said(document, first.summary) or ""
        assert [line for line in summary.split("\n") if line] == ["Monatsabschlüsse", "VAT returns"]


@pytest.mark.parametrize("name", STATED)
def test_who_the_person_is_is_not_read(name: str) -> None:
    assert "Erika" not in documents(name)[0].text


def test_the_language_is_told_where_the_format_says_it() -> None:
    assert [documents(name)[0].language for name in STATED] == [None, "de", "de", "de", "de"]


@pytest.mark.parametrize("name", ["passport.xml", "candidate.xml"])
def test_a_europass_cv_attached_to_a_pdf_is_read_in_its_place(name: str) -> None:
    data = cvs.pdf([["The same as a picture"]], attached=WHOLE[name]().decode())
    assert documents("cv.pdf", data) == tuple(replace(one, name="cv.pdf") for one in documents(name))
    assert notes("cv.pdf", data) == "the Europass CV attached to the PDF was read"


def test_another_attachment_is_left_alone() -> None:
    data = cvs.pdf([LINES], attached="<Candidate xmlns='https://elsewhere.example'/>")
    assert documents("cv.pdf", data) == documents("cv.pdf")


def test_rows_of_one_candidate_are_one_document_and_unknown_columns_are_named() -> None:
    for name in SHEETS:
        first, second = documents(name)
        assert first.name == f"{name}, K-1"
        assert second.name == f"{name}, K-2"
        assert notes(name, WHOLE[name]()) == "columns not read: Lieblingsfarbe"


def test_a_column_is_what_somebody_says_it_is() -> None:
    table = b"Was er macht;Wo\nBuchhalter;Bank\nKoch;Hotel\n"
    (first, second) = documents("people.csv", table, title="Was er macht", employer="wo")
    assert [said(d, d.entries[0].title) for d in (first, second)] == ["Buchhalter", "Koch"]
    assert "there is no column “Titel”" in refused("people.csv", table, title="Titel").reason
    assert "“salary” is nothing" in refused("people.csv", table, salary="Wo", title="Wo").reason


def test_pages_say_where_they_start() -> None:
    (document,) = documents("two.pdf", cvs.pdf([LINES[:2], LINES[2:]]))
    assert [document.text[start:].split("\n")[0] for start in document.pages] == [LINES[0], LINES[2]]


def test_cells_of_a_row_stand_in_one_line() -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = "".join(cell(cvs.paragraphs([text])) for text in ("2015 – heute", "Buchhalterin"))
    (document,) = documents(
        "cv.docx", cvs.docx(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>{cvs.paragraphs(['Ende'])}")
    )
    assert document.text == "2015 – heute  Buchhalterin\nEnde"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("cp1252"), "Windows-1252"),
        (TEXT.encode("utf-8-sig"), ""),
    ],
)
def test_text_in_other_encodings_is_read_and_the_encoding_said(data: bytes, encoding: str) -> None:
    assert documents("cv.txt", data)[0].text == TEXT
    assert encoding in notes("cv.txt", data)


@pytest.mark.parametrize(
    "text", ["BMW AG, 2015 – today", "Skills, Experience\nClerk since 2015", "<Clerk> at Bank"]
)
def test_text_that_begins_like_something_else_is_text(text: str) -> None:
    (document,) = documents("cv.txt", text.encode())
    assert (document.kind, document.text) == ("text", text)


def test_invalid_utf_8_is_read_with_a_note() -> None:
    (document,) = documents("cv.txt", b"Clerk \xff\x81 2015")
    assert document.text == "Clerk ÿ\N{REPLACEMENT CHARACTER} 2015"


@pytest.mark.parametrize("name", FREE[:5])
def test_a_wrong_name_is_said(name: str) -> None:
    wrong = "cv.txt" if name == "cv.pdf" else "cv.pdf"
    assert documents(wrong, WHOLE[name]())[0].text.strip() == TEXT
    assert "the name says" in notes(wrong, WHOLE[name]())


def test_the_text_holds_no_unseen_characters() -> None:
    hostile = "a\u202eb\u200bc\x00d\x1b[31m\r\ne\u0301\ud800"
    assert clean(hostile) == "abcd[31m\né\N{REPLACEMENT CHARACTER}"
    assert documents("cv.txt", "Clerk\u202e\x07 at\tBank".encode())[0].text == "Clerk at Bank"


def test_an_outcome_survives_the_wire() -> None:
    for name, made in WHOLE.items():
        outcome = read(Source(name, made()))
        assert outcome_of(json.loads(json.dumps(outcome_table(outcome)))) == outcome
    refusal = Refused(Why.DAMAGED, "broken")
    assert outcome_of(json.loads(json.dumps(outcome_table(refusal)))) == refusal


# What is left out ----------------------------------------------------------------------------------


def test_scripts_styles_and_hidden_parts_of_a_page_are_dropped() -> None:
    page = (
        b"<html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script><p>Clerk"
        b"<p hidden>python<p>Bank<div style='display: none'>java<div>rust</div></div>"
        b"<span style='visibility:hidden'>sql</span><noscript>c</noscript><p>2015</body></html>"
    )
    assert documents("cv.html", page)[0].text.split() == ["Clerk", "Bank", "2015"]
    assert "hidden parts" in notes("cv.html", page)


def test_hidden_and_deleted_text_of_word_is_dropped() -> None:
    run = "<w:r>{}<w:t>{}</w:t></w:r>".format
    hidden = run("<w:rPr><w:vanish/></w:rPr>", "python")
    shown = run("<w:rPr><w:vanish w:val='0'/></w:rPr>", "Clerk")
    data = cvs.docx(f"<w:p>{shown}{hidden}<w:del>{run('', 'old')}</w:del></w:p>")
    assert documents("cv.docx", data)[0].text == "Clerk"
    assert notes("cv.docx", data) == "hidden text was left out"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "cv.docm",
            cvs.docx(cvs.paragraphs(LINES), word_vbaProject_bin="").replace(
                b"vbaProject_bin", b"vbaProject.bin"
            ),
        ),
        ("cv.odt", cvs.odt("<text:p>Clerk</text:p>", Basic_script="x")),
        ("cv.rtf", cvs.rtf(LINES, r"{\object\objemb{\*\objdata 0105000002}}")),
    ],
)
def test_macros_are_named_and_dropped(name: str, data: bytes) -> None:
    assert "macros" in notes(name, data)


# What is refused -----------------------------------------------------------------------------------


def bomb(name: str, member: str) -> bytes:
    parts = {"word/document.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text"}
    parts |= {"xl/workbook.xml": "<x/>"} if name.endswith("xlsx") else {}
    if name.endswith(("odt", "xlsx")):
        del parts["word/document.xml"]
    return cvs.packed(parts | {member: " " * 10_000_000})


DEEP = b"<SkillsPassport>" + b"<a>" * 999 + b"</a>" * 999 + b"</SkillsPassport>"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENTITY = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"

REFUSED: dict[str, tuple[str, Callable[[], bytes], Why]] = {
    "nothing": ("cv.pdf", lambda: b"", Why.EMPTY),
    "only zeros": ("cv.pdf", lambda: b"\0" * 500, Why.EMPTY),
    "blank text": ("cv.txt", lambda: b" \n\xe2\x80\x8b\n", Why.EMPTY),
    "noise": ("cv.pdf", lambda: random.Random(1).randbytes(3000), Why.UNKNOWN),
    "a picture": ("cv.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Why.PICTURE),
    "an archive": ("cvs.zip", lambda: cvs.packed({"cv.txt": TEXT}), Why.ARCHIVE),
    "an encrypted PDF": ("cv.pdf", lambda: cvs.pdf([LINES], trailer=cvs.ENCRYPTED), Why.ENCRYPTED),
    "a truncated PDF": ("cv.pdf", lambda: cvs.pdf([LINES])[:400], Why.DAMAGED),
    "10,000 pages": ("cv.pdf", lambda: cvs.pdf([LINES], count=10_000), Why.TOO_LONG),
    "a scan": ("cv.pdf", lambda: cvs.pdf([[]]), Why.NO_TEXT),
    "old Word": ("cv.doc", lambda: OLD_WORD, Why.OLD_WORD),
    "encrypted Word": ("cv.docx", lambda: OLD_WORD + "EncryptedPackage".encode("utf-16-le"), Why.ENCRYPTED),
    "an encrypted ODT": (
        "cv.odt",
        lambda: cvs.odt("", **{"META-INF_manifest.xml": "<m><encryption-data/></m>"}),
        Why.ENCRYPTED,
    ),
    "a truncated DOCX": ("cv.docx", lambda: WHOLE["cv.docx"]()[:200], Why.DAMAGED),
    "a DOCX bomb": ("cv.docx", lambda: bomb("cv.docx", "word/document.xml"), Why.BOMB),
    "an ODT bomb": ("cv.odt", lambda: bomb("cv.odt", "content.xml"), Why.BOMB),
    "an XLSX bomb": ("people.xlsx", lambda: bomb("people.xlsx", "xl/worksheets/sheet1.xml"), Why.BOMB),
    "many parts": ("cv.docx", lambda: cvs.packed({f"word/{n}": "" for n in range(2_001)}), Why.BOMB),
    "entities in a DOCX": (
        "cv.docx", lambda: cvs.packed({"word/document.xml": f"{ENTITY}<x>&a;</x>"}), Why.ENTITIES,
    ),
    "entities in a Europass CV": ("cv.xml", f"{ENTITY}{cvs.PASSPORT[38:]}".encode, Why.ENTITIES),
    "a billion laughs": ("cv.xml", f"{LAUGHS}<SkillsPassport>&b;</SkillsPassport>".encode, Why.ENTITIES),
    "other XML": ("cv.xml", lambda: b"<?xml version='1.0'?><catalogue/>", Why.UNKNOWN),
    "broken XML": ("cv.xml", cvs.PASSPORT[:300].encode, Why.DAMAGED),
    "deep XML": ("cv.xml", lambda: DEEP, Why.DAMAGED),
    "a Europass CV that says nothing": ("cv.xml", lambda: b"<SkillsPassport/>", Why.EMPTY),
    "broken JSON": ("cv.json", lambda: b'{"basics": {"label": ', Why.DAMAGED),
    "deep JSON": ("cv.json", lambda: b'{"basics":' + b"[" * 99_999, Why.DAMAGED),
    "other JSON": ("cv.json", lambda: b'{"menu": []}', Why.UNKNOWN),
    "JSON against the schema": ("cv.json", lambda: b'{"work": [{"startDate": "May 2015"}]}', Why.INVALID),
    "a sheet without a job": ("p.csv", lambda: b"code;employer\n1;Bank\n", Why.NO_JOBS),
    "a sheet of blanks": ("p.csv", lambda: b"title;employer;colour\n;;red\n", Why.EMPTY),
    "a sheet without rows": ("p.csv", lambda: b"title;employer\n", Why.EMPTY),
    "an RTF that breaks off": ("cv.rtf", lambda: WHOLE["cv.rtf"]()[:-3], Why.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(case: str) -> None:
    name, made, why = REFUSED[case]
    outcome = refused(name, made())
    assert outcome.why is why, outcome
    assert 0 < len(outcome.reason) < 1500


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(WHOLE["cv.docx"]())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    assert refused("cv.docx", bytes(data)).why is Why.ENCRYPTED


def test_limits_are_kept() -> None:
    small = replace(LIMITS, megabytes=0)
    assert read(Source("cv.txt", b"x"), limits=small) == Refused(Why.TOO_BIG, "the file is bigger than 0 MB")
    short = replace(LIMITS, characters=20, candidates=1)
    for name in ("cv.txt", "cv.pdf", "cv.json", "people.csv"):
        outcome = read(Source(name, WHOLE[name]()), limits=short)
        assert isinstance(outcome, Refused)
        assert outcome.why is Why.TOO_LONG


# Fuzzed --------------------------------------------------------------------------------------------


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, cut out, doubled or missing at the end."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = chance.randbytes(1)
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randint(1, 200)]
            case 3:
                out[at:at] = chance.choice(
                    (b"\0", b"<", b"&", b'"', b"\\u-1?", b"\xff\xfe", b"9" * 30, b"{" * 50)
                )
            case _:
                del out[at:]
    return bytes(out)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """A zip with one of its parts mutated: its checksums are right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    return cvs.packed(parts | {name: mutated(parts[name], chance)})


@pytest.mark.parametrize(
    ("name", "mutate"),
    [
        *((name, mutated) for name in WHOLE),
        *((name, mutated_inside) for name in ("cv.docx", "cv.odt", "people.xlsx")),
    ],
)
def test_no_mutated_file_breaks_a_reader(name: str, mutate: Callable[[bytes, random.Random], bytes]) -> None:
    whole, chance = WHOLE[name](), random.Random(name)
    for _ in range(200):
        outcome = read(Source(name, mutate(whole, chance)))
        assert isinstance(outcome, (Read, Refused))
        for document in outcome.documents if isinstance(outcome, Read) else ():
            assert document.text.strip()
            assert unicodedata.is_normalized("NFC", document.text)
            assert {unicodedata.category(c) for c in document.text if c != "\n"}.isdisjoint({"Cc", "Cs"})
            for entry in document.entries:
                for span in (entry.title, entry.employer, entry.summary):
                    assert span is None or 0 <= span.start < span.end <= len(document.text)
