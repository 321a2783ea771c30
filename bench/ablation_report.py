"""A report of ``bench ablation`` as a document for programs and as a table for people."""

from collections.abc import Iterator, Sequence
from typing import Any

from skillpath.bench.ablation import FULL, Ablation
from skillpath.bench.ranking import Ranking
from skillpath.bench.table import Table, figure, span


def ablation_document(found: Sequence[Ablation]) -> list[dict[str, Any]]:
    """The report for ``--json``, one entry a gold standard."""
    return [
        {
            "gold": one.gold.name,
            "fixed_role": [_entry(row) for row in one.fixed_role],
            "fixed_origin": [_entry(row) for row in one.fixed_origin],
        }
        for one in found
    ]


def ablation_tables(found: Sequence[Ablation]) -> list[Table]:
    """One table a gold standard: MAP of each row, and what the change does to it."""
    return [
        Table(
            f"Ablation ({one.gold.name}: {len(one.gold.grade)} pairs of {len(one.gold.nodes)} nodes; MAP)",
            ["model", "fixed role", "change", "95 %", "fixed origin", "change", "95 %"],
            [
                [role.method, *_cells(role), *_cells(origin)]
                for role, origin in zip(one.fixed_role, one.fixed_origin, strict=True)
            ],
        )
        for one in found
    ]


def _cells(row: Ranking) -> Iterator[str]:
    yield figure(row.map)
    change, low, high = _change(row)
    yield "" if row.method == FULL else f"{change:+.3f}"
    yield "" if row.method == FULL else span((low, high), "+.3f")


def _change(row: Ranking) -> tuple[float, float, float]:
    """By how much the row is better than the full model; + 0.0 makes 0.0 of −0.0."""
    return -row.lead + 0.0, -row.lead_ci[1] + 0.0, -row.lead_ci[0] + 0.0


def _entry(row: Ranking) -> dict[str, Any]:
    change, low, high = _change(row)
    return {"model": row.method, "map": row.map, "change": change, "change_ci": [low, high]}
