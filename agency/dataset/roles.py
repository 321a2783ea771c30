"""Roles as plain facts: what each asks for, and how much that weighs under its criteria."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import func, select

from skillpath.agency import schema as t
from skillpath.agency import version_tables as was
from skillpath.agency.criteria import own_criteria
from skillpath.agency.dataset.source import Change, Progress, Source, Version, Wanted
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset import names, terms
from skillpath.ontology.dataset.statements import Iri, Node, Value, lines
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Requirement, Role, weigh


def version(workspace: Workspace, _wanted: Wanted) -> Version:
    """What weighs a role: release, firm and profiles; how many roles there are, how often any was changed."""
    book = workspace.book
    with book.read() as connection:
        number = connection.execute(select(func.count()).select_from(t.ROLE)).scalar_one()
        changed = connection.execute(select(func.max(was.ROLE_VERSION.c.number))).scalar() or 0
    weighing = repr((book.firm(), [(one.profile, one.withdrawn_on) for one in book.adopted_profiles()]))
    digest = hashlib.sha256(weighing.encode()).hexdigest()
    return [book.identity, workspace.release.name, digest, number, changed]


def role_lines(workspace: Workspace, _wanted: Wanted, _progress: Progress) -> Iterator[str]:
    """All roles, by id."""
    return _of(workspace, workspace.book.roles())


def changed(workspace: Workspace, _wanted: Wanted, before: Version, now: Version) -> Change | None:
    """Roles that were written otherwise since; where one came, all are written anew."""
    if list(before[:4]) != list(now[:4]) or before[4] > now[4]:
        return None
    own = was.ROLE_VERSION.c
    with workspace.book.read() as connection:
        query = select(own.role).where(own.number > before[4]).distinct().order_by(own.role)
        ids = connection.execute(query).scalars().all()
    return Change(nodes=[names.named(names.ROLE, one) for one in ids], added=_of_ids(workspace, ids))


ROLES: Final = Source(version, role_lines, changed)


def _of_ids(workspace: Workspace, ids: Sequence[str]) -> Iterator[str]:
    yield from _of(workspace, [workspace.book.role(one) for one in ids])  # only where the change is taken


def _of(workspace: Workspace, roles: Sequence[Role]) -> Iterator[str]:
    profiles = own_criteria(workspace.book, roles)
    for role, profile in zip(roles, profiles, strict=True):
        yield from lines(_nodes(workspace, role, profile))


def _nodes(workspace: Workspace, role: Role, profile: Profile) -> Iterable[Node]:
    """A role, and each requirement as a part, in the order of the score."""
    iri = names.named(names.ROLE, role.id)
    weighed = weigh(workspace.network, role, profile)
    parts = [_requirement(workspace, iri, number, one) for number, one in enumerate(weighed.items, 1)]
    facts: tuple[tuple[str, Value], ...] = (
        (terms.TYPE, Iri(terms.ROLE_CLASS)),
        (terms.IDENTIFIER, role.id),
        (terms.TITLE, role.title),
        (terms.JOB_TYPE, _concept(role.job_type)),
        (terms.INDUSTRY, _concept(role.industry)),
        (terms.FLOOR, _concept(role.floor)),
        (terms.CRITERIA, profile.name),
        (terms.BOTTLENECK, float(profile.bottleneck)),
        *((terms.REQUIREMENT, Iri(one.iri)) for one in parts),
        *((terms.UNKNOWN, Iri(unknown)) for unknown in weighed.unknown),
        *_filters(role),
    )
    return [Node(iri, facts), *parts]


def _filters(role: Role) -> Iterator[tuple[str, Value]]:
    filters = role.filters
    yield terms.AVAILABLE_BY, filters.available_by
    yield from ((terms.WANTS_LOCATION, one) for one in filters.locations)
    yield from ((terms.WANTS_LICENCE, one) for one in filters.licences)
    yield from ((terms.WANTS_INDUSTRY, Iri(one)) for one in filters.industries)


def _requirement(workspace: Workspace, role: str, number: int, asked: Requirement) -> Node:
    return Node(
        f"{role}/requirement/{number}",
        (
            (terms.TYPE, Iri(terms.REQUIREMENT_CLASS)),
            (terms.DIMENSION, str(asked.dimension)),
            (terms.CONCEPT, Iri(workspace.network.nodes[asked.node].iri)),
            (terms.ESSENTIAL, bool(asked.essential)),
            (terms.LEVEL, float(asked.level)),
            (terms.REQUIREMENT_WEIGHT, float(asked.weight)),
            (terms.INVERTED, asked.inverted or None),
        ),
    )


def _concept(iri: str | None) -> Iri | None:
    return None if iri is None else Iri(iri)
