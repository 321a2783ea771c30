"""The table of saved queries."""

from enum import StrEnum
from typing import Final

from sqlalchemy import Column, Integer, String, Table, Text

from skillpath.agency.columns import CODE, Number
from skillpath.agency.metadata import METADATA, one_of


class Sharing(StrEnum):
    """Who sees a saved query beside its owner: nobody, who is signed in and has its link, or everybody."""

    PRIVATE = "private"
    LINK = "link"
    EVERYBODY = "everybody"


SAVED_QUERY: Final = Table(
    "saved_query",
    METADATA,
    Column("number", Number, primary_key=True),
    Column("owner", CODE, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("sharing", one_of(Sharing), nullable=False),
    Column("key", String(32), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("made_at", String, nullable=False),
    Column("changed_at", String, nullable=False),
    Column("removed_at", String),
)
"""Queries that somebody has saved, with their headers. ``key`` is what a link holds: it opens nothing to who
is not signed in. ``version`` counts the changes. One that was removed can be had back for a while."""
