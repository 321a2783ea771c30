"""Shared sources, keys for the same person, consultants, and what the firm says of itself."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the tables: until somebody says otherwise the firm is broad, alone, and shares nothing."""
    op.create_table(
        "source",
        sa.Column("name", CODE, primary_key=True),
        sa.Column("kind", sa.String(9), nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("mapping", sa.String),
        sa.Column("industries", sa.JSON, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("most", sa.Integer, nullable=False),
    )
    op.create_table(
        "person_key",
        sa.Column("candidate", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.String, nullable=False),
    )
    op.create_index("ix_person_key_key", "person_key", ["key"])
    op.create_table("consultant", sa.Column("code", CODE, primary_key=True))
    op.create_table(
        "consultant_specialism",
        sa.Column("owner", CODE, sa.ForeignKey("consultant.code", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("concept", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("owner", "position"),
    )
    op.create_table(
        "agency",
        sa.Column("name", sa.String),
        sa.Column("industry", sa.String),
        sa.Column("shares", sa.Boolean, nullable=False),
    )
