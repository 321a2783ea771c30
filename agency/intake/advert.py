"""From a job advert to the draft of a role: job type, industry, level, and the skills that it asks for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.extract import Choice
from skillpath.agency.intake.extraction import job_type_of, skill_of
from skillpath.agency.intake.industries import industry_in
from skillpath.agency.intake.language import language_for
from skillpath.agency.intake.levels import level_in
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.necessity import is_essential, wanted_lists
from skillpath.agency.intake.pieces import pieces
from skillpath.agency.intake.sections import lines
from skillpath.agency.intake.skill_linking import Mention, mentions
from skillpath.agency.intake.stance import Stance, stance
from skillpath.reasoner.parameters import Level

TITLE_LINES: Final = 8
"""The title stands in one of so many first lines."""

AROUND: Final = 3
"""The industry is that of the title and of so many lines before and after it, else of the opening."""

_OFFER: Final = re.compile(
    r"(?<!\w)(?:seeks?|seeking|looking for|hiring|recruiting|wanted:|sucht|suchen|gesucht:"
    r"|recherche(?:nt)?|recherchons|recrute(?:nt)?|recrutons)\s+(?:(?:an?|eine[nr]?|ein|une?)\s+)?",
    re.IGNORECASE,
)
"""What stands between an employer and the title: "is looking for a"."""

OPENING: Final = 1_200
"""Characters of the opening of an advert, in which an employer says what it is."""


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill that an advert asks for, and where it says so."""

    skill: Choice
    essential: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """The draft of a role. Nothing of it is asked for until a consultant has confirmed it.

    ``spans`` is where ``level`` and ``industry`` are said.
    """

    language: str
    title: Span | None
    job_type: Choice | None
    industry: Choice | None
    level: Level
    skills: tuple[AskedSkill, ...]
    spans: Mapping[str, Span]


def role_draft(document: Document, lexicon: Lexicon) -> RoleDraft:
    """What an advert asks for, each item with its characters."""
    text, language = document.text, language_for(document)
    rows = [Span(line.start, line.end) for line in lines(text)]
    title = _title(text, rows, lexicon, language)
    said = "" if title is None else text[title.start : title.end]
    level, words = level_in(said)
    spans: dict[str, Span] = {}
    if title is not None and words is not None:
        spans["level"] = Span(title.start + words[0], title.start + words[1])
    found = industry_in(text, _around(rows, title, len(text)), lexicon, language)
    industry, place = found or (None, None)
    if place is not None:
        spans["industry"] = place
    job_type, skills = job_type_of(said, lexicon, language), _asked(text, lexicon, language)
    return RoleDraft(language, title, job_type, industry, level, skills, spans)


def _title(text: str, rows: Sequence[Span], lexicon: Lexicon, language: str) -> Span | None:
    """The strongest part of the first lines that is built like a title; the first of equals."""
    form = lexicon.names(language).title_form
    parts = [part for row in rows[:TITLE_LINES] for part in _parts(text, row)]
    strength = {part: form.strength(text[part.start : part.end]) for part in parts}
    return max((part for part in parts if strength[part]), key=lambda part: strength[part], default=None)


def _parts(text: str, row: Span) -> Iterator[Span]:
    """The parts of a line that may be the title: those behind an offer before those of the whole line."""
    for offer in _OFFER.finditer(text, row.start, row.end):
        yield from pieces(text, offer.end(), row.end)
    yield from pieces(text, row.start, row.end)


def _around(rows: Sequence[Span], title: Span | None, length: int) -> list[Span]:
    """What is read for the industry: the lines around the title, then the opening."""
    opening = Span(0, min(length, OPENING))
    if title is None:
        return [opening]
    at = next(number for number, row in enumerate(rows) if row.start <= title.start < row.end)
    near = rows[max(0, at - AROUND) : at + AROUND + 1]
    return [Span(near[0].start, near[-1].end), opening]


def _asked(text: str, lexicon: Lexicon, language: str) -> tuple[AskedSkill, ...]:
    """What is negated is not asked for; one that is essential anywhere is essential."""
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions(text, lexicon.names(language).skills):
        if stance(text, mention.start) is not Stance.NEGATED:
            found[mention.term].append(mention)
    wanted = wanted_lists(text)
    return tuple(_skill(lexicon, text, own, wanted) for own in found.values())


def _skill(lexicon: Lexicon, text: str, own: Sequence[Mention], wanted: Sequence[Span]) -> AskedSkill:
    spans = tuple(Span(mention.start, mention.end) for mention in own)
    return AskedSkill(skill_of(own, lexicon), any(is_essential(text, span, wanted) for span in spans), spans)
