"""Kept queries found by name, and asked with what somebody wrote into their fields: the one way there."""

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Final

from skillpath.agency.asking import Asking, of_book
from skillpath.agency.queries.saved import Reader, saved_query
from skillpath.agency.queries.values import Said, values_of
from skillpath.agency.workspace import Workspace
from skillpath.errors import UnknownName
from skillpath.ontology.queries.binding import bound
from skillpath.ontology.queries.kept_query import KeptQuery
from skillpath.ontology.queries.library import library
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.named import named
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.question import Question

FOLDER: Final = "queries"
"""Folder of a workspace with queries of the firm's own, ``NAME.rq``."""

Form = Callable[[str], Question]
"""Makes a question of the text of a query."""


def library_of(workspace: Workspace) -> tuple[KeptQuery, ...]:
    """Those that come with SkillPath and those in the folder of the workspace; raises :class:`InputError`."""
    return library(workspace.folder / FOLDER)


def kept_query(workspace: Workspace, name: str, reader: Reader) -> KeptQuery:
    """One by its name in the library, or by the number of a saved one that somebody may see.

    Raises :class:`UnknownName`.
    """
    if name.isdecimal():
        return saved_query(workspace.book, int(name), reader).query
    known = {one.name: one for one in library_of(workspace)}
    if name not in known:
        near = get_close_matches(name, sorted(known))
        raise UnknownName(f"There is no query “{name}” in the library.", near)
    return known[name]


def needs_book(query: KeptQuery) -> bool:
    """Whether it asks about candidates, roles or decisions, and so is for those who may.

    >>> from skillpath.ontology.queries.library import shipped
    >>> [one.name for one in shipped() if one.name.startswith("r") and not needs_book(one)]
    ['release-statistics', 'releases-over-time', 'retired-concepts']
    """
    return bool(of_book(frozenset(one.iri for one in named(query.text, QUERY_PREFIXES))))


def question_text(workspace: Workspace, query: KeptQuery, said: Said) -> str:
    """The query with what is said of its parameters; raises :class:`BadValues` with all that is wrong."""
    return bound(query.text, values_of(workspace, query, said))


def ask_kept(
    asking: Asking,
    workspace: Workspace,
    query: KeptQuery,
    said: Said,
    *,
    user: str,
    book: bool,
    as_of: date | None = None,
    form: Form = Question,
) -> Answer:
    """The answer; the arguments are those of :meth:`Asking.ask`. Raises as that, and :class:`BadValues`."""
    asked = form(question_text(workspace, query, said))
    return asking.ask(workspace, asked, user=user, book=book, as_of=as_of)
