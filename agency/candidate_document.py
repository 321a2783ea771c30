"""All that may be shown of a candidate without saying who it is, as a document."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from skillpath.agency.candidate_skills import skills_document
from skillpath.agency.identities import is_identified, looks
from skillpath.agency.intake.confirmations import confirmations
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.timeline import gaps_and_overlaps
from skillpath.agency.merging import merges
from skillpath.agency.notes import notes
from skillpath.agency.replaced import named_by_candidate, replaced
from skillpath.agency.retention import kept_until
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.languages import Language


def candidate_document(
    workspace: Workspace,
    code: str,
    *,
    as_of: date,
    language: Language = Language.EN,
    reader: str | None = None,
) -> Document:
    """Facts, history with its gaps, skills, decisions, notes, drafts, merges, looks and retention.

    ``replaced``: what it names that is out of use (:func:`skillpath.agency.replaced.replaced`). Days
    are in ISO 8601, lists in order of time. ``reader`` is that of :func:`notes`. Raises :class:`UnknownName`.
    """
    book, candidate = workspace.book, workspace.book.candidate(code)
    until = kept_until(book, [code])[code]
    confirmed = confirmations(book, code)
    return {
        "code": code,
        "location": candidate.location,
        "available_from": None if candidate.available_from is None else candidate.available_from.isoformat(),
        "licences": list(candidate.licences),
        "as_of": as_of.isoformat(),
        "release": workspace.release.name,
        "keep_until": None if until is None else until.isoformat(),
        "overdue": until is not None and until < as_of,
        "identified": is_identified(book, code),
        "spells": [_spell(workspace, spell, language) for spell in _in_time(candidate.spells)],
        "gaps": _gaps(candidate, as_of),
        "replaced": replaced(workspace, named_by_candidate(candidate), language),
        "skills": skills_document(workspace, candidate, as_of=as_of, confirmed=confirmed, language=language),
        "decisions": [
            asdict(one) | {"day": one.day.isoformat(), "outcome": str(one.outcome)}
            for one in book.decisions(candidate=code)
        ],
        "notes": [asdict(note) for note in notes(book, code, reader=reader)],
        "drafts": [
            {"number": one.number, "day": str(one.decided_on), "by": one.decided_by}
            for one in Drafts(book).of_candidate(code)
        ],
        "merges": [asdict(one) for one in merges(book) if one.candidate == code and one.undone_at is None],
        "looks": [asdict(one) for one in looks(book, code)],
    }


def _in_time(spells: Sequence[Spell]) -> list[Spell]:
    """The latest first: by end, those that last before all others, then by start."""
    return sorted(spells, key=lambda spell: (spell.end or date.max, spell.start), reverse=True)


def _spell(workspace: Workspace, spell: Spell, language: Language) -> Document:
    return {
        "job_type": _labelled(workspace, spell.job_type, language),
        "industry": _labelled(workspace, spell.industry, language),
        "start": spell.start.isoformat(),
        "end": None if spell.end is None else spell.end.isoformat(),
        "level": str(spell.level),
        "on_floor": spell.on_floor,
    }


def _labelled(workspace: Workspace, iri: str | None, language: Language) -> Document | None:
    """A concept that may be gone from the release: then it is called by its IRI."""
    if iri is None:
        return None
    position = workspace.network.find(iri)
    if position is None:
        return {"iri": iri, "label": iri, "kind": None, "language": None}
    return concept(workspace.network, position, language)


def _gaps(candidate: Candidate, as_of: date) -> list[Document]:
    """Times of more than two months without a job, between the first job and the day of reckoning."""
    worked = [(spell.start, min(spell.end or as_of, as_of)) for spell in candidate.spells]
    known = [(start, end) for start, end in worked if start <= end]
    gaps, _ = gaps_and_overlaps([*known, *([(as_of, as_of)] if known else [])])
    return [{"start": gap.start.isoformat(), "end": gap.end.isoformat()} for gap in gaps]
