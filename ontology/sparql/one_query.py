"""One query, asked and answered: for commands, which end then."""

from pathlib import Path

from skillpath.ontology.sparql.question import NO_FUNCTIONS, Functions, Limits, Question
from skillpath.ontology.sparql.results import QueryResult
from skillpath.ontology.sparql.workers import Workers


def run_query(
    store: Path,
    query: str,
    *,
    timeout: float = 10.0,
    max_rows: int = 10_000,
    memory_mb: int = 2048,
    functions: Functions = NO_FUNCTIONS,
) -> QueryResult:
    """The answer to a query over all graphs of an Oxigraph store; our prefixes need no declaration.

    ``timeout`` is in seconds; ``memory_mb`` is what the query may use beside what its process needs for
    itself. Sorting (ORDER BY) is slow in Oxigraph beyond some 10,000 rows. Raises :class:`QueryError` where
    the query is refused, wrong, or needs more than it may, and :class:`WorkspaceError` where the store cannot
    be opened.
    """
    limits = Limits(timeout, memory_mb)
    with (
        Workers(count=1) as workers,
        workers.answer(
            Question(query, max_rows=max_rows), store, limits=limits, functions=functions
        ) as answer,
    ):
        return answer.read()
