"""What the page of a role shows around its ranking: criteria to try, facets, weights, and earlier changes."""

from collections.abc import Mapping
from typing import Any, Final

from flask import request

from skillpath.agency.criteria import choices, criteria
from skillpath.agency.facets import facets
from skillpath.agency.replaced import named_by_role, replaced
from skillpath.agency.role_changes import in_words, role_changes
from skillpath.agency.sources.register import all_sources
from skillpath.reasoner.criteria import UNCHANGED
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import label
from skillpath.web import narrowing
from skillpath.web.current import workspace
from skillpath.web.language import language
from skillpath.web.requirements import weighted_requirements
from skillpath.web.state import State
from skillpath.web.trying import SHARES, hundredths

TOLD: Final = 5
"""So many earlier changes of a role are told, the latest."""


def around(role_id: str, state: State) -> dict[str, Any]:
    """All of it, for the template."""
    book, role = workspace().book, state.role(role_id)
    kept = book.role(role_id)
    found = facets(workspace(), role, as_of=state.as_of, language=language())
    skills = {one.skill: one for one in (*kept.skills, *role.skills)}
    return {
        "kept": kept,
        "shared": bool(all_sources(book)),
        "own_profile": criteria(book, kept).name,
        "profiles": choices(book, kept),
        "unchanged": UNCHANGED,
        "shares": SHARES,
        "used": {d for d, value in _asked_of(role).items() if value},
        "may_floor": kept.floor or kept.industry,
        "added": request.args.get("add", ""),
        "numbers": hundredths(criteria(book, role)),
        "asked": {one.skill for one in role.skills},
        "skills": [(one, label(workspace().network, one.skill, language())) for one in skills.values()],
        "role_tried": role,
        "replaced": replaced(workspace(), named_by_role(role), language()),
        "requirements": weighted_requirements(workspace(), role, language()),
        "facets": list(narrowing.choices(found, kept.filters, role.filters, state.band)),
        "looked_at": found["looked_at"],
        "changes": [
            (change, in_words(workspace().network, change, language()))
            for change in role_changes(book, role=role_id)[:TOLD]
        ],
    }


def _asked_of(role: Role) -> Mapping[Dimension, str | None]:
    """What a role names besides skills."""
    return {
        Dimension.JOB_TYPE: role.job_type,
        Dimension.INDUSTRY: role.industry,
        Dimension.FLOOR: role.floor,
    }
