"""Queries by name, for people who write none: the library, what is saved in the book, and their forms."""

from typing import Any, Final

from flask import Blueprint, abort, render_template, request, url_for

from skillpath.agency.accounts.rights import Right
from skillpath.agency.queries import saved as kept
from skillpath.agency.queries.running import kept_query, library_of, needs_book, question_text
from skillpath.agency.queries.saved import Reader, SavedQuery
from skillpath.agency.queries.tables import Sharing
from skillpath.agency.queries.values import LONGEST, BadValues, Said
from skillpath.errors import QueryError
from skillpath.ontology.queries.kept_query import Audience, KeptQuery
from skillpath.web.acting import actor, has_accounts, may
from skillpath.web.analyst.answering import answered
from skillpath.web.analyst.asked import Asked, View
from skillpath.web.analyst.files import files
from skillpath.web.analyst.mistakes import mistake
from skillpath.web.analyst.naming import names
from skillpath.web.analyst.query_fields import fields, said_in
from skillpath.web.analyst.table import table
from skillpath.web.current import workspace
from skillpath.web.language import gettext_noop, language
from skillpath.web.state import asked_day, asked_page

BLUEPRINT: Final = Blueprint("queries", __name__, url_prefix="/queries")

MOST_PAGES: Final = 1_000

FOR: Final = {
    Audience.CONSULTANT: gettext_noop("For consultants"),
    Audience.EDITOR: gettext_noop("For editors"),
    Audience.ANALYST: gettext_noop("For analysts"),
}
"""Audience → what its queries are called."""

SEEN_BY: Final = {
    Sharing.PRIVATE: gettext_noop("only you"),
    Sharing.LINK: gettext_noop("who is signed in and has the link"),
    Sharing.EVERYBODY: gettext_noop("everybody here"),
}
"""Who sees a saved query, in words."""


@BLUEPRINT.get("")
def index() -> str:
    """All queries that one may run: one's own and shared ones first, then the library."""
    wanted = next((one for one in Audience if one == request.args.get("for")), None)
    mine = [one for one in kept.saved_queries(workspace().book, reader()) if offered(one.query)]
    listed = [
        one for one in library_of(workspace()) if offered(one) and (wanted is None or wanted in one.audiences)
    ]
    return render_template(
        "analyst/queries.html",
        saved=[(one, one.query, reader().owns(one)) for one in mine],
        removed=[(one, one.query) for one in kept.removed_queries(workspace().book, reader())],
        listed=listed,
        audiences=FOR,
        wanted=wanted,
        seen_by=SEEN_BY,
        release=workspace().release.name,
    )


@BLUEPRINT.get("/<name>")
def show(name: str) -> str | tuple[str, int]:
    """A query as a form, and its answer where the address asks for it."""
    query = kept_query(workspace(), name, reader())
    if not offered(query):
        abort(403)
    said = said_in(query, request.args)
    given: dict[str, Any] = {"result": None, "mistake": None, "text": query.text}
    wrong: BadValues | None = None
    try:
        given["text"] = question_text(workspace(), query, said)
        if "run" in request.args:
            given |= _answer(given["text"])
    except BadValues as error:
        wrong = error
    except QueryError as error:
        given["mistake"] = mistake(error, given["text"])
    page = render_template(
        "analyst/kept_query.html",
        query=query,
        saved=_saved(name),
        fields=fields(workspace(), query, said, language(), wrong),
        roles=workspace().book.roles() if needs_book(query) else [],
        wrong=wrong,
        longest=LONGEST,
        again=lambda **changed: _address(name, said, **changed),
        as_of=_day(),
        seen_by=SEEN_BY,
        release=workspace().release.name,
        **given,
    )
    status = 422 if wrong is not None else 200 if given["mistake"] is None else given["mistake"].status
    return page, status


def reader() -> Reader:
    """Who asks for saved queries, with the key of the link by which they came."""
    key = request.values.get("key", "")
    return Reader(actor().name, key) if has_accounts() else Reader(None, key)


def offered(query: KeptQuery) -> bool:
    """Whether who asks may run a query."""
    return may(Right.QUERY_BOOK) or not needs_book(query)


def _saved(name: str) -> tuple[SavedQuery, bool] | None:
    """What is kept of a saved query, and whether it is one's own."""
    if not name.isdecimal():
        return None
    found = kept.saved_query(workspace().book, int(name), reader())
    return found, reader().owns(found)


def _answer(text: str) -> dict[str, Any]:
    page = asked_page(MOST_PAGES)
    asked = Asked(text, True, View.TABLE, True, "", "", page, "", "", _day(), request.args.get("answer", ""))
    found, key = answered(asked)
    rows = table(found.result, names().cell) if found.result.kind == "select" else None
    return {
        "result": found.result,
        "seconds": found.seconds,
        "answer": key,
        "table": rows,
        "page": page,
        "files": files(asked, graph=found.result.kind == "graph"),
    }


def _day() -> Any:
    return asked_day(request.args, "as_of")


def _address(name: str, said: Said, **changed: Any) -> str:
    """The address of the same answer, with something else said of it."""
    key = request.args.get("key") or None
    told = {"run": 1, "as_of": request.args.get("as_of") or None, "key": key, **changed}
    return url_for(".show", name=name, **{**said, **told}, _anchor="found")
