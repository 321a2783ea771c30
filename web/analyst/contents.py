"""The page “what is in here”: graphs, their classes and properties, counted, with examples."""

from collections.abc import Iterator
from typing import Any, Final

from flask import Blueprint, render_template, request

from skillpath.agency.dataset.graphs import Graph
from skillpath.ontology.sparql.written import written_iri
from skillpath.web.analyst import counts, things
from skillpath.web.analyst.addresses import asked_in_editor
from skillpath.web.analyst.graphs import called, graph_named, graphs, short
from skillpath.web.analyst.naming import in_short, names

BLUEPRINT: Final = Blueprint("contents", __name__)


@BLUEPRINT.get("/dataset")
def show() -> str:
    """All graphs with their classes; or one (``graph``) with all properties, or of a class (``kind``)."""
    name, kind = request.args.get("graph"), request.args.get("kind", "")
    if name is None:
        always = [one for one in graphs() if one.always]
        return render_template(
            "analyst/contents.html",
            graphs=[_told(one) for one in always],
            others=[_named(one) for one in graphs() if not one.always],
        )
    graph = graph_named(name)
    text = things.properties(graph.iri, kind)
    found = counts.properties(graph.iri, kind)
    return render_template(
        "analyst/graph.html",
        graph=_told(graph),
        kind=in_short(kind) if kind else None,
        properties=None if found is None else list(_properties(found)),
        sparql=text,
        editor=asked_in_editor(text),
    )


def _named(graph: Graph) -> dict[str, Any]:
    return {
        "name": short(graph),
        "called": called(graph),
        "what": graph.what,
        "written": written_iri(graph.iri) if graph.iri else "",
    }


def _told(graph: Graph) -> dict[str, Any]:
    text = things.classes(graph.iri)
    found = counts.classes(graph.iri)
    classes = None if found is None else [{"cell": in_short(one.iri), "things": one.things} for one in found]
    return _named(graph) | {"classes": classes, "sparql": text, "editor": asked_in_editor(text)}


def _properties(found: list[counts.Property]) -> Iterator[dict[str, Any]]:
    name = names()
    for one in found:
        yield {
            "cell": in_short(one.iri),
            "things": one.things,
            "values": one.values,
            "example": name.cell(one.example),
        }
