"""Adverts, invented, in three languages: whose they are, how senior, what they ask for, and only like."""

import pytest

from lexicons import LEXICON
from skillpath.agency.intake.advert import role_draft
from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.item import item_of, item_table
from skillpath.agency.intake.items import items_of_advert
from skillpath.agency.intake.necessity import is_essential, wanted_lists
from skillpath.reasoner.parameters import Level

ENGLISH = """Our client, a bank in Leeds, is looking for a
Senior Payroll Clerk (m/f/d)
You process payroll. SAP is a plus.
We like bakery breakfasts.
"""

GERMAN = """Die Bank Nord sucht
Erfahrener Lohnbuchhalter (m/w/d)

Anforderungen:
- Lohnabrechnung

Von Vorteil:
- SAP
- Rechnungen prüfen

Wir arbeiten gern.
"""

FRENCH = """Banque Dupont recrute
Gestionnaire de paie confirmé
Traitement de la paie exigé, SAP serait un atout.
"""


@pytest.mark.parametrize(
    ("text", "level", "industry", "skills"),
    [
        (ENGLISH.replace("Senior ", ""), Level.PROFESSIONAL, "bank", {"s:payroll": True, "s:sap": False}),
        (ENGLISH, Level.SENIOR, "bank", {"s:payroll": True, "s:sap": False}),
        (GERMAN, Level.SENIOR, "Bank", {"s:payroll": True, "s:sap": False, "s:invoices": False}),
        (FRENCH, Level.SENIOR, "Banque", {"s:payroll": True, "s:sap": False}),
    ],
)
def test_an_advert_becomes_a_draft_of_a_role(
    text: str, level: Level, industry: str, skills: dict[str, bool]
) -> None:
    draft = role_draft(Document("advert", "text", text, ()), LEXICON)
    assert draft.job_type is not None
    assert draft.job_type.iri == "j:payroll"
    assert draft.level is level
    assert draft.industry is not None
    assert draft.industry.iri == "i:bank"
    place = draft.spans["industry"]
    assert text[place.start : place.end] == industry
    assert {s.skill.iri: s.essential for s in draft.skills} == skills
    job, *_ = items_of_advert(draft, text)
    assert (job.industry, job.level, job.spans[0]) == ("i:bank", level, draft.title)
    assert place in job.spans
    assert item_of(item_table(job)) == job


@pytest.mark.parametrize(
    ("text", "essential"),
    [
        ("SAP", True),
        ("SAP is required, Excel a plus", True),
        ("Excel is required, SAP a plus", False),
        ("Excel erforderlich; SAP wünschenswert", False),
        ("SAP: pas obligatoire", False),
        ("SAP is not essential but Excel is required", False),
        ("Nice to have:\nSAP", False),
        ("Nice to have\n• Excel\n• SAP", False),
        ("Nice to have:\n- Excel\nWe use SAP", True),
        ("Nice to have:\n- Excel and\n  with it SAP", False),
        ("Nice to have:\n- Excel\nMust have:\n- SAP", True),
        ("Nice to have:\nExcel\n\nSAP", True),
        ("Nice to have:\n- SAP is a must", True),
        ("Ideally Excel\nSAP", True),
    ],
)
def test_must_have_and_nice_to_have(text: str, essential: bool) -> None:
    at = text.index("SAP")
    assert is_essential(text, Span(at, at + 3), wanted_lists(text)) is essential


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Bank in Leeds seeks a Senior Payroll Clerk", "Senior Payroll Clerk"),
        ("Die Bank Nord sucht einen Lohnbuchhalter (m/w/d)", "Lohnbuchhalter"),
        ("Banque Dupont recherche une gestionnaire de paie", "gestionnaire de paie"),
    ],
)
def test_a_title_stands_behind_an_offer_in_one_line(line: str, title: str) -> None:
    text = f"{line}\nMehr dazu / More / En savoir plus\n"
    draft = role_draft(Document("advert", "text", text, ()), LEXICON)
    assert draft.title is not None
    assert text[draft.title.start : draft.title.end].startswith(title)
    assert draft.job_type is not None
    assert draft.job_type.iri == "j:payroll"
