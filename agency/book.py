"""The book: the embedded database of candidates, roles, decisions and the agency's own profiles."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.agency.adoption import AdoptedProfile
from skillpath.agency.engine import WRITING, open_engine
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.decision import Decision
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role


class Book:
    """What the agency knows, in one SQLite file. Every write is one transaction that survives a crash."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(path)
        self._writing = self._engine.execution_options(**{WRITING: True})

    def put(self, candidates: Iterable[Candidate] = (), roles: Iterable[Role] = ()) -> None:
        """Writes candidates and roles, all or none; one with a known code replaces the earlier one."""
        people, vacancies = list(candidates), list(roles)
        with self._writing.begin() as connection:
            _replace(connection, t.CANDIDATE.c.code, [records.candidate_row(c) for c in people])
            _replace_parts(connection, t.SPELL, {c.code: c.spells for c in people})
            _replace_parts(connection, t.CLAIM, {c.code: c.claims for c in people})
            _replace(connection, t.ROLE.c.id, [records.role_row(r) for r in vacancies])
            _replace_parts(connection, t.ROLE_SKILL, {r.id: r.skills for r in vacancies})

    def remove(self, code: str) -> None:
        """Deletes a candidate with spells, claims and decisions; raises :class:`UnknownName`."""
        self.candidate(code)
        with self._writing.begin() as connection:
            connection.execute(delete(t.CANDIDATE).where(t.CANDIDATE.c.code == code))

    def candidates(self) -> list[Candidate]:
        """All candidates, by code."""
        with self._engine.connect() as connection:
            return records.candidates(connection, select(t.CANDIDATE).order_by(t.CANDIDATE.c.code))

    def candidate(self, code: str) -> Candidate:
        """One candidate; raises :class:`UnknownName`."""
        with self._engine.connect() as connection:
            query = select(t.CANDIDATE).where(t.CANDIDATE.c.code == code)
            found = records.candidates(connection, query)
            if not found:
                raise UnknownName(
                    f"There is no candidate {code} in the book.", _near(connection, t.CANDIDATE.c.code, code)
                )
        return found[0]

    def roles(self) -> list[Role]:
        """All roles, by id."""
        with self._engine.connect() as connection:
            return records.roles(connection, select(t.ROLE).order_by(t.ROLE.c.id))

    def role(self, role_id: str) -> Role:
        """One role; raises :class:`UnknownName`."""
        with self._engine.connect() as connection:
            found = records.roles(connection, select(t.ROLE).where(t.ROLE.c.id == role_id))
            if not found:
                raise UnknownName(
                    f"There is no role {role_id} in the book.", _near(connection, t.ROLE.c.id, role_id)
                )
        return found[0]

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Adds decisions, all or none; one that is there already is not added again.

        Raises :class:`UnknownName` for a candidate or role that is not in the book.
        """
        new = list(decisions)
        for code in dict.fromkeys(one.candidate for one in new):
            self.candidate(code)
        for role_id in dict.fromkeys(one.role for one in new):
            self.role(role_id)
        if new:
            with self._writing.begin() as connection:
                adding = sqlite.insert(t.DECISION).on_conflict_do_nothing()
                connection.execute(adding, [records.fields(one) for one in new])

    def decisions(self, *, role: str | None = None) -> list[Decision]:
        """All decisions, or those about a role, by day and then as they were added."""
        query = select(t.DECISION).order_by(t.DECISION.c.day, t.DECISION.c.number)
        with self._engine.connect() as connection:
            return records.decisions(
                connection, query if role is None else query.where(t.DECISION.c.role == role)
            )

    def adopt(self, adopted: AdoptedProfile) -> None:
        """Adds a profile of the agency's own; raises :class:`InputError` where the name was used before."""
        name = adopted.profile.name
        if name in PROFILES or any(one.profile.name == name for one in self.adopted_profiles()):
            raise InputError(f"There is, or was, a profile “{name}”: choose another name.")
        with self._writing.begin() as connection:
            connection.execute(insert(t.PROFILE), records.profile_row(adopted))

    def adopted_profiles(self) -> list[AdoptedProfile]:
        """The agency's own profiles, by day and name, those withdrawn too."""
        query = select(t.PROFILE).order_by(t.PROFILE.c.day, t.PROFILE.c.name)
        with self._engine.connect() as connection:
            return records.adopted_profiles(connection, query)

    def withdraw(self, name: str, *, by: str, day: date) -> None:
        """Takes a profile out of use; it stays on record.

        Raises :class:`UnknownName` where none of that name is in use, and :class:`InputError` while a role
        uses it.
        """
        in_use = [one.profile.name for one in self.adopted_profiles() if one.withdrawn_on is None]
        if name not in in_use:
            raise UnknownName(f"There is no adopted profile “{name}” in use.", in_use)
        users = [role.id for role in self.roles() if role.profile == name]
        if users:
            raise InputError(
                f"“{name}” is the profile of {', '.join(users)}: give them another one first, "
                f"by `skillpath criteria {users[0]} --base NAME`."
            )
        with self._writing.begin() as connection:
            connection.execute(
                update(t.PROFILE).where(t.PROFILE.c.name == name).values(withdrawn_by=by, withdrawn_on=day)
            )


def _replace(connection: Connection, key: Column[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Updates the rows that are there, in place: what refers to them stays; and inserts the others."""
    table, known = key.table, set(connection.execute(select(key)).scalars())
    new = [row for row in rows if row[key.name] not in known]
    others = [name for name in (rows[0] if rows else ()) if name != key.name]
    if new:
        connection.execute(insert(table), new)
    for row in rows if others else ():
        if row[key.name] in known:
            values = {name: row[name] for name in others}
            connection.execute(update(table).where(key == row[key.name]).values(**values))


def _replace_parts(connection: Connection, table: Table, owned: Mapping[str, Sequence[Any]]) -> None:
    if owned:
        gone = [{"gone": owner} for owner in owned]
        connection.execute(delete(table).where(table.c.owner == bindparam("gone")), gone)
    rows = records.parts(owned.items())
    if rows:
        connection.execute(insert(table), rows)


def _near(connection: Connection, codes: Column[str], wanted: str) -> list[str]:
    """Codes of the book that look like the wanted one."""
    return get_close_matches(wanted, connection.execute(select(codes).order_by(codes)).scalars().all())
