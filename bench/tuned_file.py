"""The file of tuned numbers, as ``bench tune --write`` writes it: values, and where they come from."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

from skillpath.bench.tuning import Search

HEAD: Final = """\
# The numbers of the score that a search on gold standards chose. Written by `skillpath bench tune --write`:
# do not edit, search anew. What each means: graph/tuned.py, docs/scoring.md; the search: docs/tuning.md.
"""


def tuned_text(
    search: Search, files: Sequence[Path], graphs: Mapping[str, str], *, compiler: str, day: date
) -> str:
    """The file's text.

    ``files``: the gold standards of the search, in its order. ``graphs``: origin of each part of the
    release → SHA-256; ``compiler``: the rules that compiled it.
    """
    changed = sum(trial.kept for trial in search.trials)
    parts = [
        HEAD,
        "[values]\n" + _lines(asdict(search.best)),
        "[search]\n"
        + _lines(
            {
                "date": day,
                "method": "coordinate search for the greatest mean MAP of both directions",
                "constraint": "no MAP below the best baseline's",
                "sweeps": max((trial.sweep for trial in search.trials), default=0),
                "settled": search.settled,
                "trials": len(search.trials),
                "changes": changed,
                "map_before": round(search.before.objective, 4),
                "map_after": round(search.after.objective, 4),
            }
        ),
        "[start]\n" + _lines(asdict(search.start)),
        f"[release]\n{_lines({'compiler': compiler})}",
        "[release.graphs]\n" + "".join(f'"{origin}" = "{graphs[origin]}"\n' for origin in sorted(graphs)),
        *(_gold(search, number, path) for number, path in enumerate(files)),
    ]
    return "\n".join(parts)


def _gold(search: Search, number: int, path: Path) -> str:
    gold = search.golds[number]
    return "[[gold]]\n" + _lines(
        {
            "file": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "pairs": len(gold.grade),
            "nodes": len(gold.nodes),
            "fixed_role_before": round(search.before.fixed_role[number], 4),
            "fixed_role_after": round(search.after.fixed_role[number], 4),
            "fixed_role_best_baseline": round(search.floor.fixed_role[number], 4),
            "fixed_origin_before": round(search.before.fixed_origin[number], 4),
            "fixed_origin_after": round(search.after.fixed_origin[number], 4),
            "fixed_origin_best_baseline": round(search.floor.fixed_origin[number], 4),
        }
    )


def _lines(values: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_toml(value)}\n" for name, value in values.items())


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, date)):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
