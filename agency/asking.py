"""Asks what is in a workspace in SPARQL: the one way in, for pages, commands and programs."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from skillpath.agency import sparql_functions
from skillpath.agency.dataset.source import Progress, silent
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.workspace import Workspace
from skillpath.ontology.releases import graph_iri
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.named import named
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.question import USUAL, Limits, Question
from skillpath.ontology.sparql.workers import WAITING, WORKERS, Workers
from skillpath.ontology.vocabulary import GRAPH


class Asking:
    """Answers questions about workspaces, some at a time, each in a process with limits."""

    def __init__(
        self,
        *,
        limits: Limits = USUAL,
        count: int = WORKERS,
        waiting: int = WAITING,
        folder: Path | None = None,
        progress: Progress = silent,
    ) -> None:
        """``count``, ``waiting`` and ``folder`` are those of :class:`Workers`.

        ``progress`` is told while the graphs beside the release are written.
        """
        self._limits, self._progress = limits, progress
        self._workers = Workers(count=count, waiting=waiting, folder=folder)

    def ask(
        self,
        workspace: Workspace,
        question: Question,
        *,
        user: str,
        book: bool,
        as_of: date | None = None,
    ) -> Answer:
        """The answer to a question that ``user`` asks, who may see what the book holds (``book``) or not.

        The default graph is the release; other graphs are there when the question names them. Scores are for
        a day (today). Raises as :meth:`Workers.answer`.
        """
        names = frozenset(one.iri for one in named(question.text, QUERY_PREFIXES))
        beside = _beside(workspace, question, names)
        if book and names & sparql_functions.OF_BOOK:
            workspace.pool.now()  # compiled here, it takes nothing of the time that the query has
        return self._workers.answer(
            question,
            store_for(workspace, beside, book=book, as_of=as_of, progress=self._progress)
            if beside
            else workspace.store,
            usual_graphs=tuple(_of_release(workspace)),
            user=user,
            limits=self._limits,
            functions=sparql_functions.of_workspace(workspace, book=book, as_of=as_of),
        )

    def close(self) -> None:
        """Ends its processes."""
        self._workers.close()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _of_release(workspace: Workspace) -> Iterable[str]:
    return (graph_iri(origin) for origin in workspace.release.graphs)


def _beside(workspace: Workspace, question: Question, names: frozenset[str]) -> frozenset[str]:
    """The graphs beside the release that a question, with ``names`` in its text, asks for."""
    asked = names.union(question.default_graphs, question.named_graphs)
    graphs = frozenset(iri for iri in asked if iri.startswith(str(GRAPH)))
    return graphs.difference(_of_release(workspace))
