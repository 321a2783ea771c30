"""What was changed of a role, when and by whom."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Makes the table: of earlier changes nothing is known."""
    op.create_table(
        "role_change",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("role", CODE, sa.ForeignKey("role.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
    )
    op.create_index("ix_role_change_role", "role_change", ["role"])
