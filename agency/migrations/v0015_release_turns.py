"""When, by whom and why another release of the ontology became current."""

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
    """Makes the table, which is empty: of releases before nobody said who made them."""
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
    for statement in _STAYS[op.get_bind().dialect.name]:
        op.execute(statement)
