"""What filters read of a candidate, and what a role asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the columns: of those who are there nothing is known, and nothing is asked."""
    op.add_column("role", sa.Column("filters", sa.JSON))
    op.add_column("candidate", sa.Column("location", sa.String))
    op.add_column("candidate", sa.Column("available_from", sa.Date))
    op.add_column("candidate", sa.Column("licences", sa.JSON))
