"""The tables of the book: coded candidates with spells and claims, roles with skills, decisions, the log.

Concepts are referred to by IRI, so that a new release of the ontology changes nothing in the book.
"""

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from skillpath.agency import metadata
from skillpath.agency import version_tables as versions
from skillpath.agency.accounts import tables as accounts
from skillpath.agency.columns import CODE, Number
from skillpath.agency.editing import tables as editing
from skillpath.agency.intake.draft import Purpose, State
from skillpath.agency.metadata import one_of
from skillpath.agency.queries import tables as queries
from skillpath.agency.sources.source import Kind
from skillpath.reasoner.decision import Outcome
from skillpath.reasoner.parameters import Level

VERSION: Final = "0017"
"""Version of the tables: the last step in :mod:`skillpath.agency.migrations`, which makes them."""

METADATA: Final = metadata.METADATA
"""All tables of the book."""

ACCOUNTS: Final = (accounts.ACCOUNT, accounts.SESSION, accounts.API_TOKEN, accounts.SIGN_IN_ATTEMPT)
"""Those of :mod:`skillpath.agency.accounts`."""

EDITING: Final = (
    editing.WORKING_COPY,
    editing.CHANGE_SET,
    editing.REVIEW,
    editing.RELEASE_TURN,
    editing.SUGGESTION_REJECTED,
)
"""Those of :mod:`skillpath.agency.editing`."""


QUERIES: Final = (queries.SAVED_QUERY,)
"""That of :mod:`skillpath.agency.queries`."""

VERSIONS: Final = (versions.BOOK_CHANGE, versions.CANDIDATE_VERSION, versions.ROLE_VERSION)
"""Those of :mod:`skillpath.agency.version_tables`."""


def _owner(table: str, key: str) -> Column[str]:
    return Column("owner", CODE, ForeignKey(f"{table}.{key}", ondelete="CASCADE"), nullable=False)


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False)


CANDIDATE: Final = Table(
    "candidate",
    METADATA,
    Column("code", CODE, primary_key=True),
    Column("location", String),
    Column("available_from", Date),
    Column("licences", JSON(none_as_null=True)),
    Column("revision", Integer, nullable=False, index=True),
    Column("created", Integer, nullable=False, server_default="0"),
    Column("pseudonym", String(32), unique=True, index=True),
    Column("seal_key", String(32)),
    Column("keep_until", Date),
    Column("merged_into", CODE, ForeignKey("candidate.code", ondelete="CASCADE")),
)
"""One row a record of a person. A record that was found to be of the same person as another is
``merged_into`` that one: it stays, with all that is known by it, but is no candidate any more.

``created``: the change of the book that wrote it first (0: before that was counted). ``pseudonym`` is what
the log (:mod:`skillpath.agency.audit`) calls the candidate, ``seal_key`` what it seals hashes by: both are
random and go with the row, so that nothing in the log leads to who was removed."""

IS_CURRENT: Final = CANDIDATE.c.merged_into.is_(None)
"""True for candidates, false for records merged into one."""

Index(
    "ix_candidate_merged_into",
    CANDIDATE.c.merged_into,
    sqlite_where=~IS_CURRENT,
    postgresql_where=~IS_CURRENT,
)

REVISION: Final = Table(
    "revision",
    METADATA,
    Column("changes", Integer, nullable=False),
    Column("removals", Integer, nullable=False),
)
"""One row: how often candidates were written, and how often one was removed. Each ``CANDIDATE.revision`` says
at which of the changes it was last written."""

