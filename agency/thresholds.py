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
from skillpath.reasoner.thresholds import WORTH_A_CALL, Band, Curve, Thresholds

FILE: Final = "thresholds.json"
"""The file in the folder of a release, and the one that ships in ``data/``."""


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
        """What a band means, in a sentence."""
        place = self.thresholds.bands.index(band)
        reach = _reach(band, self.thresholds.bands[place - 1] if place else None)
        return f"Of pairs of job types that score {reach}, {band.known:.1%} are known job moves."

    @property
    def good(self) -> float:
        """The score from which a match is good: worth a call."""
        return self.thresholds.start(WORTH_A_CALL)

    @property
    def basis(self) -> str:
        """What the meanings rest on, and what they do not say."""
        return (
            f"Of random pairs {self.thresholds.base_rate:.1%} are. Measured on job types under "
            f"“{DEFAULT_PROFILE}” (release {self.release}, {self.day}), for one with long experience in the "
            "first and nothing else: under other criteria a rough guide, and it does not know the person."
        )


def _reach(band: Band, above: Band | None) -> str:
    if above is None:
        return f"{band.start * POINTS:.1f} points or more"
    if band.start == 0:
        return f"less than {above.start * POINTS:.1f} points"
    return f"{band.start * POINTS:.1f} to {above.start * POINTS:.1f} points"


def band_document(measured: MeasuredThresholds, score: float) -> dict[str, str]:
    """The word for a score, what it means, and what that rests on."""
    return _document(measured, measured.thresholds.band(score))


def band_documents(measured: MeasuredThresholds) -> list[dict[str, str]]:
    """All words with what they mean, the best first."""
    return [_document(measured, band) for band in measured.thresholds.bands]


def _document(measured: MeasuredThresholds, band: Band) -> dict[str, str]:
    return {"word": band.word, "meaning": measured.meaning(band), "basis": measured.basis}


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
            f"{path.name} is damaged: delete it, or make it anew by `skillpath bench thresholds`."
        ) from error
