"""The endpoint ``/sparql``: the SPARQL 1.1 Protocol, as far as it reads.

Who asks is a program, or a page of our own: errors are plain text. A browser that comes by itself, without a
query, is led to the page with the editor.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from skillpath.errors import (
    NobodyWaits,
    QueryError,
    QueryMistake,
    QueryTooLarge,
    QueryTooLong,
    TooManyQueries,
)
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.description import described
from skillpath.ontology.sparql.forms import FORMS, Form
from skillpath.ontology.sparql.question import Question
from skillpath.web.analyst.asked_by_protocol import FORM, Asked, asked
from skillpath.web.analyst.negotiation import GRAPHS, ROWS, not_acceptable, wanted_forms
from skillpath.web.analyst.other_pages import guard_against_pages
from skillpath.web.analyst.pointed import pointed
from skillpath.web.analyst.sent import sent
from skillpath.web.analyst.service import service
from skillpath.web.asking import ask, query_settings
from skillpath.web.state import asked_day

BLUEPRINT: Final = Blueprint("sparql", __name__)

EDITOR: Final = "/query"
"""The page with the editor."""

PLAIN: Final = "text/plain; charset=utf-8"

STATUSES: Final[Mapping[type[QueryError], int]] = MappingProxyType(
    {QueryTooLong: 503, QueryTooLarge: 503, NobodyWaits: 503, TooManyQueries: 503}
)
"""Error → status; any other is a mistake of who asks. To ask again helps with the last only.

408 would say that the request came too slowly, and browsers send such a request again by themselves.
"""

guard_against_pages(BLUEPRINT)


@BLUEPRINT.get("/sparql")
def show() -> AnyResponse:
    """Answers the query of the address; without one it says what can be asked, and leads browsers on."""
    found = asked(request, most=query_settings().rows)
    if found is not None:
        return _answered(found)
    accepted = request.accept_mimetypes
    if accepted.quality("text/html") > accepted.quality(FORMS[Form.TURTLE].media_type):
        return redirect(EDITOR, 303)
    (form, *_) = wanted_forms(accepted, request.args.get(FORM), forms=GRAPHS)
    return Response(described(service(), form), content_type=FORMS[form].media_type)


@BLUEPRINT.post("/sparql")
def send() -> Response:
    """Answers the query that is sent. Nothing is changed by it."""
    found = asked(request, most=query_settings().rows)
    assert found is not None  # noqa: S101 (who posts none was told so)
    return _answered(found)


@BLUEPRINT.errorhandler(QueryError)
def _refused(error: QueryError) -> Response:
    response = Response(f"{error}\n", STATUSES.get(type(error), 400), content_type=PLAIN)
    if isinstance(error, TooManyQueries):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _answered(found: Asked) -> Response:
    answer = _answer(found.question)
    if answer.form not in found.question.forms:
        answer.close()
        raise not_acceptable(GRAPHS if answer.kind == "graph" else ROWS)
    return sent(answer, download=found.download)


def _answer(question: Question) -> Answer:
    """The answer, in a form that is wanted if one fits what it is; a mistake is told with its place."""
    try:
        return ask(
            replace(question, forms=(*question.forms, *Form), base=request.base_url),
            as_of=asked_day(request.args, "as_of"),
        )
    except QueryMistake as mistake:
        abort(400, pointed(question.text, mistake))
