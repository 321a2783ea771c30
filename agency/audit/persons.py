"""What the log calls candidates: by pseudonyms whose way back goes with the candidate."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from skillpath.agency import schema as t

AT_ONCE: Final = 10_000
"""So many codes are asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate as the log knows one: the pseudonym, and the key by which hashes are sealed."""

    pseudonym: str
    key: str

    def sealed(self, certificate: str) -> str:
        """The hash of a certificate as the log holds it: HMAC-SHA-256 by the candidate's key.

        Whoever has the certificate can find it in the log while the candidate is in the book, and nobody
        afterwards.

        >>> Person("p", "k").sealed("0") == Person("q", "k").sealed("0") != Person("p", "l").sealed("0")
        True
        """
        return hmac.new(self.key.encode(), certificate.encode(), hashlib.sha256).hexdigest()


def new_person() -> Mapping[str, str]:
    """The columns of a candidate who is new in the book."""
    return {"pseudonym": secrets.token_hex(16), "seal_key": secrets.token_hex(16)}


def persons(connection: Connection, codes: Iterable[str]) -> dict[str, Person]:
    """Code → what the log calls the candidate, for those who are in the book."""
    own = t.CANDIDATE.c
    query = select(own.code, own.pseudonym, own.seal_key)
    wanted = list(codes)
    parts = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    rows = (row for part in parts for row in connection.execute(query.where(own.code.in_(part))))
    return {row.code: Person(row.pseudonym, row.seal_key) for row in rows}


def person_of(connection: Connection, code: str) -> str | None:
    """What the log calls one candidate; ``None`` where there is none of that code."""
    found = persons(connection, [code]).get(code)
    return None if found is None else found.pseudonym


def codes_of(connection: Connection, pseudonyms: Iterable[str]) -> dict[str, str]:
    """Pseudonym → code, for those who are still in the book."""
    own = t.CANDIDATE.c
    query = select(own.pseudonym, own.code).where(own.pseudonym.in_(list(pseudonyms)))
    return {row.pseudonym: row.code for row in connection.execute(query)}
