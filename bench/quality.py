"""``bench quality``: the product's score and the baselines on one gold standard, as one report."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from skillpath.bench.baselines import BASELINES
from skillpath.bench.gold import Gold, read_gold
from skillpath.bench.product import product_scores
from skillpath.bench.ranking import Ranking, rank_all
from skillpath.graph.network import Network

PRODUCT: Final = "skillpath"
"""The method that is the product's own score; it comes first."""

Progress = Callable[[str, int, int], None]
"""Called with a method's name, how much of its work is done, and of how much."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What a run found. ``spearman`` is each method's correlation with the grade, empty without grades."""

    gold: Gold
    fixed_role: tuple[Ranking, ...]
    fixed_origin: tuple[Ranking, ...]
    spearman: Mapping[str, float]


def _silent(method: str, done: int, total: int) -> None:
    """Show no progress."""


def run_quality(
    network: Network,
    gold: Path,
    *,
    grade: str | None = None,
    seed: int = 0,
    resamples: int = 1000,
    progress: Progress = _silent,
) -> QualityReport:
    """Ranks the pairs of a gold standard by every method, in both directions.

    A pair of nodes scores the mean over the pairs of job types that they stand for, whatever the method.
    Candidates of a query are all nodes of the gold standard but itself. The same input and seed give the
    same report. Raises :class:`InputError` for a gold standard that cannot be taken (see :func:`read_gold`).
    """
    pairs = read_gold(network, gold, grade=grade)
    scores = _scores(network, pairs, progress)
    fixed_role = {method: matrix.T for method, matrix in scores.items()}
    return QualityReport(
        gold=pairs,
        fixed_role=rank_all(fixed_role, pairs.gains.T, pairs.dest_group, resamples=resamples, seed=seed),
        fixed_origin=rank_all(scores, pairs.gains, pairs.origin_group, resamples=resamples, seed=seed),
        spearman={
            method: _spearman(matrix[pairs.origin, pairs.dest], pairs.grade)
            for method, matrix in scores.items()
            if pairs.grade_column is not None
        },
    )


def _scores(network: Network, gold: Gold, progress: Progress) -> dict[str, Floats]:
    """Method → scores of nodes, origin × destination."""
    jobs = np.array(sorted({job for node in gold.nodes for job in node}), dtype=np.int32)
    shares = _shares(gold, jobs)
    scores = {PRODUCT: product_scores(network, jobs, lambda done, total: progress(PRODUCT, done, total))}
    for method, baseline in BASELINES.items():
        progress(method, 0, 1)
        scores[method] = baseline(network, jobs)
        progress(method, 1, 1)
    return {method: np.asarray(shares @ matrix @ shares.T) for method, matrix in scores.items()}


def _shares(gold: Gold, jobs: NDArray[np.int32]) -> "sparse.csr_array[np.float64]":
    """Nodes × job types: a node is the even mixture of what it stands for."""
    sizes = np.array([len(node) for node in gold.nodes])
    columns = np.searchsorted(jobs, [job for node in gold.nodes for job in node])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_array((np.repeat(1 / sizes, sizes), columns, starts), shape=(len(sizes), len(jobs)))


def _spearman(scores: Floats, grades: Floats) -> float:
    """Rank correlation; NaN where either side is constant."""
    if np.ptp(scores) == 0 or np.ptp(grades) == 0:
        return math.nan
    return float(stats.spearmanr(scores, grades).statistic)


# As a document and as tables ------------------------------------------------------------------------


def report_document(report: QualityReport) -> dict[str, Any]:
    """The report for ``--json``; a figure that is undefined is ``None``."""
    directions = {"fixed_role": report.fixed_role, "fixed_origin": report.fixed_origin}
    return {
        "gold": report.gold.name,
        "pairs": len(report.gold.grade),
        "nodes": len(report.gold.nodes),
        "skipped": dict(report.gold.skipped),
        "grade_column": report.gold.grade_column,
        "directions": {name: [_entry(row) for row in rows] for name, rows in directions.items()},
        "grade": [{"method": method, "spearman": _known(value)} for method, value in report.spearman.items()],
    }


def _entry(row: Ranking) -> dict[str, Any]:
    return {
        "method": row.method,
        "map": row.map,
        "ndcg20": row.ndcg20,
        "auc": _known(row.auc),
        "map_ci": list(row.map_ci),
        "lead": row.lead,
        "lead_ci": list(row.lead_ci),
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


Table = tuple[str, list[str], list[list[str]]]
"""A title, the columns, and the rows; all columns but the first hold numbers."""


def report_tables(report: QualityReport) -> list[Table]:
    """The report for people: a table for each direction, and one for the grade where there is one."""
    gold = report.gold
    left_out = ", ".join(f"{count} {reason}" for reason, count in gold.skipped.items() if count)
    size = f"{gold.name}: {len(gold.grade)} pairs of {len(gold.nodes)} nodes"
    columns = ["method", "MAP", "95 %", "nDCG@20", "AUC", f"{PRODUCT} ahead by", "95 %"]
    tables = [
        (
            f"Fixed role, origins ranked ({size}{left_out and f'; rows left out: {left_out}'})",
            report.fixed_role,
        ),
        ("Fixed origin, roles ranked", report.fixed_origin),
    ]
    shown: list[Table] = [(title, columns, [_cells(row) for row in rows]) for title, rows in tables]
    if report.spearman:
        rows = [[method, _figure(value)] for method, value in report.spearman.items()]
        shown.append((f"Correlation with {gold.grade_column}", ["method", "Spearman"], rows))
    return shown


def _cells(row: Ranking) -> list[str]:
    lead = [f"{row.lead:+.3f}", _span(row.lead_ci, "+.3f")] if row.method != PRODUCT else ["", ""]
    return [
        row.method,
        _figure(row.map),
        _span(row.map_ci, ".3f"),
        _figure(row.ndcg20),
        _figure(row.auc),
        *lead,
    ]


def _figure(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _span(ends: tuple[float, float], form: str) -> str:
    return f"{ends[0]:{form}} … {ends[1]:{form}}"
