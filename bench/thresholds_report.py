"""Thresholds as tables for people and as a picture of the curve."""

from typing import Final

import numpy as np

from skillpath.agency.thresholds import MeasuredThresholds
from skillpath.bench.picture import HEIGHT, LEFT, RIGHT, TOP, WIDTH, across, picture, up
from skillpath.bench.table import Table
from skillpath.reasoner.rounding import POINTS

STEPS: Final = np.linspace(0.0, 1.0, 11)
"""Scores at which the curve is printed."""

_STYLE: Final = (
    ".band{stroke:#52606e;stroke-dasharray:4 4}"
    ".chance{stroke:#b65200;stroke-dasharray:2 4}.curve{stroke:#0067a5;stroke-width:2.5;fill:none}"
)


def thresholds_tables(measured: MeasuredThresholds) -> list[Table]:
    """The bands, and the curve at even steps."""
    found = measured.thresholds
    known = " and ".join(f"{source.moves} of {source.name}" for source in measured.gold)
    return [
        Table(
            f"Known moves ({known}) against {measured.random_pairs} random pairs; base rate "
            f"{found.base_rate:.2%}",
            ["in words", "from points", "known moves", "times chance", "of all moves", "of random pairs"],
            [
                [
                    band.word,
                    f"{band.start * POINTS:.1f}",
                    f"{band.known:.1%}",
                    f"{band.known / found.base_rate:.1f}",
                    f"{band.moves:.1%}",
                    f"{band.chance:.2%}",
                ]
                for band in found.bands
            ],
        ),
        Table(
            "The curve",
            ["points", "known moves"],
            [[f"{step * POINTS:.0f}", f"{found.curve.at(float(step)):.1%}"] for step in STEPS[:-1]],
            texts=0,
        ),
    ]


def curve_svg(measured: MeasuredThresholds) -> str:
    """The curve with its bands as a picture; the same measurement gives the same bytes."""
    found = measured.thresholds
    highest = _highest(measured)

    def y(known: float) -> float:
        return up(min(known / highest, 1.0))

    starts, known = found.curve.start, found.curve.known
    path = f"M{across(0)} {y(known[0])}" + "".join(
        f"H{across(s)}V{y(k)}" for s, k in zip(starts[1:], known[1:], strict=True)
    )
    lines = [
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(0)}" y2="{y(0)}"/>',
        *(
            f'<text class="q" x="{across(p / 100)}" y="{HEIGHT - 24}" text-anchor="middle">{p}</text>'
            for p in range(0, 101, 20)
        ),
        *(
            f'<text class="q" x="{LEFT - 8}" y="{y(k) + 4}" text-anchor="end">{k:.0%}</text>'
            for k in np.arange(0.0, highest + 1e-9, 0.1)
        ),
        *(
            f'<line class="band" x1="{across(b.start)}" x2="{across(b.start)}" y1="{TOP - 8}" y2="{y(0)}"/>'
            f'<text x="{across(b.start) + 5}" y="{TOP + 16 * i}">{b.word}</text>'
            for i, b in enumerate(found.bands)
            if b.start
        ),
        f'<line class="chance" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(found.base_rate)}" '
        f'y2="{y(found.base_rate)}"/>',
        f'<path class="curve" d="{path}H{across(1)}"/>',
        f'<text class="q" x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" text-anchor="end">points of 100; dotted: '
        f"random pairs ({found.base_rate:.1%})</text>",
        f'<text class="q" x="{LEFT}" y="16">known job moves among pairs of job types</text>',
    ]
    return picture(lines, label="Share of known job moves by score", style=_STYLE)


def _highest(measured: MeasuredThresholds) -> float:
    """The top of the picture, a full tenth: above the share at 90 points, since the last steps are noise."""
    return min(1.0, float(np.ceil(measured.thresholds.curve.at(0.9) * 10) / 10 + 0.1))
