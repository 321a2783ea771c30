"""Finding candidates by words: in what was written about them, and in the labels of what they did and can."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection, false, func, select, text, true

from skillpath.agency import schema as t
from skillpath.agency.dialects import WORDS
from skillpath.agency.notes import readable
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError

MOST: Final = 100
"""At most so many places are given."""

MOST_CONCEPTS: Final = 500
"""At most so many concepts whose labels hold the words are looked for."""

AROUND: Final = 60
"""Characters shown before and after the first of the words."""

_TEXTS: Final = (
    (t.NOTE, t.NOTE.c.text, "note"),
    (t.DECISION, t.DECISION.c.reason, "decision"),
    (t.INTAKE, t.INTAKE.c.text, "CV"),
)
"""Tables with texts, the column, and what a place in it is called."""

_CONCEPTS: Final = (
    (t.SPELL, t.SPELL.c.job_type, "job"),
    (t.SPELL, t.SPELL.c.industry, "industry"),
    (t.CLAIM, t.CLAIM.c.skill, "skill"),
)
"""Tables that name concepts, the column, and what a place in it is called."""

_SEARCH: Final = {
    "sqlite": "SELECT rowid AS number FROM {words} WHERE {words} MATCH :asked",
    "postgresql": "SELECT number FROM {table} "
    "WHERE to_tsvector('simple', {column}) @@ to_tsquery('simple', :asked)",
}
"""Kind of database → the rows of a table in whose text all words are."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who searches: with a ``name``, no private notes of others; and maybe not the texts of CVs."""

    name: str | None = None
    reads_cvs: bool = True


EVERYTHING: Final = Reader()


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are: of which candidate, in a note, decision, CV, or label of a job, industry or skill."""

    candidate: str
    kind: str
    text: str


def find(workspace: Workspace, asked: str, *, reader: Reader = EVERYTHING) -> list[Place]:
    """Where all words stand together, each the beginning of a word; texts first, then labels; by candidate.

    Identities are not searched: names stay hidden. ``reader`` says which texts are. Raises
    :class:`InputError` for a search without a word.
    """
    words = re.findall(r"\w+", asked)
    if not words:
        raise InputError("Write at least one word to search for.")
    with workspace.book.read() as connection:
        found = [*_in_texts(connection, words, reader), *_in_labels(connection, workspace, words)]
    return list(dict.fromkeys(found))[:MOST]


def _in_texts(connection: Connection, words: Sequence[str], reader: Reader) -> Iterator[Place]:
    kind = connection.dialect.name
    asked = (
        " ".join(f'"{word}"*' for word in words) if kind == "sqlite" else " & ".join(f"{w}:*" for w in words)
    )
    may = {t.NOTE: readable(reader.name), t.INTAKE: true() if reader.reads_cvs else false()}
    for table, column, name in _TEXTS:
        said = _SEARCH[kind].format(table=table.name, column=column.name, words=WORDS[table.name])
        numbers = text(said).bindparams(asked=asked).columns(number=table.c.number.type)
        query = (
            select(func.coalesce(t.CANDIDATE.c.merged_into, t.CANDIDATE.c.code), column)
            .join(t.CANDIDATE, t.CANDIDATE.c.code == table.c.candidate)
            .where(table.c.number.in_(select(numbers.subquery().c.number)), may.get(table, true()))
            .order_by(table.c.candidate, table.c.number)
            .limit(MOST)
        )
        yield from (Place(row[0], name, _around(row[1], words)) for row in connection.execute(query))


def _around(whole: str, words: Sequence[str]) -> str:
    """What stands around the first of the words, on one line."""
    found = re.search("|".join(rf"\b{re.escape(word)}" for word in words), whole, re.IGNORECASE)
    at = found.start() if found else 0
    first, after = max(0, at - AROUND), min(len(whole), at + AROUND)
    shown = " ".join(whole[first:after].split())
    return f"{'… ' if first else ''}{shown}{' …' if after < len(whole) else ''}"


def _in_labels(connection: Connection, workspace: Workspace, words: Sequence[str]) -> Iterator[Place]:
    labels = _labelled(workspace, words)
    for table, column, name in _CONCEPTS:
        query = (
            select(table.c.owner, column)
            .join(t.CANDIDATE)
            .where(t.IS_CURRENT, column.in_(labels))
            .order_by(table.c.owner)
            .limit(MOST)
        )
        yield from (Place(row[0], name, labels[row[1]]) for row in connection.execute(query))


def _labelled(workspace: Workspace, words: Sequence[str]) -> dict[str, str]:
    """IRI → label of the concepts that have a name in which all words begin a word."""
    hits = islice(workspace.label_search.find(" ".join(words)), MOST_CONCEPTS)
    nodes = (workspace.network.nodes[hit.position] for hit in hits)
    return {iri: node.label for node in nodes for iri in node.aliases}
