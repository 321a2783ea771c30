"""The tables of what was: when the book was changed, and what candidates and roles were before."""

from typing import Final

from sqlalchemy import JSON, Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Table

from skillpath.agency.columns import CODE, Number
from skillpath.agency.metadata import METADATA

BOOK_CHANGE: Final = Table(
    "book_change",
    METADATA,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
)
"""When candidates were written: the number of the change of the book (``revision``), and the moment."""

CANDIDATE_VERSION: Final = Table(
    "candidate_version",
    METADATA,
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False),
    Column("until", Integer, nullable=False),
    Column("record", JSON, nullable=False),
    PrimaryKeyConstraint("candidate", "until"),
)
"""What a candidate was before the change ``until`` of the book, so that a match of before can be replayed."""

ROLE_VERSION: Final = Table(
    "role_version",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("role", CODE, ForeignKey("role.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", String, nullable=False),
    Column("record", JSON, nullable=False),
)
"""What a role was until a moment, so that a match of before can be replayed."""
