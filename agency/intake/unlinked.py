"""Titles of jobs in CVs that are linked to no job type, and the job types that are nearest to their words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from skillpath.agency.intake.answer import answers_of, as_found
from skillpath.agency.intake.draft import Content
from skillpath.agency.intake.item import ItemKind, items_in
from skillpath.agency.intake.titles import plain_title

LEAST: Final = 2
"""In so many drafts a title is found before it is told: what is in one CV alone may say whose that is."""


@dataclass(frozen=True, slots=True)
class UnlinkedTitle:
    """A title without what says nothing about the work, in how many drafts it is, and the IRIs nearest to it.

    ``language`` is an ISO 639-1 tag, "" where it is not known; ``nearest`` are the best first.
    """

    text: str
    language: str
    drafts: int
    nearest: tuple[str, ...]


def unlinked_titles(contents: Iterable[Content]) -> list[UnlinkedTitle]:
    """The titles that stay without a job type in several drafts, the most frequent first.

    Small and capital letters are one; the nearest are those of the first draft that has any.
    """
    found: dict[tuple[str, str], UnlinkedTitle] = {}
    for content in contents:
        language = str(content.extract.get("language", ""))
        for folded, (text, nearest) in _titles(content).items():
            known = found.get((folded, language), UnlinkedTitle(text, language, 0, ()))
            found[folded, language] = replace(
                known, drafts=known.drafts + 1, nearest=known.nearest or nearest
            )
    often = (one for one in found.values() if one.drafts >= LEAST)
    return sorted(often, key=lambda one: (-one.drafts, one.text, one.language))


def _titles(content: Content) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The unlinked titles of a draft in small letters → as they are written, and what is nearest."""
    answers, found = answers_of(content.answers), dict[str, tuple[str, tuple[str, ...]]]()
    for item in items_in(content):
        answer = as_found(item) if item.key not in answers else answers[item.key]
        if item.kind is ItemKind.JOB and item.words.strip() and answer.taken and answer.concept is None:
            text = plain_title(" ".join(item.words.split()))
            found.setdefault(text.casefold(), (text, item.alternatives))
    return found
