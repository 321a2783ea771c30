"""Rankings and explanations as JSON, under ``/api/v1``: the documents that the pages are made from.

And coded profiles, for other firms, where this one shares them.
"""

from dataclasses import asdict
from importlib.metadata import version
from typing import Final

from flask import Blueprint, Response, abort, request

from skillpath.agency.candidate_document import candidate_document
from skillpath.agency.comparison import side_by_side
from skillpath.agency.concepts import concept_document
from skillpath.agency.everywhere import everywhere
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.review import draft_table, review
from skillpath.agency.intake.text import clean, clean_line
from skillpath.agency.matching import explanation, ranking, role_document, today
from skillpath.agency.notes import add_note
from skillpath.agency.sources.exchange import question_of
from skillpath.agency.sources.profiles import best_profiles
from skillpath.graph.lookup import find_concept
from skillpath.reasoner.decision import check_code
from skillpath.reasoner.shown import Document
from skillpath.web.acting import actor, note_reader, reader
from skillpath.web.current import unheld, workspace
from skillpath.web.fields import LINE, TEXT
from skillpath.web.language import here, language
from skillpath.web.logged import log_explanation, log_matches, log_profiles, log_ranking
from skillpath.web.openapi import description
from skillpath.web.roles import ON_A_PAGE
from skillpath.web.state import MOST_PAGES, asked_day, asked_page, asked_state

ROOT: Final = "/api/v1"

Answer = tuple[Document, dict[str, str]]

BLUEPRINT: Final = Blueprint("api", __name__, url_prefix=ROOT)

MOST_FOUND: Final = 50
"""So many of each kind are answered of what a search finds."""

SHARED: Final = "/profiles"

NOT_SHARED: Final = "This firm shares no profiles. It would say so by `skillpath agency --share`."


@BLUEPRINT.get("/roles")
def roles() -> Document:
    """All roles of the book."""
    return {
        "release": workspace().release.name,
        "roles": [role_document(workspace(), role, language()) for role in workspace().book.roles()],
    }


@BLUEPRINT.get("/roles/<path:role_id>/candidates")
def ranked(role_id: str) -> Answer:
    """A page of the candidates for a role, the best first; ``Link`` leads to the pages beside it."""
    state, page = asked_state(), asked_page()
    last = page * ON_A_PAGE
    document = ranking(workspace(), state.role(role_id), as_of=state.as_of, top=last, language=language())
    more = last < document["total"] and page < MOST_PAGES
    beside = [("prev", page - 1)] * (page > 1) + [("next", page + 1)] * more
    links = [f'<{here(page=str(number))}>; rel="{name}"' for name, number in beside]
    shown = document | {"page": page, "rows": document["rows"][last - ON_A_PAGE :]}
    log_ranking(shown, state.role(role_id), state, via="API", first=last - ON_A_PAGE + 1)
    return shown, {"Link": ", ".join(links)} if links else {}


@BLUEPRINT.get("/roles/<path:role_id>/candidates/<path:code>")
def explained(role_id: str, code: str) -> Document:
    """One candidate for one role, with every path."""
    state = asked_state()
    role = state.role(role_id)
    document = explanation(workspace(), code, role, as_of=state.as_of, language=language())
    log_explanation(document, role, state, via="API")
    return document


@BLUEPRINT.get("/candidates/<path:code>")
def candidate(code: str) -> Document:
    """A candidate without a name."""
    day = asked_day(request.args, "as_of")
    return candidate_document(
        workspace(),
        code,
        as_of=today() if day is None else day,
        language=language(),
        reader=note_reader(),
    )


@BLUEPRINT.post("/candidates/<path:code>/notes")
def noted(code: str) -> tuple[Document, int]:
    """Adds a note about a candidate. Only JSON is taken, as by :func:`shared`."""
    said = _sent()
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        abort(400, 'Send the note as {"text": …}, with "role" and "private" where that is meant.')
    role, private = said.get("role"), said.get("private", False)
    if not isinstance(role, str | None) or not isinstance(private, bool):
        abort(400, '"role" is the id of a role, "private" is true or false.')
    by = actor().name or clean_line(str(said.get("by", "")), LINE)
    text = clean(said["text"])[:TEXT]
    check_code(by)
    return asdict(add_note(unheld().book, code, text, by=by, role=role, private=private)), 201


@BLUEPRINT.get("/roles/<path:role_id>/comparison")
def compared(role_id: str) -> Document:
    """Two to four candidates for a role side by side."""
    state, codes = asked_state(), request.args.getlist("code")
    role = state.role(role_id)
    document = side_by_side(workspace(), codes, role, as_of=state.as_of, language=language())
    log_matches(codes, role, state, via="API")
    return document


@BLUEPRINT.get("/drafts")
def drafts() -> Document:
    """What was taken in, without its content."""
    return {"drafts": [draft_table(one) for one in Drafts(workspace().book).all()]}


@BLUEPRINT.get("/drafts/<int(signed=True):number>")
def draft(number: int) -> Document:
    """What was made of one file: its text while it waits, and what was found in it."""
    return review(workspace(), number)


@BLUEPRINT.get("/search")
def found() -> Document:
    """What a search over all there is finds, so many of each kind."""
    return everywhere(
        workspace(), request.args.get("q", ""), most=MOST_FOUND, language=language(), reader=reader()
    )


@BLUEPRINT.get("/concepts")
def told() -> Document:
    """A concept of the ontology."""
    network = workspace().network
    iri = network.nodes[find_concept(network, request.args.get("iri", ""))].iri
    return concept_document(workspace(), iri, language=language())


@BLUEPRINT.get("/openapi.json")
def described() -> Document:
    """The description of all this for programs."""
    return dict(description(ROOT, version("skillpath")))


@BLUEPRINT.after_request
def _tag(response: Response) -> Response:
    """Names the answer by what it says: who has it already is not sent it again."""
    if request.method == "GET" and response.status_code == 200:
        response.add_etag()
        response.make_conditional(request)
    return response


@BLUEPRINT.post(SHARED)
def shared() -> Document:
    """The coded profiles of the best for a role that another firm describes. Nothing is changed by it.

    Only JSON is taken: a page of another site cannot have a browser send that without being asked first.
    """
    if not workspace().book.firm().shares:
        abort(403, NOT_SHARED)
    found = best_profiles(workspace(), question_of(_sent()))
    log_profiles(len(found["candidates"]))
    return found


def _sent() -> object:
    """The JSON that was sent; refuses what is none, and what is nested too deep."""
    if request.mimetype != "application/json":
        abort(415, "Send the question as application/json.")
    try:
        return request.get_json()
    except RecursionError:
        abort(400, "The question is nested too deep.")
