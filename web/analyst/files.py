"""Answers as files, always whole: by the endpoint in the forms of the W3C, and as an Excel workbook."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import Response, url_for

from skillpath.ontology.sparql.forms import FORMS, Form
from skillpath.ontology.sparql.workbook import MAX_ROWS, workbook
from skillpath.web.analyst.addresses import as_file
from skillpath.web.analyst.answering import read
from skillpath.web.analyst.asked import Asked

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NAMES: Final[Mapping[Form, str]] = MappingProxyType(
    {
        Form.CSV: "CSV",
        Form.TSV: "TSV",
        Form.JSON: "JSON",
        Form.XML: "XML",
        Form.TURTLE: "Turtle",
        Form.N_TRIPLES: "N-Triples",
        Form.RDF_XML: "RDF/XML",
        Form.JSON_LD: "JSON-LD",
    }
)
"""Form → what it is called."""


def files(asked: Asked, *, graph: bool) -> list[tuple[str, str]]:
    """The files that an answer can be had as: what each is called, and its address."""
    workbooks = [("Excel", url_for("workbench.as_workbook", query=asked.query, as_of=asked.said["as_of"]))]
    return workbooks + [
        (name, as_file(asked.query, form, as_of=asked.said["as_of"]))
        for form, name in NAMES.items()
        if FORMS[form].of_graph is graph
    ]


def excel(asked: Asked) -> Response:
    """The whole answer as a workbook; raises :class:`QueryError`."""
    with read(asked, most=MAX_ROWS) as answer:
        response = Response(workbook(answer.read()), content_type=EXCEL)
    response.headers["Content-Disposition"] = 'attachment; filename="answer.xlsx"'
    return response
