"""A soak for people and for programs."""

from typing import Any, Final

import numpy as np

from skillpath.bench.soak import Soak
from skillpath.bench.table import Table

_PERCENTS: Final = {"p50_ms": 50, "p95_ms": 95, "max_ms": 100}


def soak_document(found: Soak) -> dict[str, Any]:
    """The run for programs: times in milliseconds, memory in megabytes, every look at it."""
    grown = found.slope
    return {
        "candidates": found.candidates,
        "users": found.users,
        "seconds": found.seconds,
        "errors": dict(found.errors),
        "log": dict(found.log),
        "kinds": {
            kind: {"visits": len(ms)} | {key: float(np.percentile(ms, p)) for key, p in _PERCENTS.items()}
            for kind, ms in found.ms.items()
            if len(ms)
        },
        "memory": [
            {"seconds": look.at - found.looks[0].at, "server": look.server, "children": look.children}
            for look in found.looks
        ],
        "megabytes_an_hour": None
        if grown is None
        else {"value": grown.value, "low": grown.low, "high": grown.high},
    }


def soak_tables(found: Soak) -> list[Table]:
    """The run for people."""
    return [_visits(found), _whole(found)]


def _visits(found: Soak) -> Table:
    return Table(
        f"{found.users} users of {found.candidates:,} candidates for {found.seconds / 60:.1f} minutes",
        ["visit", "times", "a second", "median ms", "95 % ms", "longest ms"],
        [
            [
                kind,
                f"{len(ms):,}",
                f"{len(ms) / found.seconds:.2f}",
                *(f"{np.percentile(ms, percent):,.0f}" for percent in _PERCENTS.values()),
            ]
            for kind, ms in found.ms.items()
            if len(ms)
        ],
    )


def _whole(found: Soak) -> Table:
    grown, server = found.slope, [look.server for look in found.looks]
    change = "–" if grown is None else f"{grown.value:+.1f} ({grown.low:+.1f} … {grown.high:+.1f})"
    return Table(
        "All of it",
        ["measure", "value"],
        [
            ["visits", f"{sum(map(len, found.ms.values())):,}"],
            ["visits that failed", f"{sum(found.errors.values()):,}"],
            ["lines of the log: warnings", f"{found.log.get('warning', 0):,}"],
            ["lines of the log: errors", f"{found.log.get('error', 0):,}"],
            ["memory of the server, MB: at first", f"{server[0]:,.0f}"],
            ["memory of the server, MB: at last", f"{server[-1]:,.0f}"],
            ["memory of the server, MB: most", f"{max(server):,.0f}"],
            ["memory of its children, MB: most", f"{max(look.children for look in found.looks):,.0f}"],
            ["growth of the server, MB an hour (95 %)", change],
        ],
    )
