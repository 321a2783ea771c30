"""Records that were merged are found by an index that holds no others.

With all candidates in it, SQLite takes it for what narrows "is current" most, and reads the whole table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NAME = "ix_candidate_merged_into"


def upgrade() -> None:
    """Makes the index anew."""
    merged = sa.text("merged_into IS NOT NULL")
    op.drop_index(NAME, "candidate")
    op.create_index(NAME, "candidate", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
