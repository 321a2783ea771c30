"""What is counted of the graphs: asked in SPARQL like anything else, and kept while nothing changes."""

import json
from dataclasses import dataclass
from typing import Final

from skillpath.agency.accounts.rights import Right
from skillpath.agency.dataset.stores import version_of
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryTooLarge, QueryTooLong
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.sparql.results import QueryResult
from skillpath.ontology.sparql.terms import Term
from skillpath.web.acting import may
from skillpath.web.analyst import things
from skillpath.web.asking import ask
from skillpath.web.current import workspace

MOST: Final = 10_000
"""Rows of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class, and how many things are of it."""

    iri: str
    things: int


@dataclass(frozen=True, slots=True)
class Property:
    """A property: how many ``things`` have it, with how many different ``values``, and one of these."""

    iri: str
    things: int
    values: int
    example: Term | None

    @property
    def repeats(self) -> bool:
        """Whether several things have the same value, so that it can be asked who does."""
        return 2 * self.values <= self.things


def classes(graph: str) -> list[Class] | None:
    """The classes of a graph, that of the most things first; ``None`` where counting takes too long."""
    found = _counted(things.classes(graph), graph)
    return None if found is None else [Class(_text(row[0]), _number(row[1])) for row in found.rows]


def properties(graph: str, kind: str = "") -> list[Property] | None:
    """The properties in a graph, or of a class in it, that of the most things first; the same."""
    found = _counted(things.properties(graph, kind), graph)
    if found is None:
        return None
    return [Property(_text(row[0]), _number(row[1]), _number(row[2]), row[3]) for row in found.rows]


def answer(text: str) -> QueryResult:
    """What a query says now; raises as :func:`ask`."""
    with ask(Question(text, max_rows=MOST)) as found:
        return found.read()


def tried(text: str) -> QueryResult | None:
    """The same; ``None`` where it takes longer, or more, than a query may."""
    try:
        return answer(text)
    except (QueryTooLong, QueryTooLarge):
        return None


def number(text: str) -> int | None:
    """The one number that a query says now; the same."""
    found = tried(text)
    return None if found is None else _number(found.rows[0][0])


def _counted(text: str, graph: str) -> QueryResult | None:
    opened, book = workspace(), may(Right.QUERY_BOOK)
    version = json.dumps(version_of(opened, graph, book=book))
    found: QueryResult | None = opened.kept(_answered, text, version)
    return found


def _answered(_: Workspace, text: str, _version: str) -> QueryResult | None:
    return tried(text)


def _number(term: Term | None) -> int:
    return int(_text(term))


def _text(term: Term | None) -> str:
    return "0" if term is None else term.value
