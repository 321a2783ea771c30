"""The endpoint ``/sparql``: the SPARQL 1.1 Protocol, as far as it reads.

Who asks is a program, or a page of our own: errors are plain text. A browser that comes by itself, without a
query, is led to the page with the editor.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from skillpath.agency.accounts.rights import Right
from skillpath.errors import QueryError, QueryMistake, QueryTooLarge, QueryTooLong, TooManyQueries
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.description import described
from skillpath.ontology.sparql.forms import FORMS
from skillpath.ontology.sparql.question import Question
from skillpath.web.acting import actor
from skillpath.web.analyst.asked_by_protocol import FORM, Asked, asked
from skillpath.web.analyst.negotiation import GRAPHS, ROWS, not_acceptable, wanted_forms
from skillpath.web.analyst.other_pages import guard_against_pages
from skillpath.web.analyst.pointed import pointed
from skillpath.web.analyst.sent import sent
from skillpath.web.current import workspace
from skillpath.web.kept_asking import kept_asking, queries
from skillpath.web.logged import acting
from skillpath.web.state import asked_day

BLUEPRINT: Final = Blueprint("sparql", __name__)

EDITOR: Final = "workbench.show"
"""The page with the editor."""

PLAIN: Final = "text/plain; charset=utf-8"

STATUSES: Final[Mapping[type[QueryError], int]] = MappingProxyType(
    {QueryTooLong: 503, QueryTooLarge: 503, TooManyQueries: 503}
)
"""Error → status; any other is a mistake of who asks. To ask again helps (``Retry-After``) with the last only.

408 would say that the request came too slowly, and browsers send such a request again by themselves.
"""

guard_against_pages(BLUEPRINT)


@BLUEPRINT.get("/sparql")
def described_or_asked() -> AnyResponse:
    """Answers the query of the address; without one it says what can be asked, and leads browsers on."""
    found = asked(request, most=queries().rows)
    if found is not None:
        return _answered(found)
    if request.accept_mimetypes.quality("text/html") > request.accept_mimetypes.quality("text/turtle"):
        return redirect(url_for(EDITOR), 303)
    (form, *_) = wanted_forms(request.accept_mimetypes, request.args.get(FORM), forms=GRAPHS)
    text = described(workspace_description(), form)
    return Response(text, content_type=FORMS[form].media_type)


@BLUEPRINT.post("/sparql")
def asked_by_post() -> AnyResponse:
    """Answers the query that is sent. Nothing is changed by it."""
    found = asked(request, most=queries().rows)
    assert found is not None  # noqa: S101 (who posts no query was told so)
    return _answered(found)
