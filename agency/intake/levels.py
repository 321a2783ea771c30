"""How senior a title sounds, in English, German and French."""

import re
from collections.abc import Mapping
from typing import Final

from skillpath.reasoner.parameters import Level

_SAID: Final[Mapping[Level, str]] = {
    Level.LEAD: (
        r"head|lead|leader|leading|director|chief|vp|vice president|c[efio]o|leiter(?:in)?|\w+leiter(?:in)?"
        r"|leitung|geschäftsführer(?:in)?|directeur|directrice|chef|cheffe|responsable"
    ),
    Level.SENIOR: r"senior|sr|principal|expert|experienced|erfahrener?|sénior|confirmée?|expérimentée?",
    Level.TRAINEE: (
        r"intern|internship|trainee|apprentice|working student|praktikant(?:in)?|praktikum|azubi"
        r"|auszubildender?|werkstudent(?:in)?|volontär(?:in)?|stagiaire|stage|apprentie?|alternante?"
    ),
    Level.JUNIOR: r"junior|jr|entry[- ]level|graduate|berufseinsteiger(?:in)?|débutante?",
}
"""Level → what says so in a title; the first that is said counts.

*Manager* says nothing: it may be of accounts, or of people.
"""

_PATTERNS: Final = {
    level: re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE) for level, said in _SAID.items()
}


def level_in(title: str) -> tuple[Level, tuple[int, int] | None]:
    """The level of a title, and the characters that say it; professional where none do.

    >>> level_in("Sr. Accountant"), level_in("Accountant")
    ((<Level.SENIOR: 'senior'>, (0, 2)), (<Level.PROFESSIONAL: 'professional'>, None))
    """
    for level, pattern in _PATTERNS.items():
        if match := pattern.search(title):
            return level, match.span()
    return Level.PROFESSIONAL, None
