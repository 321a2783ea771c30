"""Who put what a candidate claims into the book, and when: from the drafts that were confirmed."""

from dataclasses import dataclass
from datetime import date

from skillpath.agency.book import Book
from skillpath.agency.intake.answer import answers_of
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import ItemKind, items_in


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A skill that was taken from a draft: its number, by whom, on which day, and the words for the skill."""

    draft: int
    by: str
    day: date
    words: str


def confirmations(book: Book, code: str) -> dict[str, Confirmation]:
    """Skill (an IRI) → its first confirmation, of a candidate and the records merged into it."""
    drafts = Drafts(book)
    found: dict[str, Confirmation] = {}
    for draft in drafts.of_candidate(code):
        content = drafts.content(draft.number)
        answers = answers_of(content.answers)
        for item in items_in(content):
            answer = answers.get(item.key)
            if item.kind is not ItemKind.SKILL or answer is None or not answer.taken:
                continue
            if answer.concept is not None and draft.decided_on is not None:
                words = " ".join(item.words.split())
                said = Confirmation(draft.number, draft.decided_by or "", draft.decided_on, words)
                found.setdefault(answer.concept, said)
    return found
