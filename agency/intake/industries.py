"""Which industry a text names: by the sign of an employer, or by what is said around a job."""

from collections import defaultdict
from collections.abc import Iterable

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.extract import Choice
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.skill_linking import Mention, mentions


def industry_in(
    text: str, parts: Iterable[Span], lexicon: Lexicon, language: str
) -> tuple[Choice, Span] | None:
    """The industry that the first part that names any names most, and where; ties: the surest, the first."""
    for part in parts:
        found: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in mentions(text[part.start : part.end], lexicon.names(language).industries):
            found[mention.term].append(mention)
        if found:
            best = max(found, key=lambda term: (len(found[term]), found[term][0].confidence, -term))
            first = found[best][0]
            others = tuple(lexicon.industries[term].iri for term in found if term != best)
            chosen = Choice(lexicon.industries[best].iri, first.confidence, others)
            return chosen, Span(part.start + first.start, part.start + first.end)
    return None
