"""Finding candidates by words: in what was written about them, and in the labels of what they did and can."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection, func, select, text

from skillpath.agency import schema as t
from skillpath.agency.dialects import WORDS
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.graph.network import Node

MOST: Final = 100
"""At most so many places are given."""

MOST_CONCEPTS: Final = 500
"""At most so many concepts whose labels hold the words are looked for."""

_TEXTS: Final = ((t.NOTE, t.NOTE.c.text, "note"), (t.DECISION, t.DECISION.c.reason, "decision"))
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
class Place:
    """Where words are: of which candidate, in a note, a decision, the label of a job, industry or skill."""

    candidate: str
    kind: str
    text: str


def find(workspace: Workspace, asked: str) -> list[Place]:
    """Where all words stand together, each the beginning of a word; texts first, then labels; by candidate.

    Identities are not searched: names stay hidden. Raises :class:`InputError` for a search without a word.
    """
    words = re.findall(r"\w+", asked)
    if not words:
        raise InputError("Write at least one word to search for.")
    with workspace.book.read() as connection:
        found = [*_in_texts(connection, words), *_in_labels(connection, workspace, words)]
    return list(dict.fromkeys(found))[:MOST]


def _in_texts(connection: Connection, words: Sequence[str]) -> Iterator[Place]:
    kind = connection.dialect.name
    asked = (
        " ".join(f'"{word}"*' for word in words) if kind == "sqlite" else " & ".join(f"{w}:*" for w in words)
    )
    for table, column, name in _TEXTS:
        said = _SEARCH[kind].format(table=table.name, column=column.name, words=WORDS[table.name])
        numbers = text(said).bindparams(asked=asked).columns(number=table.c.number.type)
        query = (
            select(func.coalesce(t.CANDIDATE.c.merged_into, t.CANDIDATE.c.code), column)
            .join(t.CANDIDATE, t.CANDIDATE.c.code == table.c.candidate)
            .where(table.c.number.in_(select(numbers.subquery().c.number)))
            .order_by(table.c.candidate, table.c.number)
            .limit(MOST)
        )
        yield from (Place(row[0], name, row[1]) for row in connection.execute(query))


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
    """IRI → label of the concepts in whose label all words begin a word."""
    begins = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words]
    fitting = (
        node for node in workspace.network.nodes if any(_fits(label, begins) for label in _labels(node))
    )
    return {iri: node.label for node in islice(fitting, MOST_CONCEPTS) for iri in node.aliases}


def _labels(node: Node) -> Iterator[str]:
    yield from (node.label, *node.labels.values(), *node.names)


def _fits(label: str, begins: Sequence[re.Pattern[str]]) -> bool:
    return all(begin.search(label) for begin in begins)
