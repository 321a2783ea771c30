"""Records that somebody said to be of two persons."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "distinct_persons",
        sa.Column("first", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True),
        sa.Column("second", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
    )
    op.create_index("ix_distinct_persons_second", "distinct_persons", ["second"])
