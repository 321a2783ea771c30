"""What all tables of the book belong to, and a column that several of them have."""

from enum import StrEnum
from typing import Final

from sqlalchemy import Enum, MetaData

METADATA: Final = MetaData()


def one_of(kinds: type[StrEnum]) -> Enum:
    """The type of a column that holds one of some words.

    As text: a database's own enumerations differ, and grow only by a migration.
    """
    return Enum(
        kinds, native_enum=False, values_callable=lambda members: [member.value for member in members]
    )
