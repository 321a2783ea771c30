"""A lexicon drawn by hand: four skills, six job types and two industries in three languages."""

from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.terms import Term


def term(iri: str, *names: str, code: str = "") -> Term:
    return Term(iri, names[0], names[:1], names[1:], code=code)


CLERKS = [term(f"j:{kind}", f"{kind} clerk") for kind in ("post", "law", "bank", "rail")]
LEXICON = Lexicon(
    skills=(
        term("s:sap", "SAP"),
        term("s:payroll", "process payroll", "payroll processing", "Lohnabrechnung", "traitement de la paie"),
        term("s:invoices", "check invoices", "Rechnungen prüfen"),
        term("s:teams", "work in teams"),
    ),
    job_types=(
        term(
            "j:payroll",
            "payroll clerk",
            "payroll officer",
            "Lohnbuchhalter",
            "gestionnaire de paie",
            code="4313",
        ),
        term("j:smith", "welder", "metal welder", code="7212"),
        *CLERKS,
    ),
    industries=(term("i:bank", "banking", "bank", "banque"), term("i:food", "food manufacture", "bakery")),
)
