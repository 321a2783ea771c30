"""The tables of the book: coded candidates with their spells and claims, and roles with their skills.

Concepts are referred to by IRI, so that a new release of the ontology changes nothing in the book.
"""

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Enum,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)

from skillpath.reasoner.parameters import Level

VERSION: Final = 1
"""Version of the tables, kept in the database's ``user_version``."""

METADATA: Final = MetaData()


def _owner(table: str, key: str) -> Column[str]:
    return Column("owner", String, ForeignKey(f"{table}.{key}", ondelete="CASCADE"), nullable=False)


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False)


CANDIDATE: Final = Table("candidate", METADATA, Column("code", String, primary_key=True))

SPELL: Final = Table(
    "spell",
    METADATA,
    _owner("candidate", "code"),
    _position(),
    Column("job_type", String),
    Column("industry", String),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("level", Enum(Level, values_callable=lambda kinds: [k.value for k in kinds]), nullable=False),
    Column("on_floor", Boolean, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)

CLAIM: Final = Table(
    "claim",
    METADATA,
    _owner("candidate", "code"),
    _position(),
    Column("skill", String, nullable=False),
    Column("level", Float, nullable=False),
    Column("source", String, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)

ROLE: Final = Table(
    "role",
    METADATA,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("job_type", String),
    Column("industry", String),
    Column("floor", String),
    Column("profile", String, nullable=False),
)

ROLE_SKILL: Final = Table(
    "role_skill",
    METADATA,
    _owner("role", "id"),
    _position(),
    Column("skill", String, nullable=False),
    Column("essential", Boolean, nullable=False),
    Column("level", Float, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)
