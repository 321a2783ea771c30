"""Counters that say what a compiled pool must read again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the counters; who is there counts as written by the first change."""
    op.add_column("candidate", sa.Column("revision", sa.Integer, nullable=False, server_default="1"))
    op.create_index("ix_candidate_revision", "candidate", ["revision"])
    op.create_table(
        "revision",
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("removals", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO revision SELECT CASE WHEN EXISTS (SELECT 1 FROM candidate) THEN 1 ELSE 0 END, 0")
