"""What a score was asked for, as plain data: the role as it was, its criteria, and the day; and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillpath.agency.records import filters_of, profile_numbers, profile_of, role_row
from skillpath.reasoner.criteria import changes_of
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role, SkillRequirement


@dataclass(frozen=True, slots=True)
class Asked:
    """A role as it was looked at, under its criteria, on a day."""

    role: Role
    profile: Profile
    as_of: date


def question_of(asked: Asked) -> dict[str, Any]:
    """All that a score follows from besides the release and the candidate."""
    role, profile = asked.role, asked.profile
    skills = [[one.skill, one.essential, one.level] for one in role.skills]
    return {
        "role": role_row(role) | {"skills": skills},
        "profile": {"name": profile.name, "summary": profile.summary, "numbers": profile_numbers(profile)},
        "as_of": asked.as_of.isoformat(),
    }


def asked_in(question: Mapping[str, Any]) -> Asked:
    """What a question asked for."""
    table, told = dict(question["role"]), question["profile"]
    skills = tuple(SkillRequirement(*one) for one in table.pop("skills"))
    changes, filters = changes_of(table.pop("changes") or {}), filters_of(table.pop("filters"))
    role = Role(skills=skills, changes=changes, filters=filters, **table)
    profile = profile_of(told["name"], told["summary"], told["numbers"])
    return Asked(role, profile, date.fromisoformat(question["as_of"]))
