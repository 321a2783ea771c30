"""What ``bench paths`` found, as a document for programs and as tables for people."""

from collections.abc import Mapping
from typing import Any, Final

from skillpath.bench.paths import PathQuality
from skillpath.bench.table import Table, figure, known

MOST_KINDS: Final = 10
"""So many kinds of path have a line of their own in the table."""

EXACT: Final = 1e-12
"""A deviation below this is rounding, and shown as such: its digits differ from machine to machine."""


def paths_document(quality: PathQuality) -> dict[str, Any]:
    """The report for ``--json``; a figure that is undefined is ``None``."""
    return {
        "matches": quality.matches,
        "without_score": quality.without_score,
        "top_share": known(quality.top_share),
        "effective_paths": known(quality.paths),
        "effective_channels": known(quality.channels),
        "effective_kinds": known(quality.kinds),
        "by_channel": dict(quality.by_channel),
        "by_kind": dict(quality.by_kind),
        "deletion": {"largest_deviation": known(quality.deviation), "replaced": known(quality.replaced)},
    }


def paths_tables(quality: PathQuality, of: str) -> list[Table]:
    """The report for people; ``of`` says whose matches these are."""
    measures = {
        "matches with a score": str(quality.matches),
        "matches without": str(quality.without_score),
        "share of the score from its strongest path": figure(quality.top_share),
        "effective number of paths": figure(quality.paths),
        "effective number of channels": figure(quality.channels),
        "effective number of kinds of path": figure(quality.kinds),
        "deletions where another path took over": figure(quality.replaced),
        "largest deviation of a deletion": _deviation(quality.deviation),
    }
    return [
        Table(f"Paths ({of})", ["measure", "value"], [list(row) for row in measures.items()]),
        _shares("channel", quality.by_channel),
        _shares("kind of path", _shortened(quality.by_kind)),
    ]


def _deviation(value: float) -> str:
    return f"below {EXACT:g}" if value < EXACT else figure(value, ".1e")


def _shares(of: str, shares: Mapping[str, float]) -> Table:
    return Table("", [of, "share of the score"], [[name, figure(share)] for name, share in shares.items()])


def _shortened(shares: Mapping[str, float]) -> dict[str, float]:
    """The largest shares, the rest as one."""
    named, rest = list(shares.items())[:MOST_KINDS], list(shares.values())[MOST_KINDS:]
    return dict(named) | ({f"{len(rest)} other kinds": sum(rest)} if rest else {})
