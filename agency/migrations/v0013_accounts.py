"""Accounts with their sessions and tokens, and notes that their author keeps for themselves."""

import sqlalchemy as sa
from alembic import op

from skillpath.agency.columns import CODE

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Makes the tables; every note there is stays one for all."""
    op.add_column("note", sa.Column("private", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "account",
        sa.Column("name", CODE, primary_key=True),
        sa.Column("key", CODE, nullable=False, unique=True),
        sa.Column("display", sa.String, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("email", sa.String, unique=True),
        sa.Column("subject", sa.String, unique=True),
        sa.Column("password", sa.String),
        sa.Column("temporary", sa.Boolean, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("removed_at", sa.String),
    )
    op.create_table(
        "account_session",
        *_secret(),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("seen_at", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
        sa.Column("device", sa.String, nullable=False),
    )
    op.create_table(
        "api_token",
        *_secret(),
        sa.Column("prefix", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("scope", sa.String(5), nullable=False),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
        sa.Column("used_at", sa.String),
        sa.Column("revoked_at", sa.String),
    )
    for table in ("account_session", "api_token"):
        op.create_index(f"ix_{table}_account", table, ["account"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.String, nullable=False),
    )


def _secret() -> tuple[sa.Column[object], ...]:
    """The columns of what is known by a hash and belongs to an account."""
    account = sa.ForeignKey("account.name", ondelete="CASCADE")
    return (
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("account", CODE, account, nullable=False),
    )
