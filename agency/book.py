"""The book: the database of candidates, roles, decisions, the agency's own profiles, and drafts."""

import hashlib
import re
import weakref
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from difflib import get_close_matches
from typing import Final

from sqlalchemy import URL, Column, Connection, delete, insert, select, update

from skillpath.agency import records, revisions
from skillpath.agency import schema as t
from skillpath.agency.adoption import AdoptedProfile
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.engine import erase, open_engine, reading, writing
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.pool_reading import read_pool
from skillpath.agency.reads import Reads
from skillpath.agency.revisions import BookState, count_removal
from skillpath.agency.storing import batched, store_candidates, store_roles
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.decision import Decision
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role

_CODE: Final = re.compile(r"C-(\d{1,9})")
_ROLE_ID: Final = re.compile(r"R-(\d{1,9})")


class Book:
    """What the agency knows, in one database. Every write is one transaction that survives a crash."""

    def __init__(self, url: URL) -> None:
        engine = open_engine(url)
        self._reads, self._writing = Reads(reading(engine)), writing(engine)
        self.drafts: Final = Drafts(self._reads, self._writing)
        """What was made of files and is not confirmed yet."""
        weakref.finalize(self, engine.dispose)
        where = repr((url.host, url.port, url.database))
        self.identity: Final = hashlib.sha256(where.encode()).hexdigest()
        """Tells this book from others, and nothing of where it is."""

    def still(self) -> AbstractContextManager[None]:
        """All that this thread reads meanwhile is of one state of the book, whatever is written to it."""
        return self._reads.still()

    def put(self, candidates: Iterable[Candidate] = (), roles: Iterable[Role] = ()) -> None:
        """Writes candidates and roles, all or none; one with a known code replaces the earlier one.

        Takes any number of them, one after the other. Raises :class:`InputError` where a code comes twice.
        """
        with self._writing.begin() as connection:
            store_candidates(connection, candidates)
            store_roles(connection, roles)

    def remove(self, code: str) -> None:
        """Deletes a candidate with spells, claims, decisions and CV; raises :class:`UnknownName`."""
        self.candidate(code)
        with self._writing.begin() as connection:
            if connection.execute(delete(t.CANDIDATE).where(t.CANDIDATE.c.code == code)).rowcount:
                count_removal(connection)
        erase(self._writing)

    def candidates(self, codes: Iterable[str] | None = None) -> list[Candidate]:
        """All candidates, or those of some codes that are in the book, by code."""
        query = select(t.CANDIDATE).order_by(t.CANDIDATE.c.code)
        with self._reads.read() as connection:
            if codes is None:
                return records.candidates(connection, query)
            return [
                candidate
                for batch in batched(sorted(set(codes)))
                for candidate in records.candidates(connection, query.where(t.CANDIDATE.c.code.in_(batch)))
            ]

    def codes(self) -> list[str]:
        """The codes of all candidates."""
        with self._reads.read() as connection:
            return list(connection.execute(select(t.CANDIDATE.c.code)).scalars())

    def pool(self, *, day: date) -> Pool:
        """All candidates in columns; ``day``: for which their terms are reckoned."""
        with self._reads.read() as connection:
            return read_pool(connection, day=day)

    def state(self) -> BookState:
        """How often candidates were written and removed, which says whether what was read is still so."""
        with self._reads.read() as connection:
            return revisions.state(connection)

    def changed_since(self, changes: int) -> list[str]:
        """The codes of the candidates that were written after so many :attr:`BookState.changes`, sorted."""
        with self._reads.read() as connection:
            return revisions.changed_since(connection, changes)

    def next_code(self) -> str:
        """A code for a new candidate: the number after the highest of those like ``C-001``."""
        numbers = [int(found[1]) for code in self.codes() if (found := _CODE.fullmatch(code))]
        return f"C-{max(numbers, default=0) + 1:03}"

    def next_role_id(self) -> str:
        """An id for a new role: the number after the highest of those like ``R-01``."""
        numbers = [int(found[1]) for role in self.roles() if (found := _ROLE_ID.fullmatch(role.id))]
        return f"R-{max(numbers, default=0) + 1:02}"

    def candidate(self, code: str) -> Candidate:
        """One candidate; raises :class:`UnknownName`."""
        with self._reads.read() as connection:
            query = select(t.CANDIDATE).where(t.CANDIDATE.c.code == code)
            found = records.candidates(connection, query)
            if not found:
                raise UnknownName(
                    f"There is no candidate {code} in the book.", _near(connection, t.CANDIDATE.c.code, code)
                )
        return found[0]

    def roles(self) -> list[Role]:
        """All roles, by id."""
        with self._reads.read() as connection:
            return records.roles(connection, select(t.ROLE).order_by(t.ROLE.c.id))

    def role(self, role_id: str) -> Role:
        """One role; raises :class:`UnknownName`."""
        with self._reads.read() as connection:
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
                adding = DIALECTS[connection.dialect.name].insert(t.DECISION).on_conflict_do_nothing()
                connection.execute(adding, [records.fields(one) for one in new])

    def decisions(self, *, role: str | None = None) -> list[Decision]:
        """All decisions, or those about a role, by day and then as they were added."""
        query = select(t.DECISION).order_by(t.DECISION.c.day, t.DECISION.c.number)
        with self._reads.read() as connection:
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
        with self._reads.read() as connection:
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


def _near(connection: Connection, codes: Column[str], wanted: str) -> list[str]:
    """Codes of the book that look like the wanted one."""
    return get_close_matches(wanted, connection.execute(select(codes).order_by(codes)).scalars().all())
