"""Decisions, which are only ever added to; adopted profiles; roles that depart from their profile."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0002"
down_revision = "0001"

APPEND_ONLY: Final[Mapping[str, Sequence[str]]] = {
    "sqlite": (
        """CREATE TRIGGER decision_stays_as_it_is BEFORE UPDATE ON decision
        BEGIN SELECT RAISE(ABORT, 'a decision is never changed: add another one'); END""",
        """CREATE TRIGGER decision_stays BEFORE DELETE ON decision
        WHEN EXISTS (SELECT 1 FROM candidate WHERE code = OLD.candidate)
        BEGIN SELECT RAISE(ABORT, 'a decision goes only with its candidate'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM candidate WHERE code = OLD.candidate) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a decision is never changed, and goes only with its candidate'
            USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        """CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON decision
        FOR EACH ROW EXECUTE FUNCTION decision_stays()""",
        """CREATE TRIGGER decisions_stay BEFORE TRUNCATE ON decision
        FOR EACH STATEMENT EXECUTE FUNCTION decision_stays()""",
    ),
}
"""Kind of database → what refuses a change of a decision, and a deletion while the candidate is there."""


def upgrade() -> None:
    """Makes the tables and their guards."""
    op.add_column("role", sa.Column("changes", sa.JSON))
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("candidate", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False),
        sa.Column("role", CODE, sa.ForeignKey("role.id"), nullable=False),
        sa.Column("outcome", sa.String(11), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.UniqueConstraint("candidate", "role", "outcome", "day", "by", "reason"),
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "profile",
        sa.Column("name", CODE, primary_key=True),
        sa.Column("summary", sa.String, nullable=False),
        sa.Column("numbers", sa.JSON, nullable=False),
        sa.Column("base", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("decisions", sa.Integer, nullable=False),
        sa.Column("roles", sa.Integer, nullable=False),
        sa.Column("decisions_hash", sa.String, nullable=False),
        sa.Column("release", sa.String, nullable=False),
        sa.Column("before", sa.Float, nullable=False),
        sa.Column("after", sa.Float, nullable=False),
        sa.Column("gain_low", sa.Float, nullable=False),
        sa.Column("gain_high", sa.Float, nullable=False),
        sa.Column("withdrawn_by", sa.String),
        sa.Column("withdrawn_on", sa.Date),
    )
