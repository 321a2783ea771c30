"""What a request of the SPARQL 1.1 Protocol asks, in all three ways: in the address, a form, or as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from flask import Request, abort

from skillpath.ontology.sparql.guard import MAX_QUERY
from skillpath.ontology.sparql.question import Question
from skillpath.web.analyst.negotiation import wanted_forms

QUERY: Final = "query"
UPDATE: Final = "update"
DEFAULT_GRAPH: Final = "default-graph-uri"
NAMED_GRAPH: Final = "named-graph-uri"
MOST: Final = "max-rows"
"""The parameter that says how many rows are wanted; 0 for all."""
FORM: Final = "format"
"""The parameter that names a form of the answer."""
DOWNLOAD: Final = "download"
"""The parameter of who wants a file for a spreadsheet."""

FORM_TYPE: Final = "application/x-www-form-urlencoded"
QUERY_TYPE: Final = "application/sparql-query"
UPDATE_TYPE: Final = "application/sparql-update"

MOST_PARAMETERS: Final = 1_000
MOST_DIGITS: Final = 9

NOT_UPDATED: Final = (
    "Nothing is changed here: SkillPath answers queries only; to change the ontology, edit it and compile a "
    "release."
)

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and whether the answer is to be a file for a spreadsheet."""

    question: Question
    download: bool


def asked(request: Request, *, most: int) -> Asked | None:
    """What is asked, of which ``most`` rows are answered unless it says so; ``None`` where nothing is.

    Aborts with the reason: 400 where something is missing, twice or unreadable, 415 for another type of
    body, 406 where no form of an answer is accepted.
    """
    said = _said(request)
    if said.get(UPDATE):
        abort(400, NOT_UPDATED)
    queries = said.get(QUERY, ())
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        abort(400, f"Send one query, not {len(queries)}: as the parameter “{QUERY}”.")
    if len(queries[0]) > MAX_QUERY:
        abort(413, f"The query is longer than {MAX_QUERY:,} characters.")
    question = Question(
        queries[0],
        tuple(said.get(DEFAULT_GRAPH, ())),
        tuple(said.get(NAMED_GRAPH, ())),
        _most(said, most),
        wanted_forms(request.accept_mimetypes, said.get(FORM, (None,))[-1]),
    )
    return Asked(question, DOWNLOAD in said)


def _said(request: Request) -> Parameters:
    """All parameters: those of the address, and of a form; a body that is the query itself is ``query``."""
    said = _parsed(request.query_string)
    if request.method != "POST":
        return said
    if request.mimetype == UPDATE_TYPE:
        abort(415, NOT_UPDATED)
    if request.mimetype not in (FORM_TYPE, QUERY_TYPE):
        abort(415, f"Send the query as {QUERY_TYPE}, or in a form as {FORM_TYPE}.")
    body = request.get_data()
    sent = _parsed(body) if request.mimetype == FORM_TYPE else {QUERY: [_text(body)]}
    return {name: [*said.get(name, ()), *sent.get(name, ())] for name in dict.fromkeys((*said, *sent))}


def _parsed(coded: bytes) -> Parameters:
    try:
        return parse_qs(_text(coded), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:
        abort(400, f"The parameters are not text in UTF-8, or more than {MOST_PARAMETERS:,}.")


def _text(coded: bytes) -> str:
    try:
        return coded.decode("utf-8")
    except UnicodeDecodeError:
        abort(400, "The query is not text in UTF-8.")


def _most(said: Parameters, most: int) -> int | None:
    written = said.get(MOST, (str(most),))[-1]
    if not (written.isascii() and written.isdecimal() and len(written) <= MOST_DIGITS):
        abort(400, f"“{MOST}” is a number of rows, 0 for all: not “{written[:40]}”.")
    return int(written) or None
