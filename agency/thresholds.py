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
from skillpath.reasoner.texts.band_wordings import Meaning
from skillpath.reasoner.texts.terms import PROFILES
from skillpath.reasoner.texts.voice import ENGLISH, Voice
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

    def meaning(self, band: Band, voice: Voice) -> str:
        """What a band means, in a sentence."""
        place = self.thresholds.bands.index(band)
        reach = _reach(band, self.thresholds.bands[place - 1] if place else None, voice)
        return voice.say(Meaning.KNOWN_MOVES, reach=reach, known=voice.percent(band.known, decimals=1))

    @property
    def good(self) -> float:
        """The score from which a match is good: worth a call."""
        return self.thresholds.start(WORTH_A_CALL)

    def basis(self, voice: Voice) -> str:
        """What the meanings rest on, and what they do not say."""
        return voice.say(
            Meaning.MEASURED,
            rate=voice.percent(self.thresholds.base_rate, decimals=1),
            profile=voice.term(PROFILES, DEFAULT_PROFILE),
            release=self.release,
            day=voice.day(self.day),
        )


def _reach(band: Band, above: Band | None, voice: Voice) -> str:
    start = voice.number(band.start * POINTS, decimals=1)
    if above is None:
        return voice.say(Meaning.OR_MORE, start=start)
    end = voice.number(above.start * POINTS, decimals=1)
    return voice.say(Meaning.LESS_THAN if band.start == 0 else Meaning.BETWEEN, start=start, end=end)


def band_document(measured: MeasuredThresholds, score: float, voice: Voice = ENGLISH) -> dict[str, str]:
    """The word for a score, what it means, and what that rests on; the word is a key of :data:`BANDS`."""
    return _document(measured, measured.thresholds.band(score), voice)


def band_documents(measured: MeasuredThresholds, voice: Voice = ENGLISH) -> list[dict[str, str]]:
    """All words with what they mean, the best first."""
    return [_document(measured, band, voice) for band in measured.thresholds.bands]


def _document(measured: MeasuredThresholds, band: Band, voice: Voice) -> dict[str, str]:
    return {"word": band.word, "meaning": measured.meaning(band, voice), "basis": measured.basis(voice)}


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
