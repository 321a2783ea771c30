"""What scores mean in a release, as it was measured: kept as JSON beside the release, or as shipped."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from skillpath.errors import WorkspaceError
from skillpath.ontology.files import write_atomically
from skillpath.reasoner.profile import DEFAULT_PROFILE
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.thresholds import Band, Curve, Thresholds

FILE: Final = "thresholds.json"
"""The file in the folder of a release, and the one that ships in ``data/``."""

NOT_THE_PERSON: Final = (
    f"Measured on job types under “{DEFAULT_PROFILE}”, for one with long experience in the first and nothing "
    "else: under other criteria a rough guide, and it does not know the person."
)


@dataclass(frozen=True, slots=True)
class GoldSource:
    """A file of known moves: its name, the SHA-256 of it, and how many of its moves were scored."""

    name: str
    sha256: str
    moves: int


@dataclass(frozen=True, slots=True)
class MeasuredThresholds:
    """Thresholds and where they come from: which release, moves and random pairs, on which day."""

    release: str
    day: str
    gold: tuple[GoldSource, ...]
    random_pairs: int
    thresholds: Thresholds

    def meaning(self, band: Band) -> str:
        """What a band means, in two sentences."""
        base, bands = self.thresholds.base_rate, self.thresholds.bands
        place = bands.index(band)
        reach = _reach(band, bands[place - 1] if place else None)
        return (
            f"Of pairs of job types that score {reach} points, {band.known:.1%} are known job moves; of random "
            f"pairs {base:.1%} are. {NOT_THE_PERSON}"
        )


def _reach(band: Band, above: Band | None) -> str:
    if above is None:
        return f"{band.start * POINTS:.1f} or more"
    if band.start == 0:
        return f"less than {above.start * POINTS:.1f}"
    return f"{band.start * POINTS:.1f} to {above.start * POINTS:.1f}"


def band_document(measured: MeasuredThresholds, score: float) -> dict[str, str]:
    """The word for a score, and what it means."""
    band = measured.thresholds.band(score)
    return {"word": band.word, "meaning": measured.meaning(band)}


def band_documents(measured: MeasuredThresholds) -> list[dict[str, str]]:
    """All words with what they mean, the best first."""
    return [{"word": band.word, "meaning": measured.meaning(band)} for band in measured.thresholds.bands]


def write_thresholds(path: Path, measured: MeasuredThresholds) -> None:
    """Writes them to a file, all or nothing."""
    write_atomically(path, json.dumps(thresholds_document(measured), indent=2) + "\n")


def thresholds_document(measured: MeasuredThresholds) -> dict[str, Any]:
    """The measurement as plain values."""
    found = measured.thresholds
    points: Sequence[tuple[float, float]] = list(
        zip(found.curve.start.tolist(), found.curve.known.tolist(), strict=True)
    )
    return {
        "release": measured.release,
        "day": measured.day,
        "gold": [asdict(source) for source in measured.gold],
        "random_pairs": measured.random_pairs,
        "base_rate": found.base_rate,
        "bands": [asdict(band) for band in found.bands],
        "curve": [{"start": start, "known": known} for start, known in points],
    }


def read_thresholds(path: Path) -> MeasuredThresholds:
    """Reads what :func:`write_thresholds` wrote; raises :class:`WorkspaceError` where that is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        curve = Curve(
            np.array([step["start"] for step in found["curve"]]),
            np.array([step["known"] for step in found["curve"]]),
        )
        bands = tuple(Band(**band) for band in found["bands"])
        return MeasuredThresholds(
            release=found["release"],
            day=found["day"],
            gold=tuple(GoldSource(**source) for source in found["gold"]),
            random_pairs=found["random_pairs"],
            thresholds=Thresholds(found["base_rate"], curve, bands),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorkspaceError(
            f"{path.name} of the release is damaged: delete it, or write it anew by `skillpath bench thresholds`."
        ) from error
