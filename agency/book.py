"""The book: the database of candidates, roles, decisions and the agency's own profiles."""

import hashlib
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from difflib import get_close_matches
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import URL, Column, Connection, Engine, delete, insert, select, update

from skillpath.agency import records, revisions
from skillpath.agency import schema as t
from skillpath.agency.adoption import AdoptedProfile
from skillpath.agency.audit.chain import Happening, Head, append
from skillpath.agency.audit.decided import happenings_of
from skillpath.agency.audit.kinds import LOCAL, Event
from skillpath.agency.audit.persons import persons
from skillpath.agency.audit.views import Views
from skillpath.agency.deletions import Deletions, Gone
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.engine import open_engine, reading, writing
from skillpath.agency.firm import Firm, read_firm, write_firm
from skillpath.agency.pool_reading import read_pool
from skillpath.agency.revisions import BookState, count_removal
from skillpath.agency.storing import batched, store_candidates, store_roles
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.decision import Decision
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role

NOTHING_SEEN: Final[Mapping[str, Any]] = MappingProxyType({})
"""Of a decision that was made without looking at the match."""


class Book:
    """What the agency knows, in one database. Every write is one transaction that survives a crash."""

    def __init__(self, url: URL, *, deletions: Deletions | None = None) -> None:
        """``deletions``: where it is listed what is deleted."""
        engine = open_engine(url)
        self._reading, self._writing = reading(engine), writing(engine)
        self._held = threading.local()
        self._deletions = deletions
        weakref.finalize(self, engine.dispose)
        where = repr((url.host, url.port, url.database))
        self.identity: Final = hashlib.sha256(where.encode()).hexdigest()
        """Tells this book from others, and nothing of where it is."""
        self.views: Final = Views(partial(_log, self._writing))
        """Takes what the log is to say of pages that are shown."""

    def close(self) -> None:
        """Lets go of the database, as the end of the program does; it is opened again when needed."""
        self._writing.dispose()

    @contextmanager
    def still(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state of the book, whatever is written to it.

        Within another block, of a later state.
        """
        before = getattr(self._held, "connection", None)
        with self._reading.connect() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = before

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: whole at its end, or nothing of it."""
        with self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads: that of :meth:`still`, or one of its own."""
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None:
            yield held
            return
        with self._reading.connect() as connection:
            yield connection

    def put(self, candidates: Iterable[Candidate] = (), roles: Iterable[Role] = ()) -> None:
        """Writes candidates and roles, all or none; one with a known code replaces the earlier one.

        Takes any number of them, one after the other. Raises :class:`InputError` where a code comes twice.
        """
        with self.write() as connection:
            store_candidates(connection, candidates)
            store_roles(connection, roles)

    def remove(self, code: str, *, by: str = LOCAL) -> None:
        """Deletes a candidate with all that is held on the person, merged records too: from the disk as well.

        The log keeps that somebody was deleted, and nothing by which to know whom. A server keeps what was
        deleted until it is vacuumed. Raises :class:`UnknownName`.
        """
        self.candidate(code)
        records_ = self.records_of(code)
        with self.forget() as connection:
            self.list_deletion(Gone.CANDIDATE, *records_)
            if connection.execute(delete(t.CANDIDATE).where(t.CANDIDATE.c.code == code)).rowcount:
                count_removal(connection)
                append(connection, [Happening(Event.DELETION, by)])

    @contextmanager
    def forget(self) -> Iterator[Connection]:
        """A transaction that deletes; when it is over, what it deleted is in no file any more.

        After a crash that holds once the book was opened and closed again.
        """
        dialect = DIALECTS[self._writing.dialect.name]
        with self.write() as connection:
            yield connection
            for statement in dialect.forget:
                connection.exec_driver_sql(statement)
        with closing(self._writing.raw_connection()) as raw:
            dialect.settle(raw)

    def list_deletion(self, kind: Gone, *names: str) -> None:
        """Lists what is about to be deleted, in the transaction that does: no backup brings it back."""
        if self._deletions is not None:
            self._deletions.add(kind, *names)

    def records_of(self, code: str) -> list[str]:
        """The codes of all records of a person: the candidate's own, and those merged into it."""
        with self.read() as connection:
            return sorted(connection.execute(records.of_person(code)).scalars())

    def candidates(self, codes: Iterable[str] | None = None) -> list[Candidate]:
        """All candidates, or those of some codes that are in the book, by code."""
        query = select(t.CANDIDATE).where(t.IS_CURRENT).order_by(t.CANDIDATE.c.code)
        with self.read() as connection:
            if codes is None:
                return records.candidates(connection, query)
            return [
                candidate
                for batch in batched(sorted(set(codes)))
                for candidate in records.candidates(connection, query.where(t.CANDIDATE.c.code.in_(batch)))
            ]

    def revisions(self, codes: Iterable[str]) -> dict[str, int]:
        """At which of its changes (:class:`BookState`) the book got each of some candidates, by code."""
        query = select(t.CANDIDATE.c.code, t.CANDIDATE.c.revision).where(t.IS_CURRENT)
        with self.read() as connection:
            return {
                row.code: row.revision
                for batch in batched(sorted(set(codes)))
                for row in connection.execute(query.where(t.CANDIDATE.c.code.in_(batch)))
            }

    def codes(self) -> list[str]:
        """The codes of all candidates."""
        with self.read() as connection:
            return list(connection.execute(select(t.CANDIDATE.c.code).where(t.IS_CURRENT)).scalars())

    def pool(self, *, day: date) -> Pool:
        """All candidates in columns; ``day``: for which their terms are reckoned."""
        with self.read() as connection:
            return read_pool(connection, day=day)

    def state(self) -> BookState:
        """How often candidates were written and removed, which says whether what was read is still so."""
        with self.read() as connection:
            return revisions.state(connection)

    def changed_since(self, changes: int) -> list[str]:
        """The codes of the candidates that were written after so many :attr:`BookState.changes`, sorted."""
        with self.read() as connection:
            return revisions.changed_since(connection, changes)

    def candidate(self, code: str) -> Candidate:
        """One candidate; raises :class:`UnknownName`, which names whom a merged record is part of."""
        key = t.CANDIDATE.c.code
        with self.read() as connection:
            found = records.candidates(connection, select(t.CANDIDATE).where(key == code, t.IS_CURRENT))
            if not found:
                merged = connection.execute(select(t.CANDIDATE.c.merged_into).where(key == code)).scalar()
                if merged is not None:
                    raise UnknownName(f"{code} is part of {merged} since they were merged.", [merged])
                raise UnknownName(f"There is no candidate {code} in the book.", _near(connection, key, code))
        return found[0]

    def roles(self) -> list[Role]:
        """All roles as the firm means them, by id."""
        with self.read() as connection:
            firm = read_firm(connection)
            return [
                firm.role(role) for role in records.roles(connection, select(t.ROLE).order_by(t.ROLE.c.id))
            ]

    def role(self, role_id: str) -> Role:
        """One role as the firm means it; raises :class:`UnknownName`."""
        return self.firm().role(self.role_as_written(role_id))

    def role_as_written(self, role_id: str) -> Role:
        """One role without what the firm adds, as it is changed and put back; raises :class:`UnknownName`."""
        with self.read() as connection:
            found = records.roles(connection, select(t.ROLE).where(t.ROLE.c.id == role_id))
            if not found:
                raise UnknownName(
                    f"There is no role {role_id} in the book.", _near(connection, t.ROLE.c.id, role_id)
                )
        return found[0]

    def firm(self) -> Firm:
        """What the firm says of itself."""
        with self.read() as connection:
            return read_firm(connection)

    def set_firm(self, firm: Firm) -> None:
        """Says it anew."""
        with self.write() as connection:
            write_firm(connection, firm)

    def log(self, *happenings: Happening) -> Head:
        """Adds rows to the log; gives its last."""
        return _log(self._writing, *happenings)

    def decide(self, decisions: Iterable[Decision], *, seen: Mapping[str, Any] = NOTHING_SEEN) -> None:
        """Adds decisions, all or none; one that is there already is not added again.

        ``seen``: what the log is to say of the match as it was decided about. Raises :class:`UnknownName`
        for a candidate or role that is not in the book.
        """
        new = list(decisions)
        for code in dict.fromkeys(one.candidate for one in new):
            self.candidate(code)
        for role_id in dict.fromkeys(one.role for one in new):
            self.role(role_id)
        if new:
            with self.write() as connection:
                _decide(connection, new, seen)

    def decisions(self, *, role: str | None = None, candidate: str | None = None) -> list[Decision]:
        """All decisions, or those about a role or a candidate, by day and then as they were added.

        Those about a candidate are about records that were merged into it, too.
        """
        query = select(t.DECISION).order_by(t.DECISION.c.day, t.DECISION.c.number)
        if role is not None:
            query = query.where(t.DECISION.c.role == role)
        if candidate is not None:
            query = query.where(t.DECISION.c.candidate.in_(records.of_person(candidate)))
        with self.read() as connection:
            return records.decisions(connection, query)

    def adopt(self, adopted: AdoptedProfile) -> None:
        """Adds a profile of the agency's own; raises :class:`InputError` where the name was used before."""
        name = adopted.profile.name
        if name in PROFILES or any(one.profile.name == name for one in self.adopted_profiles()):
            raise InputError(f"There is, or was, a profile “{name}”: choose another name.")
        with self.write() as connection:
            connection.execute(insert(t.PROFILE), records.profile_row(adopted))
            append(connection, [_profile_changed("profile adopted", name, adopted.provenance.by)])

    def adopted_profiles(self) -> list[AdoptedProfile]:
        """The agency's own profiles, by day and name, those withdrawn too."""
        query = select(t.PROFILE).order_by(t.PROFILE.c.day, t.PROFILE.c.name)
        with self.read() as connection:
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
        with self.write() as connection:
            connection.execute(
                update(t.PROFILE).where(t.PROFILE.c.name == name).values(withdrawn_by=by, withdrawn_on=day)
            )
            append(connection, [_profile_changed("profile withdrawn", name, by)])


def _log(engine: Engine, *happenings: Happening) -> Head:
    with engine.begin() as connection:
        return append(connection, happenings)


def _decide(connection: Connection, decisions: Sequence[Decision], seen: Mapping[str, Any]) -> None:
    roles = {one.role for one in decisions}
    known = set(records.decisions(connection, select(t.DECISION).where(t.DECISION.c.role.in_(roles))))
    new = [one for one in dict.fromkeys(decisions) if one not in known]
    if not new:
        return
    connection.execute(insert(t.DECISION), [records.fields(one) for one in new])
    people = persons(connection, {one.candidate for one in new})
    told = (happenings_of(one, people[one.candidate], seen) for one in new)
    append(connection, [happening for some in told for happening in some])


def _profile_changed(what: str, name: str, by: str) -> Happening:
    return Happening(Event.OVERRIDE, by, details={"what": what, "profile": name})


def _near(connection: Connection, codes: Column[str], wanted: str) -> list[str]:
    """Codes of the book that look like the wanted one."""
    return get_close_matches(wanted, connection.execute(select(codes).order_by(codes)).scalars().all())
