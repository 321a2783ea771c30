"""The language of a text, told by its function words."""

import re
from collections import Counter
from typing import Final

from skillpath.agency.intake.document import Document
from skillpath.agency.intake.words import FUNCTION_WORDS, STEMMERS

LONGEST: Final = 20_000
"""So many characters are enough to tell."""


def language_for(document: Document) -> str:
    """The language that a document says it is in, where it is one that is known; else that of its text."""
    stated = document.language
    return stated if stated is not None and stated in STEMMERS else language_of(document.text)


def language_of(text: str) -> str:
    """English, German or French, as ISO 639-1; English where nothing tells.

    >>> language_of("Leiter der Buchhaltung und des Controllings"), language_of("SQL")
    ('de', 'en')
    """
    said = Counter(re.findall(r"[^\W\d_]+", text[:LONGEST].lower()))
    counts = {
        language: sum(said[word] for word in function_words)
        for language, function_words in FUNCTION_WORDS.items()
    }
    return max(counts, key=lambda language: (counts[language], language == "en"))
