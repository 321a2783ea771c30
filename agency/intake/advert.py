"""From a job advert to the draft of a role: its job type, industry and skills, essential or only wanted."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.extract import Choice
from skillpath.agency.intake.extraction import job_type_of
from skillpath.agency.intake.language import language_for
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.pieces import pieces
from skillpath.agency.intake.sections import lines
from skillpath.agency.intake.skill_linking import Mention, mentions
from skillpath.agency.intake.stance import Stance, stance

TITLE_LINES: Final = 8
"""The title stands in one of so many first lines."""

_WANTED: Final = re.compile(
    r"\b(?:a plus|an? (?:big |strong |clear )?(?:advantage|asset|bonus)|nice[- ]to[- ]have|preferred"
    r"|preferably|desirable|ideally|optional|would be (?:great|useful|good)|beneficial|not required"
    r"|von vorteil|wünschenswert|idealerweise|gern gesehen|optimalerweise|nicht zwingend"
    r"|un (?:plus|atout)|souhaité\w*|idéalement|serait apprécié\w*|de préférence)\b",
    re.IGNORECASE,
)
"""What makes a skill of the same sentence one that is only wanted."""

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill that an advert asks for, and where it says so."""

    skill: Choice
    essential: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """The draft of a role. Nothing of it is asked for until a consultant has confirmed it."""

    language: str
    title: Span | None
    job_type: Choice | None
    skills: tuple[AskedSkill, ...]


def role_draft(document: Document, lexicon: Lexicon) -> RoleDraft:
    """What an advert asks for, each item with its characters."""
    language = language_for(document)
    title = _title(document.text, lexicon, language)
    said = "" if title is None else document.text[title.start : title.end]
    skills = _asked(document.text, lexicon, language)
    return RoleDraft(language, title, job_type_of(said, lexicon, language), skills)


def _title(text: str, lexicon: Lexicon, language: str) -> Span | None:
    """The strongest part of the first lines that is built like a title; the first of equals."""
    form = lexicon.names(language).title_form
    parts = [part for line in list(lines(text))[:TITLE_LINES] for part in pieces(text, line.start, line.end)]
    strength = {part: form.strength(text[part.start : part.end]) for part in parts}
    return max((part for part in parts if strength[part]), key=lambda part: strength[part], default=None)


def _asked(text: str, lexicon: Lexicon, language: str) -> tuple[AskedSkill, ...]:
    """What is negated is not asked for; one that is essential anywhere is essential."""
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions(text, lexicon.names(language).skills):
        if stance(text, mention.start) is not Stance.NEGATED:
            found[mention.term].append(mention)
    return tuple(
        AskedSkill(
            Choice(lexicon.skills[term].iri, max(mention.confidence for mention in own)),
            not all(_only_wanted(text, mention) for mention in own),
            tuple(Span(mention.start, mention.end) for mention in own),
        )
        for term, own in found.items()
    )


def _only_wanted(text: str, mention: Mention) -> bool:
    starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, mention.start)]
    end = _SENTENCE_END.search(text, mention.end)
    return bool(_WANTED.search(text, starts[-1] if starts else 0, len(text) if end is None else end.start()))
