"""What is found in a document, by the simplest of means: words that stand in the text as they are."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.item import Item, ItemKind, item_table

Links = Mapping[str, str]
"""Words → the IRI of what they are linked to; "" for none."""


def finder(jobs: Links, skills: Links) -> Any:
    """What finds given job titles (all since 2015) and skills."""

    def find(document: Document) -> dict[str, Any]:
        text = document.text
        items = [
            Item(
                f"{kind}-{number}",
                kind,
                words,
                (Span(text.index(words), text.index(words) + len(words)),),
                iri or None,
                confidence=0.9,
                start=date(2015, 1, 1) if kind is ItemKind.JOB else None,
            )
            for kind, links in ((ItemKind.JOB, jobs), (ItemKind.SKILL, skills))
            for number, (words, iri) in enumerate(_said(links, text), start=1)
        ]
        language = document.language or "de"
        return {"language": language, "items": [item_table(i) for i in items], "gaps": [], "overlaps": []}

    return find


def _said(links: Links, text: str) -> list[tuple[str, str]]:
    return [(words, iri) for words, iri in links.items() if words in text]
