"""What was changed of a role, when and by whom: only ever added, and written together with the role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.moments import now
from skillpath.agency.storing import store_roles
from skillpath.graph.network import Network
from skillpath.reasoner.criteria import table_of
from skillpath.reasoner.decision import check_code
from skillpath.reasoner.role import Role

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A change: ``at`` in ISO 8601, UTC; ``before`` and ``after`` are what can be changed of a role."""

    role: str
    at: str
    by: str
    before: Table
    after: Table


def change_role(book: Book, made: Role, *, by: str) -> bool:
    """Writes a role in place of the one of its id, and who did so; false where nothing is different.

    Raises :class:`UnknownName` for a role that is not in the book, :class:`InputError` for a code that is
    none.
    """
    check_code(by)
    kept = book.role_as_written(made.id)
    if kept == made:
        return False
    with book.write() as connection:
        store_roles(connection, [made])
        row = {"role": made.id, "at": now(), "by": by, "before": _table(kept), "after": _table(made)}
        connection.execute(insert(t.ROLE_CHANGE), row)
    return True


def role_changes(book: Book, *, role: str | None = None) -> list[RoleChange]:
    """The changes of all roles, or of one, the latest first."""
    query = select(t.ROLE_CHANGE).order_by(t.ROLE_CHANGE.c.number.desc())
    with book.read() as connection:
        rows = connection.execute(query if role is None else query.where(t.ROLE_CHANGE.c.role == role))
        return [RoleChange(row.role, row.at, row.by, row.before, row.after) for row in rows]


def in_words(network: Network, change: RoleChange) -> list[str]:
    """What was changed, each in a few words."""
    before, after = change.before, change.after
    said = [f"criteria “{after['profile']}”"] if before["profile"] != after["profile"] else []
    said += [f"{name} {value}" for name, value in _numbers(before, after)]
    if before["floor"] != after["floor"]:
        said.append("shop floor not wanted" if after["floor"] is None else "shop floor wanted")
    return [*said, *(f"{network.label(iri)} {how}" for iri, how in _skills(before, after))]


def _table(role: Role) -> Table:
    return {
        "profile": role.profile,
        "changes": table_of(role.changes),
        "floor": role.floor,
        "skills": {one.skill: [one.essential, one.level] for one in role.skills},
    }


def _numbers(before: Table, after: Table) -> Iterator[tuple[str, str]]:
    old, new = _flat(before["changes"]), _flat(after["changes"])
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield name, f"{new[name]:g}" if name in new else "as in the profile"


def _flat(changes: Table) -> Table:
    """The numbers that are changed, by name."""
    tables = {"share": "share of {}", "development": "channel {}"}
    nested = {tables[name].format(key): n for name in tables for key, n in changes.get(name, {}).items()}
    return nested | {name.replace("_", " "): n for name, n in changes.items() if name not in tables}


def _skills(before: Table, after: Table) -> Iterator[tuple[str, str]]:
    old, new = before["skills"], after["skills"]
    for iri in dict.fromkeys((*old, *new)):
        if iri not in new:
            yield iri, "not asked for"
        elif old.get(iri) != new[iri]:
            essential, level = new[iri]
            yield iri, f"{'essential' if essential else 'optional'} at level {level:.0%}"
