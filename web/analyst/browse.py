"""Browsing for those who write no SPARQL: the things of a class as a table, with facets and filters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, render_template, request, url_for

from skillpath.agency.dataset.graphs import Graph
from skillpath.errors import InputError
from skillpath.ontology.dataset import terms
from skillpath.ontology.vocabulary import PREF_LABEL
from skillpath.web.analyst import counts, things
from skillpath.web.analyst.addresses import as_file, asked_in_editor
from skillpath.web.analyst.cells import Cell, Names
from skillpath.web.analyst.graphs import called, graph_named, graphs, short
from skillpath.web.analyst.naming import in_short, names
from skillpath.web.analyst.things import Held, Order, Things
from skillpath.web.language import gettext, language
from skillpath.web.state import asked_page

BLUEPRINT: Final = Blueprint("browse", __name__)

ON_A_PAGE: Final = 25
MOST_PAGES: Final = 1000
COLUMNS: Final = 5
FACETS: Final = 6
CHOICES: Final = 10
"""So many columns beside the thing, facets, and choices of each are shown."""

IN_A_CELL: Final = 3
"""So many values of one property."""

ORDERED: Final = 50_000
"""More things than these are not put in order by a property: it would take longer than a query may."""

FIRST: Final = (str(PREF_LABEL), terms.TITLE, terms.IDENTIFIER)
"""These come first among the columns."""


@dataclass(frozen=True, slots=True)
class Address:
    """What the address of a view says."""

    graph: Graph
    things: Things
    order: Order
    page: int

    def of(self, others: Things | None = None, order: Order | None = None, page: int = 1) -> str:
        """The address of another view: of other things, in another order, another page."""
        shown, by = others or self.things, order or self.order
        sort = f"{'-' if by.down else ''}{by.predicate}"
        return url_for(
            "browse.show",
            graph=short(self.graph),
            **{"class": shown.kind},
            where=[things.told(one) for one in shown.held] or None,
            sort=sort or None,
            page=page if page > 1 else None,
        )


@BLUEPRINT.get("/browse")
def show() -> str:
    """Which classes there are; or the things of a ``class`` in a ``graph`` where they have what is said."""
    graph = graph_named(request.args.get("graph", ""))
    kind = request.args.get("class", "")
    if not kind:
        return render_template(
            "analyst/browse.html", graphs=[_classes(one) for one in graphs() if one.always]
        )
    address = _address(graph, kind)
    found = counts.properties(graph.iri, kind)
    total = counts.number(things.number_of(address.things))
    if address.page > 1 and (address.page - 1) * ON_A_PAGE >= total:
        abort(404, gettext("The list ends before page %(page)s.", page=address.page))
    return render_template("analyst/things.html", **_shown(address, found or [], total))


def _classes(graph: Graph) -> dict[str, Any]:
    found = counts.classes(graph.iri) or []
    return {
        "called": called(graph),
        "what": graph.what,
        "classes": [
            {
                "cell": in_short(one.iri),
                "things": one.things,
                "href": url_for("browse.show", graph=short(graph), **{"class": one.iri}),
            }
            for one in found
        ],
    }


def _address(graph: Graph, kind: str) -> Address:
    sort = request.args.get("sort", "")
    try:
        wanted = Things(graph.iri, kind, things.held_of(request.args.getlist("where")))
        order = Order(sort.removeprefix("-"), sort.startswith("-"), language())
        things.rows(wanted, order)
    except InputError as error:
        abort(400, str(error))
    return Address(graph, wanted, order, asked_page(MOST_PAGES))


def _shown(address: Address, found: Sequence[counts.Property], total: int) -> dict[str, Any]:
    name, first = names(), (address.page - 1) * ON_A_PAGE
    sortable = total <= ORDERED
    order = address.order if sortable else things.BY_IRI
    text = things.rows(address.things, order, first=first, most=ON_A_PAGE)
    columns = _columns(found)
    whole = things.rows(address.things)
    return {
        "graph": {"name": short(address.graph), "called": called(address.graph)},
        "kind": in_short(address.things.kind),
        "total": total,
        "first": first,
        "page": address.page,
        "more": first + ON_A_PAGE < total,
        "address": address,
        "sortable": sortable,
        "columns": [_column(address, one) for one in columns],
        "rows": list(_rows(counts.answer(text).rows, [one.iri for one in columns], name)),
        "held": [_held(address, one, name) for one in address.things.held],
        "facets": list(_facets(address, found, name)),
        "sparql": text,
        "editor": asked_in_editor(text),
        "files": {form.upper(): as_file(whole, form) for form in ("csv", "json")},
    }


def _columns(found: Sequence[counts.Property]) -> list[counts.Property]:
    """What is told of each thing: names first, then what most things have."""
    ranks = {iri: rank for rank, iri in enumerate(FIRST)}
    shown = [one for one in found if one.iri != terms.TYPE]
    return sorted(shown, key=lambda one: (ranks.get(one.iri, len(FIRST)), -one.things, one.iri))[:COLUMNS]


def _column(address: Address, one: counts.Property) -> dict[str, Any]:
    by, down = address.order.predicate == one.iri, address.order.down
    order = Order(one.iri, by and not down)
    return {"cell": in_short(one.iri), "href": address.of(order=order), "by": by, "down": down}


def _rows(found: Sequence[Sequence[Any]], columns: Sequence[str], name: Names) -> Iterator[dict[str, Any]]:
    """A row for each thing, in the order of the answer, with what it has by each of the columns."""
    said: dict[Any, dict[str, list[Cell]]] = {}
    for thing, predicate, value in found:
        cells = said.setdefault(thing, {}).setdefault(predicate.value, [])
        cells.append(name.cell(value))
    spoken = ("", language())
    for thing, by in said.items():
        values = {
            iri: sorted(by.get(iri, ()), key=lambda one: (one.tag not in spoken, one.text)) for iri in columns
        }
        cells = [
            {"shown": some[:IN_A_CELL], "more": max(0, len(some) - IN_A_CELL)} for some in values.values()
        ]
        yield {"thing": name.cell(thing), "cells": cells}


def _held(address: Address, one: Held, name: Names) -> dict[str, Any]:
    return {
        "property": in_short(one.predicate),
        "value": name.cell(one.value),
        "href": address.of(others=address.things.without(one)),
    }


def _facets(address: Address, found: Sequence[counts.Property], name: Names) -> Iterator[dict[str, Any]]:
    """Properties of which several things share values, those with the fewest values first."""
    chosen = {one.predicate for one in address.things.held}
    wanted = [one for one in found if one.repeats and one.iri != terms.TYPE and one.iri not in chosen]
    for one in sorted(wanted, key=lambda one: (one.values, one.iri))[:FACETS]:
        text = things.values(address.things, one.iri, CHOICES)
        choices = [
            {
                "value": name.cell(value),
                "things": int(many.value),
                "href": address.of(others=address.things.having(Held(one.iri, value))),
            }
            for value, many in counts.answer(text).rows
            if value is not None and many is not None
        ]
        if choices:
            yield {
                "property": in_short(one.iri),
                "choices": choices,
                "more": max(0, one.values - CHOICES),
                "editor": asked_in_editor(text),
            }