SPELL: Final = Table(
    "spell",
    METADATA,
    _owner("candidate", "code"),
    _position(),
    Column("job_type", String),
    Column("industry", String),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("level", one_of(Level), nullable=False),
    Column("on_floor", Boolean, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)

CLAIM: Final = Table(
    "claim",
    METADATA,
    _owner("candidate", "code"),
    _position(),
    Column("skill", String, nullable=False),
    Column("level", Float, nullable=False),
    Column("source", String, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)

ROLE: Final = Table(
    "role",
    METADATA,
    Column("id", CODE, primary_key=True),
    Column("title", String, nullable=False),
    Column("job_type", String),
    Column("industry", String),
    Column("floor", String),
    Column("profile", CODE, nullable=False),
    Column("changes", JSON(none_as_null=True)),
    Column("filters", JSON(none_as_null=True)),
)

ROLE_SKILL: Final = Table(
    "role_skill",
    METADATA,
    _owner("role", "id"),
    _position(),
    Column("skill", String, nullable=False),
    Column("essential", Boolean, nullable=False),
    Column("level", Float, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)

ROLE_CHANGE: Final = Table(
    "role_change",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("role", CODE, ForeignKey("role.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)
"""What was changed of a role, when and by whom: only ever added to."""

DECISION: Final = Table(
    "decision",
    METADATA,
    Column("number", Number, primary_key=True),
    # A candidate who is deleted takes the decisions along; a role that was decided about cannot be deleted.
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False),
    Column("role", CODE, ForeignKey("role.id"), nullable=False),
    Column("outcome", one_of(Outcome), nullable=False),
    Column("day", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("reason", String, nullable=False),
    UniqueConstraint("candidate", "role", "outcome", "day", "by", "reason"),
)
"""Only ever added to: triggers refuse a change, and a deletion while the candidate is there."""

PROFILE: Final = Table(
    "profile",
    METADATA,
    Column("name", CODE, primary_key=True),
    Column("summary", String, nullable=False),
    Column("numbers", JSON, nullable=False),
    Column("base", String, nullable=False),
    Column("by", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("decisions", Integer, nullable=False),
    Column("roles", Integer, nullable=False),
    Column("decisions_hash", String, nullable=False),
    Column("release", String, nullable=False),
    Column("before", Float, nullable=False),
    Column("after", Float, nullable=False),
    Column("gain_low", Float, nullable=False),
    Column("gain_high", Float, nullable=False),
    Column("withdrawn_by", String),
    Column("withdrawn_on", Date),
)
"""Profiles learned from decisions and adopted: who, when and from what. One withdrawn stays on record."""

INTAKE: Final = Table(
    "intake",
    METADATA,
    # Counted by the book and not by the database: a copy of the book keeps the numbers.
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("purpose", one_of(Purpose), nullable=False),
    Column("state", one_of(State), nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String(64)),
    Column("part", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("taken_by", String, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("text", Text),
    Column("extract", JSON(none_as_null=True)),
    Column("answers", JSON(none_as_null=True)),
    Column("decided_on", Date),
    Column("decided_by", String),
    # Who is removed from the book takes the text of the CV along.
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), index=True),
    Column("role", CODE, ForeignKey("role.id", ondelete="CASCADE")),
    UniqueConstraint("purpose", "sha256", "part"),
)
"""What files were made into. Of one that was discarded nothing is left but when and by whom."""

LABEL_SUGGESTION: Final = Table(
    "label_suggestion",
    METADATA,
    Column("text", String, nullable=False),
    Column("language", String, nullable=False),
    Column("concept", String, nullable=False),
    Column("intake", Integer, ForeignKey("intake.number", ondelete="SET NULL")),
    Column("day", Date, nullable=False),
    Column("by", String, nullable=False),
    PrimaryKeyConstraint("text", "language", "concept"),
)
"""Words of CVs that a consultant linked to a concept: what editors may take as alternative labels."""

IDENTITY: Final = Table(
    "identity",
    METADATA,
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True),
    Column("name", String, nullable=False),
    Column("email", String),
    Column("phone", String),
    Column("address", String),
    Column("email_key", String, index=True),
    Column("phone_key", String, index=True),
)
"""Who a candidate is, apart from the profile. The keys are what contacts are compared by."""

LOOK: Final = Table(
    "look",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("reason", String, nullable=False),
)
"""Each look at an identity; ``at`` in ISO 8601, UTC."""

NOTE: Final = Table(
    "note",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", CODE, ForeignKey("role.id")),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("text", String, nullable=False),
    Column("private", Boolean, nullable=False),
)
"""What somebody wrote about a candidate, or about the candidate for a role; a private one for themselves."""

MERGE: Final = Table(
    "merge",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("merged", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("before", JSON, nullable=False),
    Column("undone_at", String),
    Column("undone_by", String),
)
"""Each merge of a record into a candidate, with what the candidate was before, so that it can be undone."""

DISTINCT: Final = Table(
    "distinct_persons",
    METADATA,
    Column("first", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True),
    Column("second", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True, index=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
)
"""Two records, the lower code first, that somebody said to be of two persons."""

SHARED_READING: Final = Table(
    "shared_reading",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", CODE, ForeignKey("role.id", ondelete="CASCADE"), nullable=False),
    Column("reading", JSON(none_as_null=True)),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("until", String, nullable=False),
    Column("withdrawn_at", String),
    Column("withdrawn_by", String),
    Column("opened", Integer, nullable=False),
    Column("opened_at", String),
)
"""Each reading that was sent by a link, kept until the link ends; ``key`` is the SHA-256 of its token."""

SOURCE: Final = Table(
    "source",
    METADATA,
    Column("name", CODE, primary_key=True),
    Column("kind", one_of(Kind), nullable=False),
    Column("address", String, nullable=False),
    Column("mapping", String),
    Column("industries", JSON, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("most", Integer, nullable=False),
)
"""Shared databases that a search asks besides the book."""

PERSON_KEY: Final = Table(
    "person_key",
    METADATA,
    Column("candidate", CODE, ForeignKey("candidate.code", ondelete="CASCADE"), primary_key=True),
    Column("key", String, nullable=False, index=True),
)
"""Keys that firms have in common for the same person; the contact that a key is made of is not kept."""

CONSULTANT: Final = Table("consultant", METADATA, Column("code", CODE, primary_key=True))

SPECIALISM: Final = Table(
    "consultant_specialism",
    METADATA,
    _owner("consultant", "code"),
    _position(),
    Column("concept", String, nullable=False),
    PrimaryKeyConstraint("owner", "position"),
)
"""Job types and industries in which a consultant is at home."""

AGENCY: Final = Table(
    "agency",
    METADATA,
    Column("name", String),
    Column("industry", String),
    Column("shares", Boolean, nullable=False),
)
"""At most one row: the firm's name, the one industry that it works for, and whether others may ask it."""

AUDIT: Final = Table(
    "audit",
    METADATA,
    # Counted by the chain and not by the database: no number is ever left out.
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False, index=True),
    Column("by", String, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("role", CODE, index=True),
    Column("person", String(32), index=True),
    Column("release", String),
    Column("question", String(64)),
    Column("answer", String(64)),
    Column("details", Text, nullable=False),
    Column("prunes", Integer),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)
"""The log: each row holds the hash of the one before. Triggers refuse a change, and any deletion but that of
rows up to the number that a later row says it ``prunes``."""

AUDIT_KEPT: Final = Table(
    "audit_kept",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)
"""What ``question`` and ``answer`` of rows of the log stand for: canonical JSON by its SHA-256, each once."""
