"""The tables of accounts. Of passwords and tokens they hold hashes only."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table

from skillpath.agency.accounts.scope import Scope
from skillpath.agency.columns import CODE, Number
from skillpath.agency.metadata import METADATA, one_of

HASH: Final = String(64)
"""A SHA-256, in hexadecimal digits."""


def _account() -> Column[str]:
    key = ForeignKey("account.name", ondelete="CASCADE")
    return Column("account", CODE, key, nullable=False, index=True)


ACCOUNT: Final = Table(
    "account",
    METADATA,
    Column("name", CODE, primary_key=True),
    Column("key", CODE, nullable=False, unique=True),
    Column("display", String, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("email", String, unique=True),
    Column("subject", String, unique=True),
    Column("password", String),
    Column("temporary", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("made_at", String, nullable=False),
    Column("removed_at", String),
)
"""Who may sign in. ``key`` is the name as names are compared; ``subject`` is who a single sign-on says it is.

A row that was removed stays: its name stands under what was decided, and is given to nobody else.
"""

SESSION: Final = Table(
    "account_session",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("key", HASH, nullable=False, unique=True),
    _account(),
    Column("made_at", String, nullable=False),
    Column("seen_at", String, nullable=False),
    Column("until", String, nullable=False),
    Column("device", String, nullable=False),
)
"""Each browser that is signed in; ``key`` is the SHA-256 of what its cookie holds."""

API_TOKEN: Final = Table(
    "api_token",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("key", HASH, nullable=False, unique=True),
    Column("prefix", String, nullable=False),
    _account(),
    Column("label", String, nullable=False),
    Column("scope", one_of(Scope), nullable=False),
    Column("made_at", String, nullable=False),
    Column("until", String, nullable=False),
    Column("used_at", String),
    Column("revoked_at", String),
)
"""What programs show in place of a password; ``prefix`` is the part of it that is shown again."""

SIGN_IN_ATTEMPT: Final = Table(
    "sign_in_attempt",
    METADATA,
    Column("key", HASH, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", String, nullable=False),
)
"""How often a name, or an address, failed to sign in; ``key`` is the SHA-256 of it: what is typed for a name
may be a password."""
