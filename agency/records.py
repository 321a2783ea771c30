"""Between the rows of the book's tables and the records that the rest of SkillPath knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from skillpath.agency import schema as t
from skillpath.agency.adoption import AdoptedProfile, Provenance
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import changes_of, table_of
from skillpath.reasoner.decision import Decision
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement


def fields(record: Any, *left_out: str) -> dict[str, Any]:
    """The fields of a record, as a row."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__ if name not in left_out}


def parts(owned: Iterable[tuple[str, Sequence[Any]]]) -> list[dict[str, Any]]:
    """The rows of what owners have, numbered."""
    return [
        {"owner": owner, "position": position, **fields(part)}
        for owner, owned_parts in owned
        for position, part in enumerate(owned_parts)
    ]


def candidate_row(candidate: Candidate) -> dict[str, Any]:
    """A candidate without spells and claims."""
    return fields(candidate, "spells", "claims", "licences") | {"licences": list(candidate.licences) or None}


def role_row(role: Role) -> dict[str, Any]:
    """A role without its skills."""
    return fields(role, "skills", "changes", "filters") | {
        "changes": table_of(role.changes) or None,
        "filters": None if role.filters == NO_FILTERS else filter_table(role.filters),
    }


def filter_table(filters: Filters) -> dict[str, Any]:
    """Filters as plain data: lists of texts, and the day in ISO 8601."""
    day = filters.available_by
    return {
        "locations": list(filters.locations),
        "available_by": None if day is None else day.isoformat(),
        "licences": list(filters.licences),
        "industries": list(filters.industries),
    }


def profile_row(adopted: AdoptedProfile) -> dict[str, Any]:
    """An adopted profile with its provenance."""
    profile = adopted.profile
    return {
        "name": profile.name,
        "summary": profile.summary,
        "numbers": profile_numbers(profile),
        **asdict(adopted.provenance),
        "withdrawn_by": adopted.withdrawn_by,
        "withdrawn_on": adopted.withdrawn_on,
    }


def profile_numbers(profile: Profile) -> dict[str, Any]:
    """The numbers of a profile as plain data."""
    return {
        "share": {str(dimension): share for dimension, share in profile.share.items()},
        "development": {str(channel): counts for channel, counts in profile.development.items()},
        "bottleneck": profile.bottleneck,
        "industry_only": profile.industry_only,
        "other_industry": profile.other_industry,
    }


def of_person(code: str) -> Select[Any]:
    """The codes of all records of one person: the candidate's, and those that were merged into it."""
    return select(t.CANDIDATE.c.code).where(
        (t.CANDIDATE.c.code == code) | (t.CANDIDATE.c.merged_into == code)
    )


def candidates(connection: Connection, query: Select[Any]) -> list[Candidate]:
    """The candidates that a query gives, in its order."""
    codes = query.with_only_columns(t.CANDIDATE.c.code)
    spells, claims = _owned(connection, t.SPELL, codes), _owned(connection, t.CLAIM, codes)
    return [
        Candidate(
            code=row.code,
            spells=tuple(Spell(**spell) for spell in spells.get(row.code, ())),
            claims=tuple(Claim(**claim) for claim in claims.get(row.code, ())),
            location=row.location,
            available_from=row.available_from,
            licences=tuple(row.licences or ()),
        )
        for row in connection.execute(query)
    ]


def roles(connection: Connection, query: Select[Any]) -> list[Role]:
    """The roles that a query gives, in its order."""
    skills = _owned(connection, t.ROLE_SKILL, query.with_only_columns(t.ROLE.c.id))
    return [_role(row, skills.get(row.id, [])) for row in connection.execute(query)]


def decisions(connection: Connection, query: Select[Any]) -> list[Decision]:
    """The decisions that a query gives, in its order."""
    names = Decision.__dataclass_fields__
    return [Decision(**{name: getattr(row, name) for name in names}) for row in connection.execute(query)]


def adopted_profiles(connection: Connection, query: Select[Any]) -> list[AdoptedProfile]:
    """The adopted profiles that a query gives, in its order."""
    return [_adopted(row) for row in connection.execute(query)]


def _owned(connection: Connection, table: Table, keys: Select[Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a table by owner, in order, for the owners that a query names."""
    rows = connection.execute(
        select(table).where(table.c.owner.in_(keys.order_by(None))).order_by(table.c.owner, table.c.position)
    )
    by_owner: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found = dict(row._mapping)
        del found["position"]
        by_owner.setdefault(found.pop("owner"), []).append(found)
    return by_owner


def _role(row: Row[Any], skills: list[dict[str, Any]]) -> Role:
    found = dict(row._mapping)
    return Role(
        skills=tuple(SkillRequirement(**skill) for skill in skills),
        changes=changes_of(found.pop("changes") or {}),
        filters=filters_of(found.pop("filters")),
        **found,
    )


def filters_of(table: Mapping[str, Any] | None) -> Filters:
    """The filters of a table, ``None`` for those of who asks for nothing."""
    if table is None:
        return NO_FILTERS
    day = table["available_by"]
    return Filters(
        tuple(table["locations"]),
        None if day is None else date.fromisoformat(day),
        tuple(table["licences"]),
        tuple(table.get("industries", ())),  # a book of before asked for none
    )


def profile_of(name: str, summary: str, numbers: Mapping[str, Any]) -> Profile:
    """The profile of what :func:`profile_numbers` gave."""
    share = {dimension: numbers["share"][dimension] for dimension in Dimension}
    development = {channel: numbers["development"][channel] for channel in Channel}
    return Profile(name, summary, **dict(numbers) | {"share": share, "development": development})


def _adopted(row: Row[Any]) -> AdoptedProfile:
    profile = profile_of(row.name, row.summary, row.numbers)
    provenance = Provenance(**{name: getattr(row, name) for name in Provenance.__dataclass_fields__})
    return AdoptedProfile(profile, provenance, row.withdrawn_by, row.withdrawn_on)
