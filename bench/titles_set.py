"""Makes a gold standard of job titles of O*NET's titles, ESCO's names and the crosswalk between them.

By the rules of the MELO benchmark (Retyk et al. 2024): an occupation of O*NET counts where just one ESCO
occupation is its best match, by group, exactly, or as a narrower one. Half of the occupations, told apart by
their codes, is for tuning and the other for measuring.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from skillpath.bench.titles_gold import ANNOTATIONS, CORPUS, QUERIES
from skillpath.errors import InputError

MATCHES: Final[Mapping[str, int]] = {
    "exactISCO": 1,
    "exactMatch": 2,
    "narrowMatch": 3,
    "broadMatch": 4,
    "closeMatch": 5,
}
"""Kinds of match of the crosswalk, the best first."""

WORST: Final = 3
"""A best match of a worse kind than this says too little."""


def titles_set(crosswalk: Path, occupations: Path, *, half: int) -> Mapping[str, str]:
    """The three files of a gold standard, name → content; ``half``: 0 or 1.

    ``occupations``: ``occupations_en.csv`` of ESCO. Raises :class:`InputError` for files that are not these.
    """
    names, right, title = _names(occupations), _right(crosswalk), {}
    for row in _rows(crosswalk, "O*NET Id", "O*NET Title"):
        title[row["O*NET Id"].strip()] = row["O*NET Title"].strip()
    asked = [code for code in sorted(right) if right[code] in names and _half(code) == half]
    keys = {
        iri: [f"C{i:06d}_en_{j:03d}" for j in range(len(own))]
        for i, (iri, own) in enumerate(names.items(), 1)
    }
    corpus = (
        f"{key}\t{name}" for iri, own in names.items() for key, name in zip(keys[iri], own, strict=True)
    )
    queries = (f"Q{number:06d}\t{title[code]}" for number, code in enumerate(asked, 1))
    annotations = (
        f"Q{number:06d}\t0\t{key}\t1" for number, code in enumerate(asked, 1) for key in keys[right[code]]
    )
    files = {CORPUS: corpus, QUERIES: queries, ANNOTATIONS: annotations}
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()}


def _half(code: str) -> int:
    return int(hashlib.sha256(code.encode()).hexdigest(), 16) % 2


def _names(occupations: Path) -> dict[str, list[str]]:
    """IRI → all names of an occupation, the preferred one first."""
    return {
        row["conceptUri"]: [
            " ".join(name.split())
            for name in (row["preferredLabel"], *row["altLabels"].split("\n"))
            if name.strip()
        ]
        for row in _rows(occupations, "conceptUri", "preferredLabel", "altLabels")
    }


def _right(crosswalk: Path) -> dict[str, str]:
    """Code of O*NET → the one ESCO occupation that is its best match."""
    kinds: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(crosswalk, "O*NET Id", "ESCO or ISCO URI", "Type of Match"):
        kind = MATCHES[row["Type of Match"].strip().removeprefix("skos:")]
        kinds[row["O*NET Id"].strip()][row["ESCO or ISCO URI"].strip()] = kind
    best = {
        code: [iri for iri, kind in own.items() if kind == min(own.values())] for code, own in kinds.items()
    }
    return {
        code: iris[0] for code, iris in best.items() if len(iris) == 1 and min(kinds[code].values()) <= WORST
    }


def _rows(path: Path, *columns: str) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read {path}: {error}") from error
    missing = [column for column in columns if not rows or column not in rows[0]]
    if missing:
        raise InputError(f"{path} lacks the columns {', '.join(missing)}.")
    yield from rows
