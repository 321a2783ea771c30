"""Working copies of the ontology with their change sets, and what is said of them."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0012"
down_revision = "0011"

_STAYS = {
    "sqlite": (
        """CREATE TRIGGER change_set_stays_as_it_is BEFORE UPDATE ON change_set
        BEGIN SELECT RAISE(ABORT, 'a change set is never changed: add another one'); END""",
        """CREATE TRIGGER change_set_stays BEFORE DELETE ON change_set
        BEGIN SELECT RAISE(ABORT, 'a change set is never deleted: undo it by another one'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION change_set_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a change set is never changed or deleted: add another one'; END $$""",
        """CREATE TRIGGER change_set_stays BEFORE UPDATE OR DELETE ON change_set
        FOR EACH ROW EXECUTE FUNCTION change_set_stays()""",
    ),
}


def upgrade() -> None:
    """Makes the tables; what is in the log stays as it is."""
    copy = sa.ForeignKey("working_copy.name")
    op.create_table(
        "working_copy",
        sa.Column("name", CODE, primary_key=True),
        sa.Column("release", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("became", sa.String),
        sa.Column("closed_at", sa.String),
        sa.Column("closed_by", sa.String),
    )
    op.create_table(
        "change_set",
        sa.Column("working_copy", CODE, copy, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("removed", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("undoes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("working_copy", "number"),
    )
    op.create_table(
        "review",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("working_copy", CODE, sa.ForeignKey("working_copy.name"), nullable=False),
        sa.Column("change_set", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("step", sa.String(9), nullable=False),
        sa.Column("text", sa.String, nullable=False),
    )
    op.create_index("ix_review_working_copy", "review", ["working_copy"])
    for statement in _STAYS[op.get_bind().dialect.name]:
        op.execute(statement)
