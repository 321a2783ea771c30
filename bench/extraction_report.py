"""What ``bench extraction`` measured, as a document for programs and as a table for people."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from skillpath.bench.extraction import ExtractionScore
from skillpath.bench.extraction_gold import ExtractionGold
from skillpath.bench.table import Table, figure, known


def extraction_document(gold: ExtractionGold, scores: Sequence[ExtractionScore]) -> dict[str, Any]:
    """The report for ``--json``; a figure that is undefined is ``None``."""
    return {
        "gold": gold.name,
        "sentences": len(gold.sentences),
        "spans": len(gold.spans),
        "unknown_labels": gold.unknown,
        "rows": [
            {key: known(value) if isinstance(value, float) else value for key, value in asdict(score).items()}
            for score in scores
        ],
    }


def extraction_table(gold: ExtractionGold, scores: Sequence[ExtractionScore]) -> Table:
    """One row a method."""
    rows = [
        [score.method, *map(figure, (score.precision, score.recall, score.f1, score.rp5, score.rp10))]
        for score in scores
    ]
    title = f"Skills in {len(gold.sentences)} sentences and {len(gold.spans)} spans ({gold.name})"
    return Table(title, ["method", "precision", "recall", "F1", "RP@5", "RP@10"], rows)
