"""Queries of the workbench: who asks, what they may see, and the answer, anew or as it is kept."""

from collections.abc import Hashable
from itertools import chain
from typing import Final

from skillpath.agency.accounts.rights import Right
from skillpath.agency.dataset.graphs import GRAPHS
from skillpath.agency.sparql_functions import FUNCTIONS
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryTooLarge
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.guard import MAX_QUERY
from skillpath.ontology.sparql.question import Question
from skillpath.web.acting import actor, may
from skillpath.web.analyst.asked import Asked
from skillpath.web.analyst.kept_answers import Kept, kept_answers
from skillpath.web.analyst.terms import Schema
from skillpath.web.asking import ask, query_settings
from skillpath.web.current import workspace
from skillpath.web.language import gettext

SCHEMA: Final = """
SELECT DISTINCT ?kind ?iri WHERE {
  { SELECT DISTINCT ("class" AS ?kind) ?iri WHERE { ?thing a ?iri } }
  UNION
  { SELECT DISTINCT ("property" AS ?kind) ?iri WHERE { ?thing ?iri ?value } }
}
"""
"""What is offered while somebody types, beside concepts."""


def answered(asked: Asked) -> tuple[Kept, str]:
    """The answer to the query of the page, cut where it is long, and the name by which it is kept.

    Raises :class:`QueryError`.
    """
    known = kept_answers().find(asked.answer, _same(asked))
    if known is not None:
        return known, asked.answer
    with read(asked) as answer:
        fresh = Kept(answer.read(), answer.seconds)
    return fresh, kept_answers().keep(_same(asked), fresh)


def read(asked: Asked, *, most: int | None = None) -> Answer:
    """The answer, cut after some rows (as queries are cut here); raises :class:`QueryError`."""
    if len(asked.query) > MAX_QUERY:
        raise QueryTooLarge(gettext("The query is too long for an address: send it to /sparql by POST."))
    return ask(Question(asked.query, max_rows=most or query_settings().rows), as_of=asked.as_of)


def schema() -> Schema:
    """The graphs that may be asked, all classes and properties of the release, and our functions."""
    book = may(Right.QUERY_BOOK)
    graphs = [one.iri for one in GRAPHS if not one.is_family and (book or not one.of_book)]
    functions = [iri for iri, one in FUNCTIONS.items() if book or not one.of_book]
    ours = (("graph", iri) for iri in graphs), (("function", iri) for iri in functions)
    return *chain(*ours), *workspace().kept(_schema)


def _schema(_: Workspace) -> Schema:
    with ask(Question(SCHEMA)) as answer:
        rows = answer.read().rows
    told = [(kind.value, iri.value) for kind, iri in rows if kind and iri and iri.kind == "iri"]
    return tuple(sorted(told))


def _same(asked: Asked) -> Hashable:
    """What an answer depends on: who asks what, on which release and day, and what the book holds."""
    opened, book = workspace(), may(Right.QUERY_BOOK)
    state = opened.pool.now().state if book else None
    return actor().name, asked.query, asked.as_of, opened.release.name, state
