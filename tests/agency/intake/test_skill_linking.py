"""Which skills a text mentions: names as they are written, inflected, apart; and what is no mention."""

import pytest

from skillpath.agency.intake.skill_linking import mentions
from skillpath.agency.intake.skill_names import SkillNames
from skillpath.agency.intake.terms import Term, with_wordings

SKILLS = with_wordings(
    [
        Term("s:teams", "work in teams", ("work in teams",), ("teamwork",)),
        Term("s:health", "monitor the health of animals", ("monitor the health of animals",), ()),
        Term("s:java", "Java (computer programming)", ("Java (computer programming)",), ()),
        Term("s:javascript", "JavaScript", ("JavaScript",), ()),
        Term("s:c", "C", ("C",), ()),
        Term("s:ats", "applicant tracking systems", ("applicant tracking systems",), ("ATS",)),
        Term("s:invoices", "check invoices", ("check invoices",), ("invoice checking",)),
        Term("s:cobol", "COBOL", ("COBOL",), ("experience",)),
        *(Term(f"s:{n}", f"experience {n}", (f"experience number {n}",), ()) for n in range(9)),
    ],
    [("team player", "work in teams"), ("motivated", "nothing that is here")],
)
NAMES = SkillNames.of(SKILLS, "en")


def said(text: str) -> list[tuple[str, str]]:
    """Skills and the words that mention them."""
    return [(SKILLS[m.term].iri, text[m.start : m.end]) for m in mentions(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Checking invoices.", [("s:invoices", "Checking invoices")]),
        ("Teamwork", [("s:teams", "Teamwork")]),
        ("JAVA and javascript", [("s:java", "JAVA"), ("s:javascript", "javascript")]),
        ("a true team player", [("s:teams", "team player")]),
        ("the health of our animals was monitored", [("s:health", "health of our animals was monitored")]),
        ("C, Java", [("s:c", "C"), ("s:java", "Java")]),
    ],
)
def test_what_is_found_and_where(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Javanese",  # within a word
        "at's best",  # an acronym in small letters
        "vitamin C helps",  # a single letter that is not listed
        "much experience",  # common in the names of others
        "animals. Our health; we monitor",  # over the ends of clauses
        "motivated",  # a wording for a skill that this ontology lacks
    ],
)
def test_what_is_no_mention(text: str) -> None:
    assert said(text) == []


def test_mentions_do_not_overlap_and_the_surest_is_kept() -> None:
    skills = [Term("s:a", "data entry", ("data entry",), ()), Term("s:b", "entry", ("entry",), ())]
    found = mentions("data entry", SkillNames.of(skills, "en"))
    assert [(m.term, m.start, m.end) for m in found] == [(0, 0, 10)]


def test_german_is_stemmed_as_german() -> None:
    skills = [Term("s:a", "check invoices", ("check invoices",), ("Rechnungen prüfen",))]
    text = "Prüfen von Rechnung"
    assert [(m.start, m.end) for m in mentions(text, SkillNames.of(skills, "de"))] == [(0, len(text))]
