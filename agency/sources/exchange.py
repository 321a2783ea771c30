"""What two SkillPaths tell each other of a role and of candidates: plain, and without any identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.records import filter_table, profile_numbers
from skillpath.agency.sources.columns import Columns, day, flag, number, read_row, text, texts
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.criteria import changed, changes_of
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, Profile, profile_named
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.shown import Document

MOST: Final = 1000
"""So many candidates are given to another firm at most."""

MOST_SKILLS: Final = 500
"""So many skills a role of another firm may ask for."""

_ROLE: Final[Columns] = MappingProxyType({"job_type": text, "industry": text, "floor": text})
_SKILL: Final[Columns] = MappingProxyType({"skill": text, "essential": flag, "level": number})
_FILTERS: Final[Columns] = MappingProxyType(
    {"locations": texts, "available_by": day, "licences": texts, "industries": texts}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What another firm asks for."""

    role: Role
    profile: Profile
    as_of: date
    top: int


def question_document(matcher: Matcher, *, top: int) -> Document:
    """What a role asks for under its criteria, without its code and title."""
    role = matcher.role
    return {
        "role": {
            "job_type": role.job_type,
            "industry": role.industry,
            "floor": role.floor,
            "skills": [{"skill": s.skill, "essential": s.essential, "level": s.level} for s in role.skills],
            "filters": filter_table(role.filters),
        },
        "criteria": profile_numbers(matcher.profile),
        "as_of": matcher.as_of.isoformat(),
        "top": top,
    }


def question_of(document: object) -> Wanted:
    """The same read back; raises :class:`InputError` with what is wrong."""
    asked = _table(document, "the question")
    role = _table(asked.get("role"), "role")
    skills = role.get("skills") or []
    if not isinstance(skills, list) or len(skills) > MOST_SKILLS:
        raise InputError(f"The skills of a role are a list, of {MOST_SKILLS} at most.")
    top = asked.get("top")
    if type(top) is not int or not 1 <= top <= MOST:
        raise InputError(f"“top” is a number from 1 to {MOST}.")
    return Wanted(
        Role(
            id="",
            title="",
            skills=tuple(
                SkillRequirement(**read_row(_table(one, "skill"), _SKILL, needed="skill")) for one in skills
            ),
            filters=Filters(**read_row(_table(role.get("filters") or {}, "filters"), _FILTERS)),
            **read_row(role, _ROLE),
        ),
        changed(
            profile_named(DEFAULT_PROFILE),
            changes_of(_table(asked.get("criteria") or {}, "criteria")),
        ),
        day(asked.get("as_of")),
        top,
    )


def candidate_document(candidate: Candidate, same_as: str | None) -> Document:
    """A candidate as another firm gets them: what was done, and what filters ask for."""
    return {
        "code": candidate.code,
        "same_as": same_as,
        "location": candidate.location,
        "available_from": _iso(candidate.available_from),
        "licences": list(candidate.licences),
        "spells": [
            {
                "job_type": spell.job_type,
                "industry": spell.industry,
                "start": _iso(spell.start),
                "end": _iso(spell.end),
                "level": str(spell.level),
                "on_floor": spell.on_floor,
            }
            for spell in candidate.spells
        ],
        "claims": [
            {"skill": claim.skill, "level": claim.level, "source": claim.source} for claim in candidate.claims
        ],
    }


def _table(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"“{name}” is not a table of names and values.")
    return value


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()
