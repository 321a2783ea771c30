"""A report of ``bench tune`` as a document for programs and as tables for people."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from skillpath.bench.table import Table, figure
from skillpath.bench.tuning import Quality, Search

FORM: Final = ".4f"
"""MAP to a digit more than elsewhere: a step of the search is small."""


def tuning_document(search: Search) -> dict[str, Any]:
    """The search for ``--json``."""
    return {
        "golds": [gold.name for gold in search.golds],
        "best_baselines": _entry(search.floor),
        "start": {"values": asdict(search.start), **_entry(search.before)},
        "trials": [
            {
                "sweep": trial.sweep,
                "name": trial.name,
                "value": trial.value,
                **_entry(trial.quality),
                "held": trial.held,
                "kept": trial.kept,
            }
            for trial in search.trials
        ],
        "settled": search.settled,
        "best": {"values": asdict(search.best), **_entry(search.after)},
    }


def tuning_tables(search: Search) -> list[Table]:
    """Every trial, then what was found."""
    golds = [gold.name for gold in search.golds]
    measures = [f"{number}: {way}" for number in range(1, len(golds) + 1) for way in ("role", "origin")]
    named = "; ".join(f"{number}: {name}" for number, name in enumerate(golds, start=1))
    start = ["", "as it is", "", *_cells(search.before), ""]
    floor = ["", "best baseline of each", "", *_cells(search.floor), ""]
    trials = [
        [
            str(trial.sweep),
            trial.name,
            f"{trial.value:g}",
            *_cells(trial.quality),
            "kept" if trial.kept else "" if trial.held else "below a baseline",
        ]
        for trial in search.trials
    ]
    found = ["", "as found", "", *_cells(search.after), ""]
    columns = ["sweep", "number", "value", *measures, "mean", "what became of it"]
    before, after = asdict(search.start), asdict(search.best)
    rows = [[name, f"{before[name]:g}", f"{after[name]:g}"] for name in before]
    state = "the last sweep changed nothing" if search.settled else "stopped before a sweep changed nothing"
    return [
        Table(
            f"The search (MAP for a fixed role and a fixed origin; {named})",
            columns,
            [floor, start, *trials, found],
            texts=2,
        ),
        Table(f"The numbers ({len(search.trials)} trials; {state})", ["number", "before", "found"], rows),
    ]


def _cells(quality: Quality) -> Sequence[str]:
    pairs = zip(quality.fixed_role, quality.fixed_origin, strict=True)
    return [*(figure(one, FORM) for pair in pairs for one in pair), figure(quality.objective, FORM)]


def _entry(quality: Quality) -> dict[str, Any]:
    return {
        "fixed_role": list(quality.fixed_role),
        "fixed_origin": list(quality.fixed_origin),
        "mean": quality.objective,
    }
