"""When, by whom and why another release became current; when the book was changed, and what roles were."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0015"
down_revision = "0014"

_STAYS = {
    "sqlite": (
        """CREATE TRIGGER release_turn_stays_as_it_is BEFORE UPDATE ON release_turn
        BEGIN SELECT RAISE(ABORT, 'a turn of releases is never changed: take another one'); END""",
        """CREATE TRIGGER release_turn_stays BEFORE DELETE ON release_turn
        BEGIN SELECT RAISE(ABORT, 'a turn of releases is never taken out of the log'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION release_turn_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a turn of releases is never changed, nor taken out of the log'; END $$""",
        """CREATE TRIGGER release_turn_stays BEFORE UPDATE OR DELETE ON release_turn
        FOR EACH ROW EXECUTE FUNCTION release_turn_stays()""",
    ),
}


def upgrade() -> None:
    """Makes the tables. Of before nobody knows: the book as it is now is the first that can be asked for."""
    op.create_table(
        "release_turn",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("before", sa.String, nullable=False),
        sa.Column("release", sa.String, nullable=False),
        sa.Column("working_copy", CODE, sa.ForeignKey("working_copy.name")),
        sa.Column("overruled", sa.JSON, nullable=False),
    )
    op.create_table(
        "book_change",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "role_version",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("role", CODE, sa.ForeignKey("role.id", ondelete="CASCADE"), nullable=False),
        sa.Column("until", sa.String, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_index("ix_role_version_role", "role_version", ["role"])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    op.execute(
        sa.text(
            "INSERT INTO book_change (number, at) SELECT changes, :now FROM revision WHERE changes > 0"
        ).bindparams(now=now)
    )
    for statement in _STAYS[op.get_bind().dialect.name]:
        op.execute(statement)
