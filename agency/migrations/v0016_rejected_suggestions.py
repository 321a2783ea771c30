"""Suggestions for the ontology that an editor has rejected."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "suggestion_rejected",
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
