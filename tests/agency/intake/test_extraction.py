"""Whole CVs and adverts, invented, in three languages, on a lexicon drawn by hand."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicons import LEXICON
from skillpath.agency.intake.document import Document, Entry, Span
from skillpath.agency.intake.extract import Extract, Stretch
from skillpath.agency.intake.extraction import extract
from skillpath.agency.intake.stance import Stance
from skillpath.reasoner.parameters import Level

TODAY = date(2026, 1, 1)


ENGLISH = """Ann Other

WORK EXPERIENCE

Senior Payroll Clerk
Acme Bank, Leeds
March 2018 – present
Payroll processing for 300 people. No experience of SAP.

Welder at Miller Bakery
2012 - 2015
Checked invoices on the shop floor.

EDUCATION
University of Leeds, 2009 - 2012
"""

GERMAN = """BERUFSERFAHRUNG

Lohnbuchhalter (m/w/d)
Müller GmbH
seit 04/2019
Lohnabrechnung für das Werk und die Verwaltung. Rechnungen prüfen.
Ich möchte SAP lernen.
"""

FRENCH = """EXPÉRIENCES PROFESSIONNELLES

Gestionnaire de paie - Dupont SARL
janvier 2016 à mars 2019
Traitement de la paie dans une équipe. Pas de SAP.
"""


def read(text: str, **facts: object) -> Extract:
    return extract(Document("cv", "text", text, (), **facts), LEXICON, today=TODAY)  # type: ignore[arg-type]


def words(text: str, span: Span | None) -> str:
    assert span is not None
    return text[span.start : span.end]


def test_jobs_with_title_employer_dates_level_and_industry() -> None:
    first, second = read(ENGLISH).spells
    assert [words(ENGLISH, s) for s in (first.title, first.employer, first.dates)] == [
        "Senior Payroll Clerk",
        "Acme Bank",
        "March 2018 – present",
    ]
    assert first.job_type is not None
    assert first.job_type.iri == "j:payroll"
    assert (first.start, first.end, first.lasts, first.level) == (date(2018, 3, 1), None, True, Level.SENIOR)
    assert words(ENGLISH, first.spans["level"]) == "Senior"
    assert first.industry is not None
    assert first.industry.iri == "i:bank"
    assert words(ENGLISH, first.spans["industry"]) == "Bank"
    assert not first.floor
    assert (words(ENGLISH, second.title), words(ENGLISH, second.employer)) == ("Welder", "Miller Bakery")
    assert second.floor
    assert words(ENGLISH, second.spans["floor"]) == "shop floor"


def test_education_is_no_job_and_the_time_between_is_a_gap() -> None:
    found = read(ENGLISH)
    assert len(found.spells) == 2
    assert found.gaps == (Stretch(date(2015, 6, 30), date(2018, 3, 1)),)
    assert found.overlaps == ()


@pytest.mark.parametrize(
    ("text", "language", "stances"),
    [
        (ENGLISH, "en", {"s:payroll": Stance.STATED, "s:sap": Stance.NEGATED, "s:invoices": Stance.STATED}),
        (GERMAN, "de", {"s:payroll": Stance.STATED, "s:invoices": Stance.STATED, "s:sap": Stance.INTENDED}),
        (FRENCH, "fr", {"s:payroll": Stance.STATED, "s:sap": Stance.NEGATED}),
    ],
)
def test_skills_and_whether_they_are_claimed(text: str, language: str, stances: dict[str, Stance]) -> None:
    found = read(text)
    assert found.language == language
    assert {s.skill.iri: s.stance for s in found.skills} == stances


@pytest.mark.parametrize(
    ("text", "employer", "start"),
    [(GERMAN, "Müller GmbH", date(2019, 4, 1)), (FRENCH, "Dupont SARL", date(2016, 1, 1))],
)
def test_german_and_french_jobs(text: str, employer: str, start: date) -> None:
    (spell,) = read(text).spells
    assert spell.job_type is not None
    assert (spell.job_type.iri, words(text, spell.employer), spell.start) == ("j:payroll", employer, start)


def test_what_a_format_states_is_taken_as_it_is() -> None:
    text = "Payroll Officer\nAcme\nzoo keeper of the year"
    entry = Entry(Span(0, 15), Span(16, 20), None, date(2020, 1, 1), None, lasts=True)
    (spell,) = read(text, entries=(entry,)).spells
    assert (spell.title, spell.employer, spell.lasts) == (Span(0, 15), Span(16, 20), True)


def test_a_title_that_no_job_type_is_like_is_told() -> None:
    text = "EXPERIENCE\nZookeeping Clerk\nAcme Ltd\n2015 - 2018\n"
    found = read(text)
    assert [words(text, span) for span in found.unknown_titles] == ["Zookeeping Clerk"]


def test_what_was_found_survives_json() -> None:
    for text in (ENGLISH, GERMAN, FRENCH, ""):
        found = read(text)
        assert Extract.from_json(json.loads(json.dumps(found.as_json()))) == found


@given(st.text(st.sampled_from("aA \n-–/.,:'’2019()•SAPbankClerk"), max_size=120))
def test_any_text_is_read_and_all_spans_are_within_it(text: str) -> None:
    found = read(text)
    spans = [span for skill in found.skills for span in skill.spans]
    for spell in found.spells:
        spans += [s for s in (spell.title, spell.employer, spell.dates, spell.summary) if s is not None]
        spans += spell.spans.values()
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
