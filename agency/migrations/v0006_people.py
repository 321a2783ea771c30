"""Identities apart from profiles, looks at them, notes, merges of records of one person; full-text search."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0006"
down_revision = "0004"

_SEARCHED: Final = (("note", "text"), ("decision", "reason"))
"""Tables and columns whose words are searched."""


def _sqlite(table: str, column: str) -> Sequence[str]:
    words = f"{table}_words"
    return tuple(statement.format(table=table, words=words, column=column) for statement in _SQLITE)


_SQLITE: Final = (
    "CREATE VIRTUAL TABLE {words} USING fts5({column}, content='{table}', content_rowid='number', "
    "tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO {words} ({words}) VALUES ('rebuild')",
    "CREATE TRIGGER {words}_learn AFTER INSERT ON {table} "
    "BEGIN INSERT INTO {words} (rowid, {column}) VALUES (NEW.number, NEW.{column}); END",
    "CREATE TRIGGER {words}_forget AFTER DELETE ON {table} "
    "BEGIN INSERT INTO {words} ({words}, rowid, {column}) VALUES ('delete', OLD.number, OLD.{column}); END",
)
"""What learns the words of a table, from its first rows on."""


def _postgresql(table: str, column: str) -> Sequence[str]:
    return (f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple', {column}))",)


def upgrade() -> None:
    """Makes the tables and the indexes of words."""
    op.add_column("candidate", sa.Column("keep_until", sa.Date))
    op.execute(
        "ALTER TABLE candidate ADD COLUMN merged_into VARCHAR"
        + (' COLLATE "C"' if op.get_bind().dialect.name == "postgresql" else "")
        + " REFERENCES candidate (code) ON DELETE CASCADE"
    )
    op.create_index("ix_candidate_merged_into", "candidate", ["merged_into"])
    op.create_table(
        "identity",
        _candidate(primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("email", sa.String),
        sa.Column("phone", sa.String),
        sa.Column("address", sa.String),
        sa.Column("email_key", sa.String),
        sa.Column("phone_key", sa.String),
    )
    op.create_index("ix_identity_email_key", "identity", ["email_key"])
    op.create_index("ix_identity_phone_key", "identity", ["phone_key"])
    op.create_table("look", *_told(), sa.Column("reason", sa.String, nullable=False))
    op.create_table(
        "note",
        *_told(),
        sa.Column("role", CODE, sa.ForeignKey("role.id")),
        sa.Column("text", sa.String, nullable=False),
    )
    op.create_table(
        "merge",
        *_told(),
        sa.Column("merged", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("undone_at", sa.String),
        sa.Column("undone_by", sa.String),
    )
    for table in ("look", "note", "merge"):
        op.create_index(f"ix_{table}_candidate", table, ["candidate"])
    op.create_index("ix_merge_merged", "merge", ["merged"])
    index = {"sqlite": _sqlite, "postgresql": _postgresql}[op.get_bind().dialect.name]
    for table, column in _SEARCHED:
        for statement in index(table, column):
            op.execute(statement)


def _candidate(*, primary_key: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey("candidate.code", ondelete="CASCADE")
    return sa.Column("candidate", CODE, key, nullable=False, primary_key=primary_key)


def _told() -> Sequence[sa.Column[Any]]:
    """The columns of what is told of a candidate: by whom, and when."""
    return (
        sa.Column("number", sa.Integer, primary_key=True),
        _candidate(),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
    )
