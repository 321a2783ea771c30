"""Readings of matches that are sent to clients by a link."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "shared_reading",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("candidate", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False),
        sa.Column("role", CODE, sa.ForeignKey("role.id", ondelete="CASCADE"), nullable=False),
        sa.Column("reading", sa.JSON),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
        sa.Column("withdrawn_at", sa.String),
        sa.Column("withdrawn_by", sa.String),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.String),
    )
    op.create_index("ix_shared_reading_candidate", "shared_reading", ["candidate"])
