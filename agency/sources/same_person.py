"""The same person in several sources: one row, by a key that the firms have in common.

The key is made of an e-mail address and of a salt that the firms agreed on, so that no contact leaves a firm.
Whoever has the salt can still try addresses out: it is to be kept as a password is.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, select

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.identities import compared
from skillpath.agency.sources.answer import Person
from skillpath.agency.sources.source import OWN
from skillpath.agency.storing import batched
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate

SHORTEST: Final = 16
"""Characters of a salt, at least."""

_CURRENT: Final = func.coalesce(t.CANDIDATE.c.merged_into, t.CANDIDATE.c.code).label("current")
"""A record that was merged into a candidate stands for the candidate."""

_OWN_LAST: Final = (t.CANDIDATE.c.merged_into.is_(None), t.CANDIDATE.c.code)
"""An order in which what a candidate's own record says comes after what merged ones say."""


def person_key(email: str, *, salt: str) -> str:
    """The key of whoever has an e-mail address: HMAC-SHA256, in hexadecimal digits.

    Capitals, blanks around, and compatible characters make no difference. Raises :class:`InputError` for what
    is no address, and for a salt that is too short to be one.

    >>> person_key(" Ada@Example.org", salt="agreed-among-us-2026")[:16]
    '7ecec6c4823e8345'
    """
    address = compared(email)
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@"):
        raise InputError("This is no e-mail address: write one such as name@example.org.")
    if len(salt) < SHORTEST:
        raise InputError(f"The salt has fewer than {SHORTEST} characters: agree on a longer one.")
    return hmac.new(salt.encode(), address.encode(), hashlib.sha256).hexdigest()


def set_keys(book: Book, keys: Mapping[str, str]) -> None:
    """Gives candidates of the book their keys, in place of earlier ones; raises :class:`UnknownName`."""
    for code in keys:
        book.candidate(code)
    with book.write() as connection:
        for codes in batched(keys):
            connection.execute(delete(t.PERSON_KEY).where(t.PERSON_KEY.c.candidate.in_(codes)))
            connection.execute(
                insert(t.PERSON_KEY), [{"candidate": code, "key": keys[code]} for code in codes]
            )


def keys_of_identities(book: Book, *, salt: str) -> dict[str, str]:
    """The keys of all candidates whose e-mail address the book knows; raises :class:`InputError`.

    Nobody sees an address by it.
    """
    known = t.IDENTITY.c.email_key
    query = select(_CURRENT, known).select_from(t.IDENTITY).join(t.CANDIDATE).where(known.is_not(None))
    with book.read() as connection:
        rows = connection.execute(query.order_by(*_OWN_LAST)).all()
    return {row.current: person_key(row.email_key, salt=salt) for row in rows}


def keys_of(book: Book, codes: Iterable[str]) -> dict[str, str]:
    """The keys of those of some candidates who have one."""
    return _pairs(book, _CURRENT, codes)


def holders(book: Book, keys: Iterable[str]) -> dict[str, str]:
    """The candidates of the book who have one of some keys, each with the key."""
    return _pairs(book, t.PERSON_KEY.c.key, keys)


def _pairs(book: Book, column: ColumnElement[str], wanted: Iterable[str]) -> dict[str, str]:
    query = select(_CURRENT, t.PERSON_KEY.c.key).select_from(t.PERSON_KEY).join(t.CANDIDATE)
    found: dict[str, str] = {}
    with book.read() as connection:
        for batch in batched(sorted(set(wanted))):
            rows = connection.execute(query.where(column.in_(batch)).order_by(*_OWN_LAST))
            found.update({row.current: row.key for row in rows})
    return found


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a candidate comes from: a source, and the code there."""

    source: str
    code: str

    @property
    def shown(self) -> str:
        """The code by which the candidate is known here.

        >>> Origin("own", "C-001").shown, Origin("partner", "C-017").shown
        ('C-001', 'partner:C-017')
        """
        return self.code if self.source == OWN else f"{self.source}:{self.code}"


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A person with all places where they were found; the profile is that of ``profile_of``."""

    candidate: Candidate
    origins: tuple[Origin, ...]
    profile_of: Origin


def one_each(found: Sequence[tuple[str, Sequence[Person]]]) -> list[OnePerson]:
    """The people of sources, each once: those of one key are one, under the code of the first source.

    The richest profile counts, by the number of spells and claims; of equal ones the first.
    """
    groups: dict[object, list[tuple[Origin, Candidate]]] = {}
    for source, people in found:
        for person in people:
            origin = Origin(source, person.candidate.code)
            groups.setdefault(person.same_as or origin, []).append((origin, person.candidate))
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[tuple[Origin, Candidate]]) -> OnePerson:
    origins = tuple(origin for origin, _ in group)
    richest, candidate = max(group, key=lambda pair: len(pair[1].spells) + len(pair[1].claims))
    return OnePerson(replace(candidate, code=origins[0].shown), origins, richest)
