"""The log, what it calls candidates, and what candidates were before."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0014"
down_revision = "0013"

APPEND_ONLY: Final[Mapping[str, Sequence[str]]] = {
    "sqlite": (
        """CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'a row of the log is never changed'); END""",
        """CREATE TRIGGER audit_stays BEFORE DELETE ON audit
        WHEN NOT EXISTS (SELECT 1 FROM audit WHERE prunes >= OLD.number)
        BEGIN SELECT RAISE(ABORT, 'a row of the log goes only when the log is pruned'); END""",
        """CREATE TRIGGER audit_kept_stays_as_it_is BEFORE UPDATE ON audit_kept
        BEGIN SELECT RAISE(ABORT, 'what the log keeps is never changed'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit WHERE prunes >= OLD.number) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a row of the log is never changed, and goes only when the log is pruned'
            USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        """CREATE FUNCTION audit_kept_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'what the log keeps is never changed'
            USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        """CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION audit_stays()""",
        """CREATE TRIGGER audit_stays_whole BEFORE TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_kept_stays()""",
        """CREATE TRIGGER audit_kept_stays BEFORE UPDATE ON audit_kept
        FOR EACH ROW EXECUTE FUNCTION audit_kept_stays()""",
        """CREATE TRIGGER audit_kept_stays_whole BEFORE TRUNCATE ON audit_kept
        FOR EACH STATEMENT EXECUTE FUNCTION audit_kept_stays()""",
    ),
}
"""Kind of database → what refuses a change of the log, and a deletion that no later row tells of."""

_RANDOM: Final[Mapping[str, str]] = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}
"""Kind of database → 32 random hexadecimal digits, for who is there already."""


def upgrade() -> None:
    """Makes the tables and their guards; of what happened before nothing is known."""
    kind = op.get_bind().dialect.name
    op.add_column("candidate", sa.Column("created", sa.Integer, nullable=False, server_default="0"))
    op.add_column("candidate", sa.Column("pseudonym", sa.String(32)))
    op.add_column("candidate", sa.Column("seal_key", sa.String(32)))
    op.execute(f"UPDATE candidate SET pseudonym = {_RANDOM[kind]}, seal_key = {_RANDOM[kind]}")  # noqa: S608
    op.create_index("ix_candidate_pseudonym", "candidate", ["pseudonym"], unique=True)
    op.create_table(
        "candidate_version",
        sa.Column("candidate", CODE, sa.ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("candidate", "until"),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("role", CODE),
        sa.Column("person", sa.String(32)),
        sa.Column("release", sa.String),
        sa.Column("question", sa.String(64)),
        sa.Column("answer", sa.String(64)),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("prunes", sa.Integer),
        sa.Column("previous", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    for column in ("at", "role", "person"):
        op.create_index(f"ix_audit_{column}", "audit", [column])
    op.create_table(
        "audit_kept",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    for statement in APPEND_ONLY[kind]:
        op.execute(statement)
