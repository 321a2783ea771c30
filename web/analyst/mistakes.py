"""A query that was not answered: why, at which place, and what the page says of it."""

from dataclasses import dataclass

from skillpath.errors import QueryError, QueryMistake, QueryTooLarge, QueryTooLong, TooManyQueries
from skillpath.web.analyst.pointed import pointed
from skillpath.web.language import gettext, gettext_noop

HEADINGS = {
    QueryMistake: (400, gettext_noop("The query is not answered: look at this place")),
    QueryTooLong: (422, gettext_noop("The query was stopped at its time limit")),
    QueryTooLarge: (422, gettext_noop("The query needs more than it may")),
    TooManyQueries: (503, gettext_noop("Others are asking: there is no room just now")),
    QueryError: (400, gettext_noop("The query is not answered")),
}
"""Kind of error, the special ones first → status and heading."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """``line`` and ``column`` count from 1, and are 0 where no place is meant; ``excerpt`` points there."""

    status: int
    heading: str
    message: str
    line: int = 0
    column: int = 0
    excerpt: str = ""


def mistake(error: QueryError, query: str) -> Mistake:
    """What is said of an error."""
    status, heading = next(told for kind, told in HEADINGS.items() if isinstance(error, kind))
    if not isinstance(error, QueryMistake):
        return Mistake(status, gettext(heading), str(error))
    _, _, shown = pointed(query, error).partition("\n\n")
    return Mistake(status, gettext(heading), str(error), error.line, error.column, shown)
