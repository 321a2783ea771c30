"""Types of columns that a plain type does not say."""

from typing import Any, Final

from sqlalchemy import Integer, String
from sqlalchemy.types import TypeDecorator

CODE: Final = String().with_variant(String(collation="C"), "postgresql")
"""Codes and names by which things are found: sorted by their characters, whatever a server speaks."""

_LARGEST: Final = (1 << 31) - 1
_NO_ROW: Final = 0


class Number(TypeDecorator[int]):
    """The number of a row, from 1 on. One that no database counts to is asked for as one that no row has.

    Numbers come from addresses and commands: a larger one would be an error of the driver, no unknown name.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Any) -> int | None:  # noqa: ARG002, D102
        return value if value is None or abs(value) <= _LARGEST else _NO_ROW
