"""The picture for the browser: pyvis builds nodes and edges, our own script draws them.

pyvis's page is not used: it loads code from other hosts and writes titles as HTML.
"""

from typing import Any, Final

from skillpath.web.layout import COLUMN_GAP, ROW_GAP, layered
from skillpath.web.picture import Edge, Node, Picture
from skillpath.web.text import legible, points, slug

WIDEST: Final = 14.0
NARROWEST: Final = 1.0
"""Widths of the edges with the most and with no points."""

LEAST_SCALE: Final = 0.58
"""The picture is never drawn smaller than this at first: its text would be unreadable."""

LONGEST_LABEL: Final = 72
"""Characters of a label that fit into a box; the whole label shows when pointed at."""

KINDS: Final = {
    "candidate": "the candidate",
    "spell": "a spell of work",
    "claim": "a claim",
    "job type": "job type",
    "industry": "industry",
    "job in industry": "job type in an industry",
    "floor": "shop floor",
    "skill": "skill",
    "requirement": "asked for, and met at least in part",
    "unmet": "asked for, and nothing in the history carries to it",
    "role": "the role",
}
"""Kind of box → how it is spoken of when pointed at."""


def drawing(picture: Picture) -> dict[str, Any]:
    """What ``static/picture.js`` draws: ``nodes`` and ``edges`` of pyvis, and the picture's size."""
    # pyvis loads IPython, for which the first page does not wait.
    from pyvis.network import Network  # noqa: PLC0415

    places = layered(
        {key: node.column for key, node in picture.nodes.items()},
        [(edge.source, edge.target) for edge in picture.edges],
    )
    number = {key: i for i, key in enumerate(picture.nodes)}
    network = Network(directed=True)
    for key, node in picture.nodes.items():
        network.add_node(number[key], **_box(node, *places[key]))
    for column, text in _headings(picture).items():
        top = min(y for _, y in places.values()) - ROW_GAP
        network.add_node(
            f"heading {column}", label=text, shape="text", group="heading", x=column * COLUMN_GAP, y=top
        )
    heaviest = max((edge.points for edge in picture.edges), default=0.0)
    for edge in picture.edges:
        network.add_edge(number[edge.source], number[edge.target], **_line(edge, heaviest))
    return {"nodes": network.nodes, "edges": network.edges, **_size(list(places.values()))}


def _headings(picture: Picture) -> dict[int, str]:
    """Column → what stands in it; the columns between skills and requirements go without a heading."""
    last = max(node.column for node in picture.nodes.values())
    headings = {
        0: "candidate",
        1: "history",
        2: "experience of",
        3: "carries over",
        last - 1: "asked for",
        last: "role",
    }
    return {column: text for column, text in headings.items() if column <= last}


def _box(node: Node, x: float, y: float) -> dict[str, Any]:
    label = legible(node.label)
    return {
        "label": label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…",
        "title": f"{label}\n{KINDS[node.kind]}",
        "shape": "box",
        "group": slug(node.kind),
        "x": x,
        "y": y,
    }


def _line(edge: Edge, heaviest: float) -> dict[str, Any]:
    share = edge.points / heaviest if heaviest else 0.0
    said = f"{points(edge.points)} points, {edge.channel}" if edge.channel else "no points"
    return {
        "title": f"{legible(edge.text)}\n{said}",
        "channel": slug(edge.channel) or "unmet",
        "width": round(NARROWEST + share * (WIDEST - NARROWEST), 2),
        "arrows": "",
    }


def _size(places: list[tuple[float, float]]) -> dict[str, float]:
    """The picture's extent with headings and a margin, and how many pixels wide it is at least."""
    across, down = zip(*places, strict=True)
    width = max(across) - min(across) + COLUMN_GAP
    height = max(down) - min(down) + 2.5 * ROW_GAP
    return {"width": width, "height": height, "least_width": round(LEAST_SCALE * width)}
