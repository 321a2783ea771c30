"""JSON: a JSON Resume, or a Europass CV as Cedefop's service or the portal writes it."""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.intake.decoding import decoded
from skillpath.agency.intake.europass_json import passport, profile
from skillpath.agency.intake.json_resume import resume
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.structured import StatedProfile, document_of

Shape = tuple[str, Callable[[Any], StatedProfile]]

_SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "SkillsPassport": ("Europass JSON", passport),
        "profile": ("Europass JSON", profile),
        "basics": ("JSON Resume", resume),
        "work": ("JSON Resume", resume),
        "skills": ("JSON Resume", resume),
    }
)
"""A key of the whole → what the file is then, and what reads it; the first that is there decides."""


def read_json(source: Source, limits: Limits) -> Read:
    """Reads a CV in JSON; raises :class:`Refusal` for JSON of another kind, or that its schema refuses."""
    text, _ = decoded(source.data)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(Why.DAMAGED, "the file is not JSON, or breaks off") from error
    keys: Iterable[str] = whole if isinstance(whole, dict) else ()
    kind, read = next((_SHAPES[key] for key in _SHAPES if key in keys), ("", None))
    if read is None:
        raise Refusal(Why.UNKNOWN, "the JSON is neither a JSON Resume nor a Europass CV")
    document = document_of(source.name, kind, read(whole), longest=limits.characters)
    if not document.text.strip():
        raise Refusal(Why.EMPTY, f"the {kind} states no work, skills or education")
    return Read((document,))
