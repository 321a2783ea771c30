"""What an extraction finds, by the simplest of means: words that stand in the text as they are."""

from collections.abc import Mapping
from typing import Any

from skillpath.agency.intake.document import Document

Links = Mapping[str, str]
"""Words → the IRI of what they are linked to."""


def finder(jobs: Links, skills: Links) -> Any:
    """An extractor that finds given job titles (all since 2015) and skills; an IRI of "" stands for none."""

    def extract(document: Document) -> dict[str, Any]:
        text = document.text
        return {
            "language": document.language or "de",
            "spells": [_job(text, words, iri) for words, iri in jobs.items() if words in text],
            "skills": [_skill(text, words, iri) for words, iri in skills.items() if words in text],
        }

    return extract


def _span(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def _job(text: str, words: str, iri: str) -> dict[str, Any]:
    return {
        "title": _span(text, words),
        "employer": None,
        "period": None,
        "job_type": iri or None,
        "job_types": [],
        "confidence": 0.9,
        "industry": None,
        "industries": [],
        "start": "2015-01-01",
        "end": None,
        "lasts": True,
        "level": "professional",
        "on_floor": False,
    }


def _skill(text: str, words: str, iri: str) -> dict[str, Any]:
    return {
        "span": _span(text, words),
        "skill": iri or None,
        "alternatives": [],
        "confidence": 0.8,
        "negated": False,
    }
