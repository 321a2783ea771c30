"""Browsing for those who write no SPARQL: the things of a class as a table, with facets and filters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Blueprint, abort, render_template, request, url_for

from skillpath.agency.dataset.graphs import Graph
from skillpath.errors import InputError, QueryError
from skillpath.ontology.dataset import terms
from skillpath.ontology.sparql.forms import Form
from skillpath.ontology.sparql.terms import Term
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

BY_THEMSELVES: Final = 2_000
"""So many are ordered by their IRIs where nothing else is asked for; more come as the store has them."""

IN_A_CELL: Final = 3
"""So many values of one property."""

ORDERED: Final = 20_000
"""More things than these are not put in order: it would take longer than a query may."""

NAMING: Final = (str(PREF_LABEL), terms.TITLE, terms.IDENTIFIER)
"""By the first of these that things have they are called, where there is a page about them."""


Row = Sequence[Term | None]


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
            kind=shown.kind,
            where=[things.told(one) for one in shown.held] or None,
            sort=sort or None,
            page=page if page > 1 else None,
        )


@BLUEPRINT.get("/browse")
def show() -> str:
    """Which classes there are; or the things of a class (``kind``) of a ``graph`` that hold what is said."""
    graph = graph_named(request.args.get("graph", ""))
    kind = request.args.get("kind", "")
    if not kind:
        return render_template(
            "analyst/browse.html", graphs=[_classes(one) for one in graphs() if one.always]
        )
    address = _address(graph, kind)
    found = counts.properties(graph.iri, kind)
    total = counts.number(things.number_of(address.things))
    if address.page > 1 and total is not None and (address.page - 1) * ON_A_PAGE >= total:
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
                "href": url_for("browse.show", graph=short(graph), kind=one.iri),
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
    except (InputError, QueryError) as error:
        abort(400, str(error))
    return Address(graph, wanted, order, asked_page(MOST_PAGES))


def _shown(address: Address, found: Sequence[counts.Property], total: int | None) -> dict[str, Any]:
    """``total`` is ``None`` where they are too many to be counted in time."""
    name, first = names(), (address.page - 1) * ON_A_PAGE
    sortable = total is not None and total <= ORDERED
    ordered = sortable and bool(address.order.predicate or (total or 0) <= BY_THEMSELVES)
    order = address.order if ordered else things.UNORDERED
    text = things.rows(address.things, order, first=first, most=ON_A_PAGE)
    answered = counts.tried(text)
    said = _by_thing(() if answered is None else answered.rows, name)
    naming = _naming(found) if any(thing.href for thing in said) else ""
    columns = _columns(found, naming)
    whole = things.rows(address.things, things.UNORDERED)
    return {
        "graph": {"name": short(address.graph), "called": called(address.graph)},
        "kind": in_short(address.things.kind),
        "total": total,
        "first": first,
        "page": address.page,
        "more": total is None or first + ON_A_PAGE < total,
        "address": address,
        "sortable": sortable,
        "naming": _column(address, naming) if naming else None,
        "columns": [_column(address, one) for one in columns],
        "rows": [
            {"thing": thing, "cells": [_cell(by.get(one, [])) for one in columns]}
            for thing, by in said.items()
        ],
        "held": [_held(address, one, name) for one in address.things.held],
        "in_time": answered is not None,
        "facets": [] if total is None else list(_facets(address, found, total, name)),
        "sparql": text,
        "editor": asked_in_editor(text),
        "files": {form.upper(): as_file(whole, form) for form in (Form.CSV, Form.JSON)},
    }


def _naming(found: Sequence[counts.Property]) -> str:
    having = {one.iri for one in found}
    return next((one for one in NAMING if one in having), "")


def _columns(found: Sequence[counts.Property], naming: str) -> list[str]:
    """What is told of each thing beside its name: names first, then what most things have."""
    ranks = {iri: rank for rank, iri in enumerate(NAMING)}
    shown = [one for one in found if one.iri not in (terms.TYPE, naming)]
    shown.sort(key=lambda one: (ranks.get(one.iri, len(NAMING)), -one.things, one.iri))
    return [one.iri for one in shown[:COLUMNS]]


def _column(address: Address, predicate: str) -> dict[str, Any]:
    by, down = address.order.predicate == predicate, address.order.down
    order = replace(address.order, predicate=predicate, down=by and not down)
    return {"cell": in_short(predicate), "href": address.of(order=order), "by": by, "down": down}


def _by_thing(found: Sequence[Row], name: Names) -> dict[Cell, dict[str, list[Cell]]]:
    """What each thing has by each property, in the order of the answer."""
    said: dict[Term | None, dict[str, list[Cell]]] = {}
    for thing, predicate, value in found:
        if predicate is not None:
            said.setdefault(thing, {}).setdefault(predicate.value, []).append(name.cell(value))
    return {name.cell(thing): by for thing, by in said.items()}


def _cell(values: Sequence[Cell]) -> dict[str, Any]:
    """Values of one property: of texts in several languages those in that of the page, if there are any."""
    own = [one for one in values if one.tag == language()]
    shown = sorted(own or values, key=lambda one: one.text)
    return {"shown": shown[:IN_A_CELL], "more": max(0, len(shown) - IN_A_CELL)}


def _held(address: Address, one: Held, name: Names) -> dict[str, Any]:
    return {
        "property": in_short(one.predicate),
        "value": name.cell(one.value),
        "href": address.of(others=address.things.without(one)),
    }


def _facets(
    address: Address, found: Sequence[counts.Property], total: int, name: Names
) -> Iterator[dict[str, Any]]:
    """Properties of which several things share values, those with the fewest values first."""
    chosen = {one.predicate for one in address.things.held}
    wanted = [one for one in found if one.repeats and one.iri != terms.TYPE and one.iri not in chosen]
    for one in sorted(wanted, key=lambda one: (one.values, one.iri))[:FACETS]:
        text = things.values(address.things, one.iri, CHOICES + 1)
        answered = counts.tried(text)
        rows = () if answered is None else answered.rows
        counted = [(value, int(many.value)) for value, many in rows if value is not None and many]
        if any(many < total for _, many in counted):
            yield {
                "property": in_short(one.iri),
                "choices": [
                    {
                        "value": name.cell(value),
                        "things": many,
                        "href": address.of(others=address.things.having(Held(one.iri, value))),
                    }
                    for value, many in counted[:CHOICES]
                ],
                "more": len(counted) > CHOICES,
                "editor": asked_in_editor(things.values(address.things, one.iri)),
            }
