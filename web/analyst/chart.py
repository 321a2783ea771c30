"""The rows of an answer as a chart: bars for a number of each thing, points for two numbers of each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.web.analyst.cells import Cell
from skillpath.web.analyst.table import Table

MOST_BARS: Final = 50
MOST_POINTS: Final = 2_000
"""What a reader can still take in; the first rows are drawn."""

WIDTH: Final = 720.0
HEIGHT: Final = 360.0
"""Extent of the axes of points, in the picture's own units."""

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
"""What the marks on an axis may be apart, but for a power of ten."""

MARKS: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A thing and its number; the bar is 100 wide where it is longest, and begins at ``x``."""

    cells: tuple[Cell, ...]
    value: Cell
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """``marks``: where numbers are marked on the axis, and how they are written."""

    column: str
    least: float
    most: float
    marks: tuple[tuple[float, str], ...]

    def place(self, value: float, extent: float) -> float:
        """Where a number stands on the axis."""
        return round((value - self.least) / (self.most - self.least) * extent, 2)


@dataclass(frozen=True, slots=True)
class Point:
    """A row by two of its numbers; ``text`` says it."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Either ``bars``, or ``points`` with their axes. ``left_out`` rows are missing: there is no room."""

    across: str
    up: str
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()
    axes: tuple[Axis, Axis] | None = None
    left_out: int = 0


def chart(table: Table, *, across: str = "", up: str = "") -> Chart | None:
    """The chart of two columns, chosen where they are not named; ``None`` where no column holds numbers."""
    numbers = [name for name in table.columns if name in table.numeric]
    if not numbers:
        return None
    high = up if up in numbers else numbers[0]
    others = [name for name in table.columns if name != high]
    words = [name for name in others if name not in table.numeric]
    wide = across if across in others else next(iter([*words, *others]), "")
    return _points(table, wide, high) if wide in table.numeric else _bars(table, wide, high)


def _bars(table: Table, across: str, up: str) -> Chart:
    high = table.columns.index(up)
    told = [place for place, name in enumerate(table.columns) if name == across]
    rows = [row for row in table.rows if row[high].value is not None]
    shown = [(tuple(row[at] for at in told), row[high], _value(row[high])) for row in rows[:MOST_BARS]]
    least = min([0.0, *(value for *_, value in shown)])
    extent = max([0.0, *(value for *_, value in shown)]) - least or 1.0
    bars = tuple(
        Bar(
            names,
            cell,
            round(100 * (min(value, 0.0) - least) / extent, 2),
            round(100 * abs(value) / extent, 2),
        )
        for names, cell, value in shown
    )
    return Chart(across, up, bars, left_out=len(table.rows) - len(bars))


def _points(table: Table, across: str, up: str) -> Chart:
    wide, high = table.columns.index(across), table.columns.index(up)
    rows = [row for row in table.rows if row[wide].value is not None and row[high].value is not None]
    shown = rows[:MOST_POINTS]
    x_axis = axis(across, [_value(row[wide]) for row in shown], WIDTH)
    y_axis = axis(up, [_value(row[high]) for row in shown], HEIGHT)
    points = tuple(
        Point(
            x_axis.place(_value(row[wide]), WIDTH),
            round(HEIGHT - y_axis.place(_value(row[high]), HEIGHT), 2),
            ", ".join(cell.text for cell in row if cell.text),
        )
        for row in shown
    )
    return Chart(across, up, (), points, (x_axis, y_axis), len(table.rows) - len(shown))


def _value(cell: Cell) -> float:
    return 0.0 if cell.value is None else cell.value


def axis(column: str, values: Sequence[float], extent: float) -> Axis:
    """An axis with round marks around some numbers.

    >>> [text for _, text in axis("n", [3.0, 17.0], 100.0).marks]
    ['0', '5', '10', '15', '20']
    """
    low, high = min(values), max(values)
    rough = (high - low or abs(high) or 1.0) / MARKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in STEPS if power * one >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = max(last, first + 1)
    made = Axis(column, first * step, last * step, ())
    marks = tuple(
        (made.place(at * step, extent), f"{round(at * step, 10):g}") for at in range(first, last + 1)
    )
    return Axis(column, made.least, made.most, marks)
