"""The picture as SVG, drawn on the server: for paper, and for a browser without JavaScript."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LINE: Final = 19
"""Height of a line of text in a box, in the picture's own units."""

PADDING: Final = 8

WIDTHS: Final = {"spell": 212, "claim": 212}
WIDTH: Final = 178
"""Width of a box by its kind, and of all others."""

CHARACTER: Final = 8.4
"""Width of a character, on the safe side."""

MOST_LINES: Final = 4

APART: Final = {"job-type": -9, "industry": -3, "shop-floor": 3, "claim": 9}
"""How far the lines of each channel leave a box from its middle, so that those of one pair stay apart."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text; ``x`` and ``y`` are its upper left corner, ``href`` may be ""."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    lines: tuple[str, ...]
    title: str
    href: str

    @property
    def baselines(self) -> list[tuple[float, str]]:
        """Where each line of text stands."""
        return [(self.y + PADDING + LINE * (i + 0.78), line) for i, line in enumerate(self.lines)]

    @property
    def middle(self) -> float:
        """Where a line of text is centred."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two boxes; ``path`` is the ``d`` of an SVG path."""

    path: str
    width: float
    channel: str
    similar: bool
    title: str


@dataclass(frozen=True, slots=True)
class Svg:
    """Boxes above lines."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def svg(drawing: Mapping[str, Any]) -> Svg:
    """The boxes and lines of a drawing (:func:`skillpath.web.drawing.drawing`)."""
    boxes = {node["id"]: _box(node) for node in drawing["nodes"]}
    lines = tuple(_line(boxes[edge["from"]], boxes[edge["to"]], edge) for edge in drawing["edges"])
    return Svg(tuple(boxes.values()), lines)


def _box(node: Mapping[str, Any]) -> Box:
    width = WIDTHS.get(node["group"], WIDTH)
    lines = tuple(
        textwrap.wrap(
            node["label"],
            int((width - 2 * PADDING) / CHARACTER),
            max_lines=MOST_LINES,
            placeholder="…",
        )
    )
    height = LINE * max(1, len(lines)) + 2 * PADDING
    return Box(
        node["x"] - width / 2,
        node["y"] - height / 2,
        width,
        height,
        node["group"],
        lines,
        node.get("title", ""),
        node.get("href", ""),
    )


def _line(left: Box, right: Box, edge: Mapping[str, Any]) -> Line:
    apart = APART.get(edge["channel"], 0)
    start, end = (left.x + left.width, left.y + left.height / 2), (right.x, right.y + right.height / 2)
    bend = max(40.0, (end[0] - start[0]) / 2)
    path = (
        f"M{start[0]:g} {start[1] + apart:g}C{start[0] + bend:g} {start[1] + apart:g} "
        f"{end[0] - bend:g} {end[1] + apart:g} {end[0]:g} {end[1] + apart:g}"
    )
    return Line(path, edge["width"], edge["channel"], edge["similar"], edge["title"])
