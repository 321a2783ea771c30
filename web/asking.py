"""Questions in SPARQL that the viewer has answered, for whoever acts, as far as they may ask."""

import weakref
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Flask, current_app, request

from skillpath.agency.accounts.rights import Right
from skillpath.agency.asking import Asking
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.process import never
from skillpath.ontology.sparql.question import USUAL, Limits, Question
from skillpath.ontology.sparql.workers import WAITING, WORKERS
from skillpath.web.acting import actor, may
from skillpath.web.current import workspace
from skillpath.web.logged import acting

QUERIES: Final = "QUERIES"
"""Setting of the application: a :class:`QuerySettings`."""

EXTENSION: Final = "skillpath-asking"

GONE: Final = "waitress.client_disconnected"
"""By this name the server says whether who asks has gone."""


@dataclass(frozen=True, slots=True)
class QuerySettings:
    """What a query may use; how many are answered at a time and may wait; rows after which one is cut.

    ``origins`` are those of other sites whose pages may ask, such as ``https://notebook.example``.
    Whoever waits has a thread of the server: the server has as many more as it has for pages.
    """

    limits: Limits = USUAL
    workers: int = WORKERS
    waiting: int = WAITING
    rows: int = 10_000
    origins: frozenset[str] = frozenset()


def answer_queries(app: Flask, settings: QuerySettings) -> None:
    """Has an application answer queries; its processes end with it."""
    asking = Asking(limits=settings.limits, count=settings.workers, waiting=settings.waiting)
    app.extensions[EXTENSION] = asking
    weakref.finalize(app, asking.close)


def query_settings() -> QuerySettings:
    """Those of the application."""
    settings: QuerySettings = current_app.config[QUERIES]
    return settings


def ask(question: Question, *, as_of: date | None = None) -> Answer:
    """The answer to a question of who acts, scores for a day (today); raises as :meth:`Asking.ask`."""
    asking: Asking = current_app.extensions[EXTENSION]
    return asking.ask(
        workspace(),
        question,
        user=asker(),
        by=acting(),
        book=may(Right.QUERY_BOOK),
        as_of=as_of,
        gone=request.environ.get(GONE, never),
    )


def asker() -> str:
    """Who has a share of the places: the account; where nobody signs in, the address that asks."""
    return actor().name or request.remote_addr or ""
