"""The histories of a pool in files, one a column, mapped into memory by all processes that read them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from skillpath.reasoner.histories import COLUMNS, Histories, Vocabulary

_VOCABULARY: Final = "vocabulary.json"


def write_pool(histories: Histories, folder: Path) -> None:
    """Writes histories into an existing empty folder."""
    for name in COLUMNS:
        np.save(folder / f"{name}.npy", getattr(histories, name))
    (folder / _VOCABULARY).write_text(json.dumps(asdict(histories.vocabulary)), encoding="utf-8")


def open_pool(folder: Path) -> Histories:
    """The histories in a folder; what is not looked at is not read."""
    iris = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
    columns = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in COLUMNS}
    return Histories(Vocabulary(**{name: tuple(some) for name, some in iris.items()}), **columns)
