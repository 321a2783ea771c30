"""The chain: each row of the log holds the SHA-256 of the one before, so that none can go, come or change."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from skillpath.agency import schema as t
from skillpath.agency.audit.kinds import Event
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.moments import now

BEGINNING: Final = "0" * 64
"""What the first row of all has in place of the hash of an earlier one."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What is to be logged; nothing in it may name a person.

    ``person``: the pseudonym of the candidate. ``question`` and ``answer`` are kept whole, once for all rows
    that have the same; ``seal`` stands for an answer that is not kept (:meth:`.persons.Person.sealed`).
    """

    event: Event
    by: str
    role: str | None = None
    person: str | None = None
    release: str | None = None
    question: Any = None
    answer: Any = None
    seal: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    prunes: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of the log: noted elsewhere, it tells whether rows were cut off the end."""

    number: int
    hash: str


EMPTY: Final = Head(0, BEGINNING)


def append(connection: Connection, happenings: Sequence[Happening]) -> Head:
    """Adds rows within a transaction that writes; writers take turns, so the chain never forks."""
    last = head(connection)
    rows = []
    for one in happenings:
        row = _row(one, last)
        last = Head(row["number"], hash_of(row))
        rows.append(row | {"hash": last.hash})
    if rows:
        _keep(connection, happenings)
        connection.execute(insert(t.AUDIT), rows)
    return last


def head(connection: Connection) -> Head:
    """The last row."""
    query = select(t.AUDIT.c.number, t.AUDIT.c.hash).order_by(t.AUDIT.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return EMPTY if row is None else Head(row.number, row.hash)


def canonical(tree: Any) -> str:
    """Plain data as compact JSON with sorted keys: of equal data the same text."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(row: Mapping[str, Any]) -> str:
    """The hash that a row must have: that of all its other columns.

    >>> hash_of({"number": 1, "hash": "whatever"}) == digest('{"number":1}')
    True
    """
    return digest(canonical({name: value for name, value in row.items() if name != "hash"}))


def read_details(text: str) -> dict[str, Any]:
    """The details of a row; none where somebody made them no JSON object."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _row(one: Happening, last: Head) -> dict[str, Any]:
    return {
        "number": last.number + 1,
        "at": now(),
        "by": one.by,
        "kind": str(one.event),
        "role": one.role,
        "person": one.person,
        "release": one.release,
        "question": None if one.question is None else digest(canonical(one.question)),
        "answer": one.seal if one.answer is None else digest(canonical(one.answer)),
        "details": canonical(dict(one.details)),
        "prunes": one.prunes,
        "previous": last.hash,
    }


def _keep(connection: Connection, happenings: Iterable[Happening]) -> None:
    """Keeps what is asked and answered, where the same is not kept already."""
    wanted = (part for one in happenings for part in (one.question, one.answer) if part is not None)
    texts = {digest(text): text for text in map(canonical, wanted)}
    if texts:
        adding = DIALECTS[connection.dialect.name].insert(t.AUDIT_KEPT).on_conflict_do_nothing()
        rows = [{"digest": key, "content": text} for key, text in texts.items()]
        connection.execute(adding, rows)
