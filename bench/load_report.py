"""The viewer under load, as a document for programs and as tables for people."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from skillpath.bench.load import Load, Phase
from skillpath.bench.table import Table

_PERCENTS: Final = {"p50_ms": 50, "p95_ms": 95, "max_ms": 100}


def load_document(found: Load) -> dict[str, Any]:
    """The run for programs; times in milliseconds."""
    return {
        "candidates": found.candidates,
        "roles": found.roles,
        "rankings": {"compared": found.known.compared, "unequal": found.known.unequal},
        "first_ms": {
            "median": float(np.median(found.known.first_ms)),
            "max": float(found.known.first_ms.max()),
        },
        "errors": sum(sum(phase.errors.values()) for phase in found.phases),
        "wrong": sum(phase.wrong for phase in found.phases),
        "phases": [_entry(phase) for phase in found.phases],
    }


def load_tables(found: Load) -> list[Table]:
    """The run for people: the phases, and what they are set beside."""
    return [_phases_table(found), _ratios_table(found)]


def load_notes(found: Load) -> Sequence[str]:
    """What went wrong, by phase."""
    return [f"{phase.name}: {n} × {error}" for phase in found.phases for error, n in phase.errors.items()]


def _entry(phase: Phase) -> dict[str, Any]:
    written = phase.written
    return {
        "name": phase.name,
        "readers": phase.readers,
        "requests_per_second": phase.per_second,
        "errors": dict(phase.errors),
        "wrong": phase.wrong,
        "kinds": {
            kind: {"requests": len(ms)} | {key: phase.within(kind, p) for key, p in _PERCENTS.items()}
            for kind, ms in phase.ms.items()
            if len(ms)
        },
        "written": {
            "transactions": written.transactions,
            "into_and_out_of_the_best": len(written.changes.in_top),
            "releases": len(written.changes.releases),
        },
    }


def _phases_table(found: Load) -> Table:
    return Table(
        f"The viewer over {found.candidates:,} candidates, {found.roles} roles",
        ["readers", "page", "requests", "a second", "median ms", "95 % ms", "longest ms", "errors", "wrong"],
        [
            [
                phase.name,
                kind,
                f"{len(ms):,}",
                f"{len(ms) / phase.seconds:,.1f}",
                *(_ms(phase.within(kind, percent)) for percent in _PERCENTS.values()),
                f"{sum(phase.errors.values()):,}",
                f"{phase.wrong:,}",
            ]
            for phase in found.phases
            for kind, ms in phase.ms.items()
            if len(ms)
        ],
        texts=2,
    )


def _ratios_table(found: Load) -> Table:
    static, one, many, writer, releases = found.phases
    file, first = static.within("static", 50), float(np.median(found.known.first_ms))
    written = [phase.written for phase in (writer, releases)]
    return Table(
        "Beside one another",
        ["measure", "value"],
        [
            ["page of a role / static file, medians, one reader", f"{one.within('role', 50) / file:,.0f}"],
            ["page of a match / static file, medians, one reader", f"{one.within('match', 50) / file:,.0f}"],
            [
                "page of a role, first time after the start / later, medians",
                f"{first / one.within('role', 50):,.1f}",
            ],
            *(
                [
                    f"page of a role, 95 %: {phase.name} / one reader",
                    f"{phase.within('role', 95) / one.within('role', 95):,.1f}",
                ]
                for phase in (many, writer, releases)
            ),
            [f"requests a second: {many.name} / one reader", f"{many.per_second / one.per_second:.2f}"],
            ["transactions of the writer meanwhile", f"{sum(each.transactions for each in written):,}"],
            [
                "a candidate came into the best, or left them",
                f"{sum(len(each.changes.in_top) for each in written):,}",
            ],
            ["another release became current", f"{sum(len(each.changes.releases) for each in written):,}"],
            ["rankings on pages that were compared with the product's own", f"{found.known.compared:,}"],
            ["of these unequal", f"{found.known.unequal:,}"],
        ],
    )


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
