"""How long who failed to sign in must wait: longer after each failure, and a restart forgets none.

An attempt is counted before its password is looked at, so that many at once get no more guesses than one
after the other. While one must wait, attempts are refused unseen and count no further: nobody is locked out
for longer than :data:`LONGEST_WAIT` after the last guess that was looked at.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import ceil
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, delete, select, update

from skillpath.agency.accounts.secret import trace_of
from skillpath.agency.accounts.tables import SIGN_IN_ATTEMPT as TABLE
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.moments import after, between


class Origin(StrEnum):
    """What attempts are counted by."""

    NAME = "name"
    ADDRESS = "address"


FREE: Final[Mapping[Origin, int]] = MappingProxyType({Origin.NAME: 5, Origin.ADDRESS: 30})
"""So many attempts may fail before one must wait; from one address a whole office may sign in."""

LONGEST_WAIT: Final = 300
"""Seconds: after each further failure the wait is twice as long, up to this."""

FORGOTTEN: Final = 24 * 3600
"""Seconds without an attempt after which earlier failures count no more."""

Keys = Mapping[Origin, str]


def keys_of(*, name: str, address: str) -> Keys:
    """What an attempt is counted by."""
    return {Origin.NAME: trace_of(f"name {name}"), Origin.ADDRESS: trace_of(f"address {address}")}


def wait(failures: int, free: int) -> int:
    """Seconds to wait after so many failures.

    >>> [wait(failures, 5) for failures in (4, 5, 6, 7, 99)]
    [0, 1, 2, 4, 300]
    """
    return 0 if failures < free else min(LONGEST_WAIT, 2 ** min(failures - free, 20))


def count_attempt(connection: Connection, keys: Keys, at: str) -> int:
    """Counts an attempt as failed, unless it comes too early: then the seconds that are left are given."""
    connection.execute(delete(TABLE).where(TABLE.c.last_at <= after(at, -FORGOTTEN)))
    known = _failures(connection, keys, at)
    left = [wait(failures, FREE[origin]) - since for origin, (failures, since) in known.items()]
    longest = ceil(max([0.0, *left]))
    if longest:
        return longest
    for origin, key in keys.items():
        row = {"key": key, "failures": known.get(origin, (0, 0.0))[0] + 1, "last_at": at}
        adding = DIALECTS[connection.dialect.name].insert(TABLE).values(row)
        connection.execute(adding.on_conflict_do_update(index_elements=[TABLE.c.key], set_=row))
    return 0


def clear(connection: Connection, keys: Keys) -> None:
    """Takes back what :func:`count_attempt` counted, for an attempt that was right.

    The name begins anew. The address is given back this one attempt: who has an account of their own cannot
    make guesses at those of others free by it.
    """
    connection.execute(delete(TABLE).where(TABLE.c.key == keys[Origin.NAME]))
    mine = (TABLE.c.key == keys[Origin.ADDRESS]) & (TABLE.c.failures > 0)
    connection.execute(update(TABLE).where(mine).values(failures=TABLE.c.failures - 1))


def _failures(connection: Connection, keys: Keys, at: str) -> dict[Origin, tuple[int, float]]:
    """The failures that count, and the seconds since the last one; a clock that went back has stood still."""
    rows: Sequence[tuple[str, int, str]] = [
        tuple(row) for row in connection.execute(select(TABLE).where(TABLE.c.key.in_(keys.values())))
    ]
    since = {key: (failures, max(0.0, between(last, at))) for key, failures, last in rows}
    return {origin: since[key] for origin, key in keys.items() if key in since}
