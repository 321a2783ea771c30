"""The tables of working copies, their change sets and their reviews."""

from typing import Final

from sqlalchemy import JSON, Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Table, Text

from skillpath.agency.columns import CODE, Number
from skillpath.agency.editing.review_step import Step
from skillpath.agency.metadata import METADATA, one_of

WORKING_COPY: Final = Table(
    "working_copy",
    METADATA,
    Column("name", CODE, primary_key=True),
    Column("release", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("became", String),
    Column("closed_at", String),
    Column("closed_by", String),
)
"""A named copy of a release of the ontology that is edited. ``became`` is the release that was made of it;
one that was closed without has none."""

CHANGE_SET: Final = Table(
    "change_set",
    METADATA,
    Column("working_copy", CODE, ForeignKey("working_copy.name"), nullable=False),
    Column("number", Number, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("why", String, nullable=False),
    Column("source", String, nullable=False),
    Column("removed", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("undoes", JSON, nullable=False),
    PrimaryKeyConstraint("working_copy", "number"),
)
"""What was changed in a working copy: statements removed and added, as N-Quads. Only ever added to."""

REVIEW: Final = Table(
    "review",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("working_copy", CODE, ForeignKey("working_copy.name"), nullable=False, index=True),
    Column("change_set", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("step", one_of(Step), nullable=False),
    Column("text", String, nullable=False),
)
"""What was said of a working copy as it was after a change set: proposed, commented, approved, sent back."""

RELEASE_TURN: Final = Table(
    "release_turn",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("why", String, nullable=False),
    Column("before", String, nullable=False),
    Column("release", String, nullable=False),
    Column("working_copy", CODE, ForeignKey("working_copy.name")),
    Column("overruled", JSON, nullable=False),
)
"""When, by whom and why another release became current: made of a working copy, or an older one again.
``overruled`` are the golden matches that it breaks, with what was made of them. Only ever added to."""

SUGGESTION_REJECTED: Final = Table(
    "suggestion_rejected",
    METADATA,
    Column("key", String(16), primary_key=True),
    Column("about", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("why", String, nullable=False),
)
"""Suggestions that an editor has rejected, by key; ``about`` tells in words which they were."""
