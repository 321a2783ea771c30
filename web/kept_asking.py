"""Who answers queries, kept as long as the application lives, and within which limits."""

import weakref
from dataclasses import dataclass, field
from typing import Final

from flask import Flask, current_app

from skillpath.agency.asking import Asking
from skillpath.ontology.sparql.question import Limits
from skillpath.ontology.sparql.workers import WAITING, WORKERS

QUERIES: Final = "QUERIES"
"""Setting of the application: its :class:`Queries`."""

EXTENSION: Final = "skillpath-asking"


@dataclass(frozen=True, slots=True)
class Queries:
    """How queries are answered: ``workers`` at a time while as many as ``waiting`` wait, cut after ``rows``.

    ``origins`` are those whose pages may ask, such as ``https://notebook.example``: none, if not said.
    """

    limits: Limits = field(default_factory=Limits)
    rows: int = 10_000
    workers: int = WORKERS
    waiting: int = WAITING
    origins: frozenset[str] = frozenset()


USUAL: Final = Queries()


def keep_asking(app: Flask) -> None:
    """Has an application answer queries."""
    said: Queries = app.config[QUERIES]
    asking = Asking(limits=said.limits, count=said.workers, waiting=said.waiting)
    app.extensions[EXTENSION] = asking
    weakref.finalize(app, asking.close)


def kept_asking() -> Asking:
    """That of the running application."""
    asking: Asking = current_app.extensions[EXTENSION]
    return asking


def queries() -> Queries:
    """How the running application answers queries."""
    said: Queries = current_app.config[QUERIES]
    return said
