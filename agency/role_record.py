"""A role as plain data, such as JSON, and back."""

from collections.abc import Mapping
from typing import Any

from skillpath.agency.records import filters_of, role_row
from skillpath.reasoner.criteria import changes_of
from skillpath.reasoner.role import Role, SkillRequirement


def role_record(role: Role) -> dict[str, Any]:
    """Skills as lists: which, whether essential, and at what level.

    >>> one = Role("R-1", "payroll", (SkillRequirement("s", essential=False, level=0.5),))
    >>> role_of_record(role_record(one)) == one
    True
    """
    return role_row(role) | {"skills": [[one.skill, one.essential, one.level] for one in role.skills]}


def role_of_record(record: Mapping[str, Any]) -> Role:
    """The role of a record."""
    table = dict(record)
    skills = tuple(SkillRequirement(*one) for one in table.pop("skills"))
    changes, filters = changes_of(table.pop("changes") or {}), filters_of(table.pop("filters"))
    return Role(skills=skills, changes=changes, filters=filters, **table)
