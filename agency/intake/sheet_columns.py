"""What the columns of a sheet of candidates stand for: by their headers, or as somebody says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from skillpath.agency.intake.outcome import Refusal, Why

FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "candidate": ("candidate", "candidateid", "id", "code", "nummer", "kandidat", "candidat", "bewerber"),
        "title": (
            "title", "jobtitle", "position", "job", "occupation", "role", "jobtitel", "beruf", "tätigkeit",
            "stelle", "poste", "métier", "intitulé", "intituléduposte", "fonction",
        ),
        "employer": (
            "employer", "company", "organisation", "organization", "arbeitgeber", "firma", "unternehmen",
            "employeur", "entreprise", "société",
        ),
        "start": (
            "start", "startdate", "from", "since", "beginn", "von", "seit", "startdatum", "début",
            "datededébut", "depuis", "de",
        ),
        "end": (
            "end", "enddate", "to", "until", "ende", "bis", "enddatum", "fin", "datedefin", "à", "jusquà",
        ),
        "summary": (
            "summary", "description", "tasks", "responsibilities", "duties", "experience", "beschreibung",
            "aufgaben", "tâches", "missions",
        ),
        "skills": (
            "skills", "skill", "competences", "competencies", "kenntnisse", "fähigkeiten", "kompetenzen",
            "compétences",
        ),
        "text": ("text", "cv", "resume", "curriculumvitae", "lebenslauf", "profile", "profil"),
        "language": ("language", "sprache", "langue", "locale"),
    }
)  # fmt: skip
"""What a column may stand for → the headers that say so, without spaces and capitals."""

NEEDED: Final = ("title", "skills", "summary", "text")
"""Without any of these a sheet says nothing about anybody."""

_SIGNS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row, and the headers that stand for nothing."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]


def columns_of(header: Sequence[str], given: Mapping[str, str]) -> Columns:
    """The columns of a header; ``given``: field → header, before what the headers say themselves.

    Raises :class:`Refusal` where what is given cannot be, or no column says what anybody does.
    """
    places = dict(_given(header, given))
    for place, field in _told(header):
        if place not in places.values():
            places.setdefault(field, place)
    if not any(field in places for field in NEEDED):
        known = ", ".join(FIELDS)
        raise Refusal(Why.NO_JOBS, f"no column says what the candidates do (columns may stand for {known})")
    read = set(places.values())
    return Columns(places, tuple(title for place, title in enumerate(header) if title and place not in read))


def names_a_field(header: Sequence[str]) -> bool:
    """Whether a first line is evidently the header of a sheet of candidates: it names two fields or more."""
    return len({field for _, field in _told(header)}) > 1


def _told(header: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places whose headers say what they stand for."""
    names = {name: field for field, known in FIELDS.items() for name in known}
    for place, title in enumerate(header):
        if _plain(title) in names:
            yield place, names[_plain(title)]


def _given(header: Sequence[str], given: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    plain = [_plain(title) for title in header]
    for field, title in given.items():
        if field not in FIELDS:
            raise Refusal(
                Why.NO_JOBS, f"“{field}” is nothing that a column may stand for ({', '.join(FIELDS)})"
            )
        if _plain(title) not in plain:
            raise Refusal(Why.NO_JOBS, f"there is no column “{title}” (there are: {', '.join(header)})")
        yield field, plain.index(_plain(title))


def _plain(header: str) -> str:
    return _SIGNS.sub("", header).casefold()
