"""What a score was asked for, as plain data: the role as it was, its criteria, and the day; and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillpath.agency.records import profile_numbers, profile_of
from skillpath.agency.role_record import role_of_record, role_record
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role


@dataclass(frozen=True, slots=True)
class Asked:
    """A role as it was looked at, under its criteria, on a day."""

    role: Role
    profile: Profile
    as_of: date


def question_of(asked: Asked) -> dict[str, Any]:
    """All that a score follows from besides the release and the candidate."""
    profile = asked.profile
    return {
        "role": role_record(asked.role),
        "profile": {"name": profile.name, "summary": profile.summary, "numbers": profile_numbers(profile)},
        "as_of": asked.as_of.isoformat(),
    }


def asked_in(question: Mapping[str, Any]) -> Asked:
    """What a question asked for."""
    role, told = role_of_record(question["role"]), question["profile"]
    profile = profile_of(told["name"], told["summary"], told["numbers"])
    return Asked(role, profile, date.fromisoformat(question["as_of"]))
