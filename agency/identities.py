"""Who candidates are: apart from their profiles, shown only to who says why, and each look is kept."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, insert, select

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.agency.audit.chain import Happening, append
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.persons import person_of
from skillpath.agency.book import Book
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.moments import now
from skillpath.errors import InputError

LEAST_DIGITS: Final = 6
"""A phone number with fewer digits tells nobody from anybody."""

COMPARED_DIGITS: Final = 9
"""The last digits of phone numbers are compared: the same number is written with and without a prefix."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Name and contact. No age, sex, origin or picture: what must not count is not kept."""

    name: str
    email: str | None = None
    phone: str | None = None
    address: str | None = None

    @property
    def email_key(self) -> str | None:
        """What the address is compared by.

        >>> Identity("A", email=" Ann.Example@Mail.Example ").email_key
        'ann.example@mail.example'
        """
        return compared(self.email or "") or None

    @property
    def phone_key(self) -> str | None:
        """What the number is compared by.

        >>> Identity("A", phone="+49 (0)30 123-4567").phone_key, Identity("A", phone="030/1234567").phone_key
        ('301234567', '301234567')
        """
        digits = re.sub(r"\D", "", self.phone or "")
        return digits[-COMPARED_DIGITS:] if len(digits) >= LEAST_DIGITS else None


def compared(email: str) -> str:
    """An e-mail address as addresses are compared: capitals and blanks around make no difference."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an identity: when (ISO 8601, UTC), by whom and why."""

    candidate: str
    at: str
    by: str
    reason: str


def identify(book: Book, code: str, identity: Identity) -> None:
    """Says who a candidate is, in place of what was said before; raises :class:`UnknownName`.

    Raises :class:`InputError` for one without a name.
    """
    if not identity.name.strip():
        raise InputError("An identity needs a name: write it as --name.")
    book.candidate(code)
    row = records.fields(identity) | {"email_key": identity.email_key, "phone_key": identity.phone_key}
    with book.write() as connection:
        adding = DIALECTS[connection.dialect.name].insert(t.IDENTITY)
        connection.execute(
            adding.on_conflict_do_update(index_elements=[t.IDENTITY.c.candidate], set_=row),
            {"candidate": code, **row},
        )


def look(book: Book, code: str, *, by: str, reason: str, event: Event = Event.IDENTITY) -> Identity | None:
    """Who a candidate is (``None``: nobody has said); it is kept who looked, and why.

    What was said of a record that was merged into it counts where nothing was said of itself.
    Raises :class:`UnknownName`, and :class:`InputError` where one of the two is not said.
    """
    if not by.strip() or not reason.strip():
        raise InputError("Who looks at an identity says who they are and why: --by and --reason.")
    book.candidate(code)
    with book.write() as connection:
        row = connection.execute(_of_person(code)).first()
        seen = Look(code, now(), by, reason)
        connection.execute(insert(t.LOOK), records.fields(seen))
        append(connection, [Happening(event, by, person=person_of(connection, code))])
    return None if row is None else Identity(row.name, row.email, row.phone, row.address)


def is_identified(book: Book, code: str) -> bool:
    """Whether somebody has said who a candidate is; that is no look."""
    with book.read() as connection:
        return connection.execute(_of_person(code)).first() is not None


def _of_person(code: str) -> Select[Any]:
    """The identities of all records of a person, the candidate's own first."""
    of = t.IDENTITY.c.candidate
    return select(t.IDENTITY).where(of.in_(records.of_person(code))).order_by(of != code, of)


def looks(book: Book, code: str | None = None) -> list[Look]:
    """The looks at identities, at those of one candidate's records or at all, the earliest first."""
    query = select(t.LOOK).order_by(t.LOOK.c.number)
    with book.read() as connection:
        rows = connection.execute(
            query if code is None else query.where(t.LOOK.c.candidate.in_(records.of_person(code)))
        )
        return [Look(row.candidate, row.at, row.by, row.reason) for row in rows]
