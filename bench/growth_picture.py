"""How the cost of ranking grows with the pool, as a picture: both axes by powers of ten."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from skillpath.bench.picture import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, across, picture, up
from skillpath.bench.ranking_speed import RankingSpeed

READING: Final = "reading once"

COLOURS: Final[Mapping[str, str]] = {
    "cascade": "#0067a5",
    "exhaustive": "#b65200",
    "bm25": "#3b7d23",
    "dense": "#8a3ffc",
    READING: "#52606e",
}
"""Line → its colour; other methods are not drawn."""

NAMES: Final = 0.18
"""Share of the width that is kept for the names of the lines."""

HEIGHT_OF_NAME: Final = 15.0

_STYLE: Final = ".line{stroke-width:2.5;fill:none}.grid{stroke:#e3e7eb}"


def growth_svg(runs: Sequence[RankingSpeed]) -> str:
    """Median milliseconds by candidates, one line a method; the same runs give the same bytes."""
    sizes = [math.log10(run.candidates) for run in runs]
    lines = {name: [math.log10(ms) for ms in of] for name, of in _lines(runs).items()}
    low = math.floor(min(min(line) for line in lines.values()))
    high = math.ceil(max(max(line) for line in lines.values()))

    def x(size: float) -> float:
        return across((1 - NAMES) * (size - sizes[0]) / max(sizes[-1] - sizes[0], 1e-9))

    def y(ms: float) -> float:
        return up((ms - low) / max(high - low, 1))

    shapes = [
        *(
            f'<line class="grid" x1="{LEFT}" x2="{x(sizes[-1])}" y1="{y(p)}" y2="{y(p)}"/>'
            f'<text class="q" x="{LEFT - 8}" y="{y(p) + 4}" text-anchor="end">{10.0**p:,g}</text>'
            for p in range(low, high + 1)
        ),
        *(
            f'<text class="q" x="{x(size)}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">'
            f"{run.candidates:,}</text>"
            for size, run in zip(sizes, runs, strict=True)
        ),
        *(
            f'<path class="line" stroke="{COLOURS[name]}" d="M'
            + "L".join(f"{x(size)} {y(ms)}" for size, ms in zip(sizes, line, strict=True))
            + f'"/>\n<text x="{x(sizes[-1]) + 6}" y="{place}" style="fill:{COLOURS[name]}">{name}</text>'
            for (name, line), place in zip(lines.items(), _apart(lines, y), strict=True)
        ),
        f'<text class="q" x="{LEFT}" y="16">milliseconds a role, median</text>',
        f'<text class="q" x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" text-anchor="end">candidates</text>',
    ]
    return picture(shapes, label="Cost of ranking by size of the pool", style=_STYLE)


def _lines(runs: Sequence[RankingSpeed]) -> dict[str, list[float]]:
    methods = [speed.method for speed in runs[0].ranking if speed.method in COLOURS]
    medians = {method: [run.speed(method).within(50) for run in runs] for method in methods}
    return medians | {READING: [run.read_once_ms for run in runs]}


def _apart(lines: Mapping[str, Sequence[float]], y: Callable[[float], float]) -> list[float]:
    """Where the name of each line stands: at its end, but below the name above it."""
    places: dict[str, float] = {}
    lowest = -math.inf
    for name in sorted(lines, key=lambda name: (y(lines[name][-1]), name)):
        lowest = max(y(lines[name][-1]) + 4, lowest + HEIGHT_OF_NAME)
        places[name] = lowest
    return [round(places[name], 1) for name in lines]
