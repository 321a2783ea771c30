"""Queries that people save and share."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "saved_query",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("owner", CODE, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sharing", sa.String(9), nullable=False),
        sa.Column("key", sa.String(32), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
        sa.Column("removed_at", sa.String),
    )
    op.create_index("ix_saved_query_owner", "saved_query", ["owner"])
