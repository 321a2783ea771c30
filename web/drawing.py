"""The picture for the browser: pyvis builds nodes and edges, our own script draws them.

pyvis's page is not used: it loads code from other hosts and writes titles as HTML.
"""

from collections.abc import Callable
from typing import Any, Final

from flask import url_for

from skillpath.web.language import gettext, gettext_noop
from skillpath.web.layout import COLUMN_GAP, ROW_GAP, layered
from skillpath.web.picture import Edge, Node, Picture
from skillpath.web.text import legible, points, slug, term

WIDEST: Final = 14.0
NARROWEST: Final = 1.0
"""Widths of the edges with the most and with no points."""

LEAST_SCALE: Final = 0.58
"""The picture is never drawn smaller than this at first: its text would be unreadable."""

LONGEST_LABEL: Final = 72
"""Characters of a label that fit into a box; the whole label shows when pointed at."""

KINDS: Final = {
    "candidate": gettext_noop("the candidate"),
    "spell": gettext_noop("a spell of work"),
    "claim": gettext_noop("a claim"),
    "job type": gettext_noop("job type"),
    "industry": gettext_noop("industry"),
    "job in industry": gettext_noop("job type in an industry"),
    "floor": gettext_noop("shop floor"),
    "skill": gettext_noop("skill"),
    "requirement": gettext_noop("asked for, and met at least in part"),
    "unmet": gettext_noop("asked for, and nothing in the history carries to it"),
    "role": gettext_noop("the role"),
    "thing": gettext_noop("a thing with an IRI"),
    "text": gettext_noop("a text or a number"),
}
"""Kind of box → how it is spoken of when pointed at."""


def in_points(edge: Edge) -> str:
    """How much flows through an edge, in words."""
    if not edge.channel:
        return gettext("no points")
    return gettext("%(points)s points, %(channel)s", points=points(edge.points), channel=term(edge.channel))


def page_of(node: Node) -> str:
    """The address of what a box stands for; "" where there is none."""
    return url_for("concepts.show", iri=node.iri) if node.iri else ""


def nowhere(_: Node) -> str:
    """The address of a box that leads nowhere."""
    return ""


def drawing(
    picture: Picture,
    *,
    quantity: Callable[[Edge], str] = in_points,
    address: Callable[[Node], str] = nowhere,
    widest: float = WIDEST,
) -> dict[str, Any]:
    """What ``static/picture.js`` and ``svg.py`` draw: pyvis's ``nodes`` and ``edges``, and the size.

    ``quantity`` says of an edge what its width stands for, ``address`` where a click on a box leads; the edge
    with the most is ``widest``.
    """
    # pyvis loads IPython, for which the first page does not wait.
    from pyvis.network import Network  # noqa: PLC0415

    places = layered(
        {key: node.column for key, node in picture.nodes.items()},
        [(edge.source, edge.target) for edge in picture.edges],
    )
    number = {key: i for i, key in enumerate(picture.nodes)}
    network = Network(directed=True)
    for key, node in picture.nodes.items():
        network.add_node(number[key], href=address(node), **_box(node, *places[key]))
    top = min(y for _, y in places.values()) - ROW_GAP
    for column, text in picture.headings.items():
        network.add_node(
            f"heading {column}", label=text, shape="text", group="heading", x=column * COLUMN_GAP, y=top
        )
    heaviest = max((edge.points for edge in picture.edges), default=0.0)
    for edge in picture.edges:
        network.add_edge(
            number[edge.source],
            number[edge.target],
            **_line(edge, quantity(edge), _width(edge, heaviest, widest)),
        )
    return {"nodes": network.nodes, "edges": network.edges, **_size(list(places.values()), top)}


def _box(node: Node, x: float, y: float) -> dict[str, Any]:
    label = legible(node.label)
    return {
        "label": label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…",
        "title": f"{label}\n{gettext(KINDS[node.kind])}",
        "shape": "box",
        "group": slug(node.kind),
        "x": x,
        "y": y,
    }


def _width(edge: Edge, heaviest: float, widest: float) -> float:
    share = edge.points / heaviest if heaviest else 0.0
    return round(NARROWEST + share * (widest - NARROWEST), 2)


def _line(edge: Edge, said: str, width: float) -> dict[str, Any]:
    return {
        "title": f"{legible(edge.text)}\n{said}",
        "channel": slug(edge.channel) or "unmet",
        "similar": edge.similar,
        "width": width,
        "arrows": "",
    }


def _size(places: list[tuple[float, float]], top: float) -> dict[str, float]:
    """The picture's corner and extent with headings and a margin, and how many pixels wide it is at least."""
    across, down = zip(*places, strict=True)
    width = max(across) - min(across) + COLUMN_GAP
    height = max(down) - top + 1.5 * ROW_GAP
    return {
        "x": min(across) - COLUMN_GAP / 2,
        "y": top - ROW_GAP / 2,
        "width": width,
        "height": height,
        "least_width": round(LEAST_SCALE * width),
    }
