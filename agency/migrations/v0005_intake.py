"""Drafts of candidates and roles that were made of files; labels suggested by those who corrected them."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "intake",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("purpose", sa.String(9), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("taken_on", sa.Date, nullable=False),
        sa.Column("taken_by", sa.String, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("extract", sa.JSON),
        sa.Column("answers", sa.JSON),
        sa.Column("decided_on", sa.Date),
        sa.Column("decided_by", sa.String),
        sa.Column("candidate", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE")),
        sa.Column("role", CODE, sa.ForeignKey("role.id", ondelete="CASCADE")),
        sa.UniqueConstraint("purpose", "sha256", "part"),
    )
    op.create_index("ix_intake_candidate", "intake", ["candidate"])
    op.create_table(
        "label_suggestion",
        sa.Column("text", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("concept", sa.String, nullable=False),
        sa.Column("intake", sa.Integer, sa.ForeignKey("intake.number", ondelete="SET NULL")),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("text", "language", "concept"),
    )
