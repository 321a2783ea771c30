"""Asks what is in a workspace in SPARQL: the one way in, for pages, commands and programs."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from skillpath.agency import sparql_functions
from skillpath.agency.audit.kinds import LOCAL
from skillpath.agency.audit.queried import query_asked
from skillpath.agency.dataset.graphs import is_of_book
from skillpath.agency.dataset.source import Progress, silent
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.sparql_functions import FUNCTIONS, OF_BOOK
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.ontology.releases import graph_iri
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.named import named
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.process import never
from skillpath.ontology.sparql.question import NO_FUNCTIONS, USUAL, Limits, Question
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
        by: str = LOCAL,
        as_of: date | None = None,
        gone: Callable[[], bool] = never,
    ) -> Answer:
        """The answer to a question that ``user`` asks, who may see what the book holds (``book``) or not.

        The default graph is the release; other graphs are there when the question names them. Those of the
        book are there, and scores can be asked, only where it names one of them: then the log tells of it,
        as of ``by``. Scores are for a day (today). ``gone``: whether who asks has gone. Raises as
        :meth:`Workers.answer`.
        """
        with self._workers.turn(user, gone) as turn:
            said = _named(question)
            beside, read = _beside(workspace, said), of_book(said)
            sees = book and bool(read)
            if sees and said & OF_BOOK:
                workspace.pool.now()  # compiled here, it takes nothing of the time that the query has
            answer = turn.answer(
                question,
                store_for(workspace, beside, book=sees, as_of=as_of, progress=self._progress)
                if beside
                else workspace.store,
                usual_graphs=tuple(_of_release(workspace)),
                limits=self._limits,
                functions=sparql_functions.of_workspace(workspace, book=sees, as_of=as_of)
                if said & FUNCTIONS.keys()
                else NO_FUNCTIONS,
            )
        if read:
            _log(workspace, question, answer, read, by)
        return answer

    def close(self) -> None:
        """Ends its processes."""
        self._workers.close()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _of_release(workspace: Workspace) -> Iterable[str]:
    return (graph_iri(origin) for origin in workspace.release.graphs)


def _named(question: Question) -> frozenset[str]:
    """All IRIs that a question names."""
    said = (one.iri for one in named(question.text, QUERY_PREFIXES, base=question.base))
    return frozenset((*said, *question.default_graphs, *question.named_graphs))


def _beside(workspace: Workspace, said: frozenset[str]) -> frozenset[str]:
    """The graphs beside the release."""
    return frozenset(iri for iri in said if iri.startswith(str(GRAPH))).difference(_of_release(workspace))


def of_book(said: frozenset[str]) -> frozenset[str]:
    """What tells of candidates, roles and decisions of all that a query names: graphs, and functions."""
    return frozenset(filter(is_of_book, said)) | (said & OF_BOOK)


def _log(workspace: Workspace, question: Question, answer: Answer, read: frozenset[str], by: str) -> None:
    try:
        told = query_asked(workspace, question.text, read, by=by, rows=answer.rows)
        workspace.book.views.add(told)
    except SkillPathError:
        answer.close()  # what cannot be logged is not shown
        raise
