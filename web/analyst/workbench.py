"""The page on which an analyst asks the graph in SPARQL, and looks at what it says."""

from functools import lru_cache
from typing import Any, Final

from flask import Blueprint, Response, render_template, request, url_for

from skillpath.agency.accounts.rights import Right
from skillpath.errors import QueryError, TooManyQueries
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.triples import as_rows
from skillpath.reasoner.shown import Document
from skillpath.web.acting import actor, may
from skillpath.web.analyst.answering import answered, schema
from skillpath.web.analyst.asked import Asked, View, asked
from skillpath.web.analyst.chart import chart
from skillpath.web.analyst.files import excel, files
from skillpath.web.analyst.mistakes import mistake
from skillpath.web.analyst.naming import names
from skillpath.web.analyst.picture import links, pages, picture, quantity, widest
from skillpath.web.analyst.table import Table, table
from skillpath.web.analyst.tabs import tabs
from skillpath.web.analyst.terms import terms
from skillpath.web.current import workspace
from skillpath.web.drawing import drawing
from skillpath.web.language import gettext_noop, language
from skillpath.web.svg import svg

BLUEPRINT: Final = Blueprint("workbench", __name__)
BLUEPRINT.app_context_processor(lambda: {"analyst_tabs": tabs})

Refused = tuple[str, int, dict[str, str]]
"""A page with its status and headers."""

LONGEST_TERM: Final = 100

EXAMPLES: Final = (
    (
        gettext_noop("How many concepts there are of each kind"),
        "SELECT ?kind (COUNT(?concept) AS ?concepts) WHERE {\n  ?concept a ?kind .\n}\nGROUP BY ?kind\n"
        "ORDER BY DESC(?concepts)",
    ),
    (
        gettext_noop("The skills that most job types cannot do without"),
        "SELECT ?skill (COUNT(?job) AS ?jobs) WHERE {\n  ?job a esco:Occupation ; "
        "esco:relatedEssentialSkill ?skill .\n}\nGROUP BY ?skill\nORDER BY DESC(?jobs)\nLIMIT 25",
    ),
    (
        gettext_noop("What an industry and its shop floor teach, as a graph"),
        "CONSTRUCT { ?industry ?teaches ?skill } WHERE {\n  VALUES ?teaches { sp:teaches sp:floorTeaches }\n"
        "  ?industry ?teaches ?skill .\n}\nLIMIT 40",
    ),
)
"""What is offered where nothing is asked yet."""

BLANK: Final = """\
SELECT ?skill ?label WHERE {
  ?skill a esco:Skill ; skos:prefLabel ?label .
  FILTER (lang(?label) = "en")
}
LIMIT 100
"""
"""What stands in the editor where nothing is asked yet."""


@BLUEPRINT.get("/query")
def show() -> str | Refused:
    """The query of the address, and its answer where it is to be run."""
    wanted = asked()
    if not wanted.run or not wanted.query.strip():
        return _page(wanted)
    try:
        return _page(wanted, **_answer(wanted))
    except QueryError as error:
        return _refused(wanted, error)


@BLUEPRINT.get("/query/workbook")
def as_workbook() -> Response | Refused:
    """The whole answer as an Excel workbook."""
    wanted = asked()
    try:
        return excel(wanted)
    except QueryError as error:
        return _refused(wanted, error)


@BLUEPRINT.get("/query/terms")
def offered() -> Document:
    """What the letters ``q`` may mean, for the editor while somebody types."""
    typed = " ".join(request.args.get("q", "")[:LONGEST_TERM].split())
    book = may(Right.QUERY_BOOK)
    return {"terms": terms(workspace(), typed, schema(), language=language(), book=book)}


def _page(wanted: Asked, **given: Any) -> str:
    return render_template(
        "analyst/query.html",
        **{"result": None, "mistake": None, **given},
        asked=wanted,
        blank=BLANK,
        examples=EXAMPLES,
        prefixes=dict(QUERY_PREFIXES),
        saving=url_for("saved_queries.begin") if may(Right.KEEP_QUERIES) else "",
        release=workspace().release.name,
        whose=actor().name,
    )


def _refused(wanted: Asked, error: QueryError) -> Refused:
    told = mistake(error, wanted.query)
    later = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyQueries) else {}
    return _page(wanted, mistake=told), told.status, later


def _answer(wanted: Asked) -> dict[str, Any]:
    """What the page shows of an answer: its rows, and these as a chart or a picture where one is wanted."""
    known, name = answered(wanted)
    rows = table(
        as_rows(known.result),
        lru_cache(None)(names(wanted=wanted.names).cell),
        words=wanted.words,
        sort=wanted.sort,
    )
    return {
        "result": known.result,
        "seconds": known.seconds,
        "answer": name,
        "table": rows,
        "files": files(wanted, graph=known.result.kind == "graph"),
        **(_drawn(wanted, rows)),
    }


def _drawn(wanted: Asked, rows: Table) -> dict[str, Any]:
    charted = chart(rows, across=wanted.across, up=wanted.up)
    linked = links(rows)
    views = {View.TABLE: True, View.CHART: charted is not None, View.PICTURE: bool(linked)}
    given: dict[str, Any] = {"views": [view for view, there in views.items() if there], "chart": charted}
    if wanted.view is not View.PICTURE or not linked:
        return given
    pictured = picture(linked)
    drawn = drawing(pictured, quantity=quantity, address=pages(linked), widest=widest(pictured))
    return {**given, "picture": pictured, "drawing": drawn, "shape": svg(drawn)}
