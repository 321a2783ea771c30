"""Whether a database still holds what it held: every row of every table, column by column."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, column, inspect, select, table

from skillpath.agency.dialects import WORDS

_LOT: Final = 10_000
_MODULUS: Final = 1 << 256


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds in some columns: how many rows, and a number that any other rows would not have."""

    columns: Sequence[str]
    rows: int
    digest: int


def held(connection: Connection) -> dict[str, Held]:
    """What each table holds, without the indexes of words, which are made of other tables."""
    found = inspect(connection)
    names = [name for name in found.get_table_names() if not _is_made(name)]
    return {name: _held(connection, name, [one["name"] for one in found.get_columns(name)]) for name in names}


def lost(connection: Connection, before: Mapping[str, Held]) -> Iterator[str]:
    """The tables that do not hold what they held, in the columns that they had."""
    found = inspect(connection)
    for name, one in before.items():
        columns = {column["name"] for column in found.get_columns(name)} if found.has_table(name) else set()
        if not columns.issuperset(one.columns) or _held(connection, name, one.columns) != one:
            yield name


def _is_made(name: str) -> bool:
    return name == "alembic_version" or name.startswith(tuple(WORDS.values()))


def _held(connection: Connection, name: str, columns: Sequence[str]) -> Held:
    query = select(table(name, *(column(one) for one in columns)))
    rows = connection.execute(query, execution_options={"stream_results": True, "yield_per": _LOT})
    count = total = 0
    for row in rows:
        count += 1
        total += _number(tuple(row))
    return Held(columns, count, total % _MODULUS)


def _number(row: tuple[Any, ...]) -> int:
    return int.from_bytes(hashlib.sha256(repr(row).encode()).digest(), "big")
