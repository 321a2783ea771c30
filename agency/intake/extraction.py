"""From a document to the draft of a profile."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from skillpath.agency.intake.document import Document, Span
from skillpath.agency.intake.extract import Choice, Extract, FoundSkill, FoundSpell
from skillpath.agency.intake.industries import industry_in
from skillpath.agency.intake.language import language_for
from skillpath.agency.intake.levels import level_in
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.skill_linking import Mention, mentions
from skillpath.agency.intake.spells import Spell, spells_of
from skillpath.agency.intake.stance import Stance, stance
from skillpath.agency.intake.timeline import gaps_and_overlaps
from skillpath.agency.intake.titles import plain_title
from skillpath.reasoner.parameters import Level

LEAST_TITLE: Final = 0.5
"""A job type less like a title than this is a suggestion, and none is chosen."""

ALTERNATIVES: Final = 4
"""So many other job types are offered."""

HANDS_ON: Final = frozenset("6789")
"""Major groups of ISCO-08 whose work is done by hand: farming, crafts, machines, elementary work."""

_FLOOR: Final = re.compile(
    r"\b(?:shop[- ]floor|assembly line|production line|warehouse floor|hands-on production|fließband|montage"
    r"|werkstatt|in der produktion|am band|atelier|chaîne de (?:montage|production)|ligne de production)\b",
    re.IGNORECASE,
)

_ADDRESS: Final = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
"""Mail and web addresses name no skills."""

LONGEST_SUMMARY: Final = 4_000
"""So much of what is said of a job is read for its industry."""


def extract(document: Document, lexicon: Lexicon, *, today: date) -> Extract:
    """What a CV says, each item with the characters that say it. Jobs that begin after today are left out."""
    language = language_for(document)
    spells = [
        _spell(spell, document.text, lexicon, language)
        for spell in spells_of(document, lexicon.names(language).title_form)
        if spell.start is None or spell.start <= today
    ]
    dated = [(s.start, min(s.end or today, today)) for s in spells if s.start and (s.end or s.lasts)]
    gaps, overlaps = gaps_and_overlaps(dated)
    unknown = tuple(s.title for s in spells if s.title is not None and s.job_type is None)
    return Extract(
        language, tuple(spells), tuple(_skills(document, lexicon, language)), gaps, overlaps, unknown
    )


def _skills(document: Document, lexicon: Lexicon, language: str) -> list[FoundSkill]:
    """A skill stated anywhere is stated; else it is negated, or intended, as it is first."""
    text = _ADDRESS.sub(lambda match: " " * len(match.group()), document.text)
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions(text, lexicon.names(language).skills):
        found[mention.term].append(mention)
    return [_skill(lexicon, text, own) for own in found.values()]


def _skill(lexicon: Lexicon, text: str, own: Sequence[Mention]) -> FoundSkill:
    stances = [stance(text, mention.start) for mention in own]
    said = Stance.STATED if Stance.STATED in stances else stances[0]
    spans = tuple(Span(mention.start, mention.end) for mention in own)
    return FoundSkill(skill_of(own, lexicon), spans, said)


def skill_of(own: Sequence[Mention], lexicon: Lexicon) -> Choice:
    """The skill that all of some mentions name, as sure as the surest, with what else they may mean."""
    surest = max(own, key=lambda mention: (mention.confidence, -mention.start))
    others = dict.fromkeys(term for mention in own for term in mention.alternatives)
    iris = tuple(lexicon.skills[term].iri for term in others)
    return Choice(lexicon.skills[surest.term].iri, surest.confidence, iris)


def _spell(spell: Spell, text: str, lexicon: Lexicon, language: str) -> FoundSpell:
    title = "" if spell.title is None else text[spell.title.start : spell.title.end]
    level, said = level_in(title)
    job_type = job_type_of(title, lexicon, language)
    spans: dict[str, Span] = {}
    if said is not None and spell.title is not None:
        spans["level"] = Span(spell.title.start + said[0], spell.title.start + said[1])
    industry = _industry(spell, text, lexicon, language, spans)
    return FoundSpell(
        spell.title,
        job_type,
        spell.employer,
        industry,
        spell.dates,
        spell.start,
        spell.end,
        spell.lasts,
        level if title else Level.PROFESSIONAL,
        _hands_on(job_type, spell, text, lexicon, spans),
        spell.summary,
        spans,
    )


def job_type_of(title: str, lexicon: Lexicon, language: str) -> Choice | None:
    """The job type that a title means; ``None`` where none is near enough."""
    ranked = lexicon.job_types_for(plain_title(title), language) if title else ()
    if not ranked or ranked[0][1] < LEAST_TITLE:
        return None
    iris = [lexicon.job_types[job].iri for job, _ in ranked]
    return Choice(iris[0], round(min(ranked[0][1], 1.0), 3), tuple(iris[1 : 1 + ALTERNATIVES]))


def _industry(
    spell: Spell, text: str, lexicon: Lexicon, language: str, spans: dict[str, Span]
) -> Choice | None:
    """The industry that the employer's name says; else the one that is said most of what was done there."""
    parts = [part for part in (spell.employer, spell.summary) if part is not None]
    read = [Span(part.start, min(part.end, part.start + LONGEST_SUMMARY)) for part in parts]
    found = industry_in(text, read, lexicon, language)
    if found is None:
        return None
    industry, spans["industry"] = found
    return industry


def _hands_on(
    job_type: Choice | None, spell: Spell, text: str, lexicon: Lexicon, spans: dict[str, Span]
) -> bool:
    for part in (spell.title, spell.summary):
        if part is not None and (match := _FLOOR.search(text, part.start, part.end)):
            spans["floor"] = Span(*match.span())
            return True
    return job_type is not None and lexicon.code_of_job_type(job_type.iri)[:1] in HANDS_ON
