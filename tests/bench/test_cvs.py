"""CVs with annotations: read as they stand, and compared entity by entity."""

from datetime import date
from pathlib import Path

import pytest

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.extract import Choice, Extract, FoundSkill, FoundSpell
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.stance import Stance
from skillpath.agency.intake.terms import Term
from skillpath.bench.cv_gold import read_cvs
from skillpath.bench.cv_matches import candidate_of
from skillpath.bench.cvs import cvs_document, matched, measure_cvs
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level

CV = r"""<?xml version="1.0" encoding="UTF-8"?>
<cv>
<label type="Name">Ann</label> caf\xc3\xa9 &amp; more

EXPERIENCE

<label type="Designation">Payroll Clerk</label>
<label type="Companies worked at">Acme Ltd</label>
<label type="Years of Experience">2015 - 2018</label>
<label type="Tech Tools">SAP</label>, <label type="Soft Skills">humour</label>
</cv>
"""
LEXICON = Lexicon(
    (Term("s:sap", "SAP", ("SAP",), ()),),
    tuple(Term(f"j:{kind}", f"{kind} clerk", (f"{kind} clerk",), ()) for kind in ("payroll", "post", "law")),
    (),
)


def test_annotations_become_characters_of_the_plain_text(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(CV, "utf-8")
    (cv,) = read_cvs(tmp_path)
    assert "café & more" in cv.text
    said = {name: {cv.text[s.start : s.end] for s in spans} for name, spans in cv.entities.items()}
    assert said == {
        "job titles": {"Payroll Clerk"},
        "skills": {"SAP", "humour"},
        "companies": {"Acme Ltd"},
        "dates": {"2015 - 2018"},
    }


def test_each_kind_of_entity_has_its_figures(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(CV, "utf-8")
    report = measure_cvs(read_cvs(tmp_path), LEXICON, progress=lambda _done, _of: None)
    rows = {(row["method"], row["entity"]): row for row in cvs_document(report)["rows"]}
    assert rows["skillpath", "job titles"]["f1"] == 1
    assert rows["skillpath", "companies"]["f1"] == 1
    assert rows["skillpath", "dates"]["f1"] == 1
    assert rows["skillpath", "skills"]["recall"] == pytest.approx(1 / 2)
    assert rows["exact_label", "job titles"]["f1"] == 1
    assert (report.cvs, report.profiles) == (1, 1)


def test_half_of_the_characters_in_common_are_enough_and_one_is_found_once() -> None:
    assert matched([Span(0, 5)], [Span(0, 10)]) == 1
    assert matched([Span(0, 4)], [Span(0, 10)]) == 0
    assert matched([Span(0, 10)], [Span(0, 10), Span(0, 9)]) == 1


def test_a_reading_taken_as_confirmed_claims_only_what_is_stated() -> None:
    def spell(job_type: Choice | None, start: date | None) -> FoundSpell:
        return FoundSpell(None, job_type, None, None, None, start, None, True, Level.SENIOR, True, None, {})

    clerk, day = Choice("j:payroll", 0.9), date(2020, 1, 1)
    skills = (
        FoundSkill(Choice("s:sap", 0.9), (), Stance.STATED),
        FoundSkill(Choice("s:sql", 0.9), (), Stance.NEGATED),
    )
    spells = (spell(clerk, day), spell(None, day), spell(clerk, None))
    read = Extract("en", spells, skills, (), (), ())
    kept = Spell("j:payroll", None, day, None, Level.SENIOR)
    assert candidate_of("c", read) == Candidate("c", (kept,), (Claim("s:sap"),))


def test_a_folder_without_cvs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no XML file"):
        read_cvs(tmp_path)
