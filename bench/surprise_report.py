"""What ``bench surprise`` found, as a document for programs and as tables for people."""

from collections.abc import Sequence
from typing import Any

from skillpath.bench.surprise import Found
from skillpath.bench.table import Table
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.shown import Document


def surprise_report(release: str, found: Sequence[Found], *, top: int) -> dict[str, Any]:
    """The report for ``--json``, at most ``top`` matches a role."""
    return {
        "release": release,
        "roles": [
            {
                "role": one.role,
                "good_points": round(one.good * POINTS, 1),
                "surprising": len(one.matches),
                "matches": list(one.matches[:top]),
            }
            for one in found
        ],
    }


def surprise_tables(found: Sequence[Found], *, top: int) -> list[Table]:
    """The report for people: a table a role."""
    return [
        Table(
            f"{one.role}: {len(one.matches)} surprising; a match is good from {one.good * POINTS:.1f} points",
            ["job type", "of the family", "what carries", "points", "usual", "z"],
            [_row(match) for match in one.matches[:top]],
            texts=3,
        )
        for one in found
    ]


def _row(match: Document) -> list[str]:
    return [
        match["job_type"]["label"],
        match["usual"]["family"],
        "; ".join(map(_carried, match["carried"])),
        f"{match['points']:.1f}",
        f"{match['usual']['points']:.1f}",
        f"{match['z']:.1f}",
    ]


def _carried(carried: Document) -> str:
    source, asked = carried["source"], carried["requirement"]
    known = "" if source == asked else f" ← {source['label']}"
    return f"{asked['label']}{known}"
