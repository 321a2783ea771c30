"""Rows that link one thing to another as a picture: boxes in columns, each link leading to the right."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from skillpath.reasoner.texts.languages import number
from skillpath.web.analyst.cells import Cell
from skillpath.web.analyst.table import Row, Table
from skillpath.web.drawing import KINDS, WIDEST
from skillpath.web.language import gettext, language
from skillpath.web.neighbourhood import LINK
from skillpath.web.picture import MOST_NODES, Edge, Key, Node, Picture

TRIPLE: Final = 3

ALIKE: Final = 2.0
"""Width of the lines where all weigh the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """From one thing to another; ``text`` says how, ``weight`` how much, 1 where the rows do not say."""

    source: Cell
    target: Cell
    text: str
    weight: float


def links(table: Table) -> list[Link]:
    """The links that the rows say; none where they say none.

    A row links what its first cell names to what its second one names, with a number in the third; or, as a
    triple, to its third by its second.
    """
    return [link for row in table.rows if (link := _link(row)) is not None]


def _link(row: Row) -> Link | None:
    if len(row) == TRIPLE and row[0].iri and row[1].iri and row[2].value is None and row[2].text:
        return Link(row[0], row[2], row[1].text, 1.0)
    if len(row) in (2, TRIPLE) and row[0].iri and row[1].iri:
        third = row[2] if len(row) == TRIPLE else None
        weight = 1.0 if third is None or third.value is None else third.value
        return Link(row[0], row[1], "" if third is None else third.text, weight)
    return None


def picture(drawn: Iterable[Link]) -> Picture:
    """The picture of some links; those for whose boxes there is no room are left out and counted."""
    boxes: dict[Key, Cell] = {}
    kept: list[tuple[Key, Key, Link]] = []
    left_out = 0
    for link in drawn:
        ends = {_key(link.source): link.source, _key(link.target): link.target}
        if len(boxes.keys() | ends.keys()) > MOST_NODES:
            left_out += 1
            continue
        boxes |= {key: cell for key, cell in ends.items() if key not in boxes}
        kept.append((_key(link.source), _key(link.target), link))
    columns = layers(boxes, [(source, target) for source, target, _ in kept])
    nodes = {key: Node(columns[key], _kind(cell), cell.text, cell.iri) for key, cell in boxes.items()}
    return Picture(nodes, [_edge(*one, columns) for one in kept if one[0] != one[1]], {}, left_out)


def layers(keys: Iterable[Key], edges: Iterable[tuple[Key, Key]]) -> dict[Key, int]:
    """A column for each box, right of all that lead to it; where they lead in a circle, it is cut once.

    >>> layers([("a",), ("b",), ("c",)], [(("a",), ("b",)), (("b",), ("c",)), (("c",), ("b",))])
    {('a',): 0, ('b',): 1, ('c',): 2}
    """
    after: dict[Key, list[Key]] = defaultdict(list)
    waiting = dict.fromkeys(keys, 0)
    for source, target in dict.fromkeys(edges):
        if source != target:
            after[source].append(target)
            waiting[target] += 1
    column = dict.fromkeys(waiting, 0)
    free = deque(key for key, count in waiting.items() if not count)
    while waiting:
        key = free.popleft() if free else _cut(waiting, column)
        del waiting[key]
        for target in after[key]:
            if target in waiting:
                column[target] = max(column[target], column[key] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    free.append(target)
    return column


def _cut(waiting: Mapping[Key, int], column: Mapping[Key, int]) -> Key:
    """Where a circle is entered: at a box that something has led to already, else at its first."""
    return max(waiting, key=lambda key: column[key] > 0)


def _edge(source: Key, target: Key, link: Link, columns: Mapping[Key, int]) -> Edge:
    how = f" ─{link.text}→ " if link.text else " → "
    said = f"{link.source.text}{how}{link.target.text}"
    ends = (source, target) if columns[source] < columns[target] else (target, source)
    return Edge(*ends, LINK, abs(link.weight), said)


def pages(drawn: Iterable[Link]) -> Callable[[Node], str]:
    """The address of what a box stands for; "" where there is none."""
    known = {cell.iri: cell for link in drawn for cell in (link.source, link.target)}
    return lambda node: known[node.iri].href if node.iri else ""


def widest(pictured: Picture) -> float:
    """How wide the widest line is drawn."""
    return ALIKE if len({edge.points for edge in pictured.edges}) <= 1 else WIDEST


def quantity(edge: Edge) -> str:
    """What the width of a line stands for."""
    return gettext("a row of the answer") if edge.points == 1 else number(edge.points, language(), decimals=2)


def _key(cell: Cell) -> Key:
    return ("iri", cell.iri) if cell.iri else ("text", cell.text, cell.tag)


def _kind(cell: Cell) -> str:
    if cell.kind in KINDS:
        return cell.kind
    return "thing" if cell.iri else "text"
