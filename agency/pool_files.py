"""The files of a compiled pool: one an array, memory-mapped on opening, and one for the words."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from skillpath.reasoner import facts, histories
from skillpath.reasoner.facts import Facts
from skillpath.reasoner.histories import Histories, Vocabulary
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.terms import Layout, Terms

_TERMS: Final = ("starts", "code")


def save_pool(pool: Pool, folder: Path) -> None:
    """Writes a pool into an existing empty folder."""
    np.save(folder / "codes.npy", pool.codes)
    parts = (("history", pool.histories, histories.COLUMNS), ("fact", pool.facts, facts.COLUMNS))
    for prefix, part, names in (*parts, ("term", pool.terms, _TERMS)):
        for name in names:
            np.save(folder / f"{prefix}_{name}.npy", getattr(part, name))
    words = {
        "vocabulary": asdict(pool.histories.vocabulary),
        "locations": pool.facts.locations,
        "licences": pool.facts.licences,
        "day": pool.terms.day.isoformat(),
        "growing": pool.terms.growing,
    }
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def load_pool(folder: Path) -> Pool:
    """Opens a pool, its arrays memory-mapped."""
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    vocabulary = Vocabulary(**{name: tuple(iris) for name, iris in words["vocabulary"].items()})

    def arrays(prefix: str, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: _array(folder / f"{prefix}_{name}.npy") for name in names}

    return Pool(
        codes=_array(folder / "codes.npy"),
        histories=Histories(vocabulary, **arrays("history", histories.COLUMNS)),
        facts=Facts(tuple(words["locations"]), tuple(words["licences"]), **arrays("fact", facts.COLUMNS)),
        terms=Terms(
            layout=Layout.of(vocabulary),
            day=date.fromisoformat(words["day"]),
            growing=words["growing"],
            **arrays("term", _TERMS),
        ),
    )


def _array(path: Path) -> Any:
    return np.load(path, mmap_mode="r").view(np.ndarray)  # without memmap's own arithmetic
