"""Coded candidates with spells and claims, roles with skills."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table("candidate", sa.Column("code", CODE, primary_key=True))
    op.create_table(
        "spell",
        *_of("candidate", "code"),
        sa.Column("job_type", sa.String),
        sa.Column("industry", sa.String),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("end", sa.Date),
        sa.Column("level", sa.String(12), nullable=False),
        sa.Column("on_floor", sa.Boolean, nullable=False),
    )
    op.create_table(
        "claim",
        *_of("candidate", "code"),
        sa.Column("skill", sa.String, nullable=False),
        sa.Column("level", sa.Float, nullable=False),
        sa.Column("source", sa.String, nullable=False),
    )
    op.create_table(
        "role",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("job_type", sa.String),
        sa.Column("industry", sa.String),
        sa.Column("floor", sa.String),
        sa.Column("profile", CODE, nullable=False),
    )
    op.create_table(
        "role_skill",
        *_of("role", "id"),
        sa.Column("skill", sa.String, nullable=False),
        sa.Column("essential", sa.Boolean, nullable=False),
        sa.Column("level", sa.Float, nullable=False),
    )


def _of(table: str, key: str) -> tuple[Any, ...]:
    """The key of a part: its owner, with whom it goes, and its position there."""
    return (
        sa.Column("owner", CODE, sa.ForeignKey(f"{table}.{key}", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("owner", "position"),
    )
