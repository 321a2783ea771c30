"""Drafts by command: listed, shown, confirmed, discarded; what is refused says why."""

from datetime import date
from pathlib import Path

import pytest

from commands import Run
from cvs import ENCRYPTED, LINES, TEXT, WHOLE, pdf
from found import finder
from skillpath.agency.intake.document import Document
from skillpath.agency.intake.draft import Content, Origin, Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import CONFIRMED, Candidate, Claim, Spell
from workspaces import small_workspace

ONTOLOGY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <urn:> .
:clerk a esco:Occupation ; skos:prefLabel "bookkeeper"@en ; esco:relatedEssentialSkill :vat .
:vat a esco:Skill ; skos:prefLabel "VAT returns"@en .
:books a esco:Skill ; skos:prefLabel "month-end closing"@en .
"""

FIND = finder({"Buchhalterin": "urn:clerk"}, {"VAT returns": "urn:vat", "Monatsabschlüsse": ""})


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    """A workspace with draft 1, of a CV."""
    made = small_workspace(tmp_path / "workspace", ONTOLOGY)
    document = Document("cv.pdf", "PDF", TEXT, (0,))
    origin = Origin(document.name, "ab" * 32, 0, document.kind, 99)
    Drafts(made.book).take(
        Purpose.CANDIDATE, [(origin, Content(TEXT, FIND(document)))], notes=["odd"], by="K-1", day=today()
    )
    return made


def test_a_draft_is_listed_shown_and_confirmed(skillpath: Run, desk: Workspace) -> None:
    at = ("--workspace", desk.folder)
    (listed,) = skillpath("intake", "list", "--json", *at).document
    assert (listed["number"], listed["file"], listed["state"]) == (1, "cv.pdf", "draft")
    assert "cv.pdf" in skillpath("intake", "list", *at).out
    shown = skillpath("intake", "show", 1, "--json", *at).document
    assert [item["key"] for item in shown["items"]] == ["job-1", "skill-1", "skill-2"]
    (start, end), *_ = shown["items"][0]["spans"]
    assert shown["text"][start:end] == "Buchhalterin"
    text = skillpath("intake", "show", 1, *at).out
    assert "odd" in text
    assert "bookkeeper" in text
    said = skillpath(
        "intake", "confirm", 1, "--all", "--link", "skill-2=Month-end closing", "--by", "K-2", *at
    )
    assert said.out == "Draft 1 is C-001: 3 of 3 items were taken.\n"
    (spell,) = desk.book.candidate("C-001").spells
    claims = (Claim("urn:vat", 0.7, CONFIRMED), Claim("urn:books", 0.7, CONFIRMED))
    assert desk.book.candidates() == [Candidate("C-001", (Spell("urn:clerk", None, spell.start),), claims)]
    (suggested,) = skillpath("suggestions", "--json", *at).document
    assert (suggested["text"], suggested["concept"]["label"]) == ("Monatsabschlüsse", "month-end closing")
    assert "Monatsabschlüsse" in skillpath("suggestions", *at).out


def test_suggestions_are_taken_by_one_import(skillpath: Run, desk: Workspace, tmp_path: Path) -> None:
    at, sheet = ("--workspace", desk.folder), tmp_path / "suggestions.csv"
    skillpath("intake", "confirm", 1, "--link", "skill-2=Month-end closing", "--by", "K-2", *at)
    assert "for 1 concepts" in skillpath("suggestions", "--sheet", sheet, *at).out
    skillpath("sheet", "import", sheet, "--yes", *at)
    network = Workspace.open(desk.folder).network
    assert "Monatsabschlüsse" in network.nodes[network.index("urn:books")].names
    assert "is there already" in skillpath("suggestions", "--sheet", sheet, *at).err
    assert "for 0 concepts" in skillpath("suggestions", "--sheet", tmp_path / "again.csv", *at).out
    assert "was confirmed" in skillpath("intake", "confirm", 1, "--all", "--by", "K-2", *at).err
    assert skillpath("intake", "list", "--json", *at).document == []
    (decided,) = skillpath("intake", "list", "--all", "--json", *at).document
    assert (decided["state"], decided["became"]) == ("confirmed", "C-001")


def test_only_what_is_accepted_is_taken(skillpath: Run, desk: Workspace) -> None:
    at = ("--workspace", desk.folder, "--by", "K-2")
    confirmed = skillpath(
        "intake", "confirm", 1, "--all", "--reject", "job-1", "--code", "C-7", "--json", *at
    )
    assert confirmed.document == {"draft": 1, "became": "C-7", "taken": 1, "items": 3}
    assert desk.book.candidates() == [Candidate("C-7", claims=(Claim("urn:vat", 0.7, CONFIRMED),))]


def test_what_was_missed_is_added(skillpath: Run, desk: Workspace) -> None:
    at = ("--by", "K-2", "--workspace", desk.folder)
    added = ("--add", "skill: monatsabschlüsse = month-end closing", "--add", "skill: till = VAT returns")
    job = ("--add", "job 2015-01-01 2018-06-30: Müller & Söhne = bookkeeper")
    said = skillpath("intake", "confirm", 1, "--reject", "skill-1", *added, *job, *at)
    assert said.out == "Draft 1 is C-001: 3 of 6 items were taken.\n"
    assert desk.book.candidates() == [
        Candidate(
            "C-001",
            (Spell("urn:clerk", None, date(2015, 1, 1), date(2018, 6, 30)),),
            (Claim("urn:books", 0.7, CONFIRMED), Claim("urn:vat", 0.7, CONFIRMED)),
        )
    ]
    shown = skillpath("intake", "show", 1, "--json", "--workspace", desk.folder).document["items"]
    by_hand = {item["key"]: bool(item["spans"]) for item in shown if item["by_hand"]}
    assert by_hand == {"job-2": True, "skill-3": True, "skill-4": False}
    assert "by hand" in skillpath("intake", "show", 1, "--workspace", desk.folder).out
    suggested = skillpath("suggestions", "--json", "--workspace", desk.folder).document
    assert [(one["text"], one["concept"]["iri"]) for one in suggested] == [
        ("Monatsabschlüsse", "urn:books"),
        ("Müller & Söhne", "urn:clerk"),
    ]  # not the words that are not in the text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--add", "skill: till"), "adds nothing: write it as"),
        (("--add", "hobby: till = VAT returns"), "adds nothing: write it as"),
        (("--add", "job May 2015: till = bookkeeper"), "adds nothing: write it as"),
        (("--add", "job 2015-13-01: till = bookkeeper"), "“2015-13-01” is not a day"),
        (("--add", "job: till = bookkeeper"), "job-2: has no day on which it begins"),
        (("--add", "skill: till = VAT return"), "Did you mean: VAT returns"),
        (("--accept", "skill-9"), "no item skill-9 in the draft"),
        (("--accept", "skill-2"), "skill-2: is linked to no skill"),
        (("--link", "skill-2=VAT return"), "Did you mean: VAT returns"),
        ((), "Nothing of the draft was taken"),
    ],
)
def test_what_cannot_be_confirmed(
    skillpath: Run, desk: Workspace, arguments: tuple[str, ...], said: str
) -> None:
    ran = skillpath("intake", "confirm", 1, *arguments, "--by", "K-2", "--workspace", desk.folder)
    assert ran.code == 1
    assert said in ran.err
    assert desk.book.candidates() == []


def test_a_draft_is_discarded(skillpath: Run, desk: Workspace) -> None:
    at = ("--workspace", desk.folder)
    assert "take-back 1" in skillpath("intake", "set-aside", 1, "--by", "K-2", *at).out
    assert "waits for review" in skillpath("intake", "take-back", 1, *at).out
    assert "its text" in skillpath("intake", "discard", 1, "--by", "K-2", *at).out
    assert "or it was discarded" in skillpath("intake", "show", 1, *at).err
    assert "There is no draft 9" in skillpath("intake", "discard", 9, "--by", "K-2", *at).err


def test_refused_files_are_told_with_what_to_do(skillpath: Run, desk: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "locked.pdf").write_bytes(pdf([LINES], trailer=ENCRYPTED))
    (folder / "long.pdf").write_bytes(pdf([LINES], count=9))
    ran = skillpath("intake", folder, "--pages", 8, "--jobs", 1, "--workspace", desk.folder)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "locked.pdf: refused: the PDF asks for a password. Ask for the file without a password.",
        "long.pdf: refused: the PDF has 9 pages, and 8 are read at most. "
        "Send the CV alone, or raise the limit.",
        "2 files: 0 new drafts, 0 known already, 2 refused.",
    ]
    at = ("--jobs", 1, "--workspace", desk.folder)
    refused = skillpath("intake", "take", folder / "locked.pdf", "--json", *at).document
    assert refused[0]["refused"]["why"] == "encrypted"


def test_what_is_no_mapping_of_columns_is_refused(skillpath: Run, desk: Workspace, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(WHOLE["people.csv"]())
    ran = skillpath("intake", tmp_path / "people.csv", "--map", "title", "--workspace", desk.folder)
    assert ran.code == 2
    assert "A=B" in ran.err
    ran = skillpath("intake", tmp_path / "people.csv", "--map", "title=Rolle", "--workspace", desk.folder)
    assert ran.code == 1
    assert "there is no column “Rolle”" in ran.out


def test_a_file_that_there_is_not(skillpath: Run, desk: Workspace) -> None:
    ran = skillpath("intake", "no-such-file", "--workspace", desk.folder)
    assert (ran.code, "There is no file or folder no-such-file" in ran.err) == (1, True)


def test_a_cv_and_an_advert_become_a_candidate_and_a_role(
    skillpath: Run, desk: Workspace, tmp_path: Path
) -> None:
    at = ("--workspace", desk.folder)
    text = "Bookkeeper at Northwind, 2015 - 2018\nVAT returns. No experience of month-end closing."
    for name, more in (("cv.txt", ()), ("advert.txt", ("--role",))):
        (tmp_path / name).write_text(text)
        made = skillpath("intake", *more, tmp_path / name, "--by", "K-1", "--jobs", 1, *at)
        assert made.code == 0, made.err
    assert made.out.splitlines()[0] == "advert.txt: draft 3"
    assert "known already, draft 2; nothing" in skillpath("intake", tmp_path / "cv.txt", "--jobs", 1, *at).out
    for number in (2, 3):
        assert skillpath("intake", "confirm", number, "--all", "--by", "K-2", *at).code == 0
    candidate, role = desk.book.candidate("C-001"), desk.book.role("R-01")
    assert [spell.job_type for spell in candidate.spells] == ["urn:clerk"]
    assert [claim.skill for claim in candidate.claims] == ["urn:vat"]
    assert (role.title, role.job_type) == ("Bookkeeper", "urn:clerk")
    assert [asked.skill for asked in role.skills] == ["urn:vat"]


def test_what_is_not_sure_is_ranked_by_meaning_once_that_is_prepared(
    skillpath: Run, desk: Workspace, tmp_path: Path
) -> None:
    items = []
    for number, text in enumerate(("Head of Accounts\nAcme Ltd\n2015 - 2018\nVAT returns",) * 2, start=2):
        (tmp_path / "cv.txt").write_text(f"{text}, file {number}", "utf-8")
        skillpath("intake", tmp_path / "cv.txt", "--by", "K-1", "-w", desk.folder)
        shown = skillpath("intake", "show", number, "--json", "-w", desk.folder).document
        items.append(shown["items"])
        assert "wording and meaning" in skillpath("intake", "prepare", "-w", desk.folder).out
    before, after = ({item["key"]: item for item in found} for found in items)
    job = before["job-1"]
    assert job["concept"] is None
    assert after["job-1"] == job | {
        "alternatives": [{"iri": "urn:clerk", "label": "bookkeeper"}],
        "by_meaning": True,
        "as_found": after["job-1"]["as_found"],
    }
    assert after["skill-1"] == before["skill-1"]
