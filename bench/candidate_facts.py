"""What filters ask of invented candidates: where they live, when they can begin, which licences they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np

from skillpath.bench.careers import unstated
from skillpath.reasoner.facts import UNKNOWN, Facts
from skillpath.reasoner.histories import NOTHING, starts_of
from skillpath.reasoner.licence import folded

COUNTRIES: Final[Mapping[str, tuple[float, tuple[str, ...]]]] = {
    "DE": (
        0.55,
        ("NW", "BY", "BW", "NI", "HE", "RP", "SN", "BE", "SH", "BB", "ST", "TH", "HH", "MV", "SL", "HB"),
    ),
    "AT": (0.2, ("9", "3", "4", "6", "7", "2", "5", "8", "1")),
    "CH": (0.1, ("ZH", "BE", "VD", "AG", "SG", "GE", "LU", "TI", "VS", "FR")),
    "NL": (0.08, ("ZH", "NH", "NB", "GE", "UT", "OV", "LI", "FR", "GR", "DR")),
    "PL": (0.07, ("14", "24", "30", "12", "02", "10", "22", "04")),
}
"""Country → share of the candidates, and the ISO 3166-2 codes of its parts, the most populous first."""

UNSTATED_LOCATION: Final = 0.05

AT_ONCE: Final = 0.4
UNSTATED_DAY: Final = 0.1
LONGEST_NOTICE: Final = 180
"""Days after which the last of the others can work."""

LICENCES: Final[Mapping[str, float]] = {
    "driving licence B": 0.5,
    "first aider": 0.1,
    "forklift": 0.08,
    "driving licence C": 0.05,
    "ADR": 0.02,
    "welder's certificate": 0.02,
}
"""Licence → share of the candidates who hold it."""


def _locations() -> Mapping[str, float]:
    """Place → share of the candidates; within a country by Zipf's law."""
    return {
        f"{country}-{part}": share / rank / sum(1 / (n + 1) for n in range(len(parts)))
        for country, (share, parts) in COUNTRIES.items()
        for rank, part in enumerate(parts, start=1)
    }


LOCATIONS: Final = _locations()


def candidate_facts(candidates: int, rng: np.random.Generator, *, as_of: date) -> Facts:
    """The facts of so many candidates as of a day."""
    shares = np.array(list(LOCATIONS.values()))
    location = rng.choice(len(shares), candidates, p=shares / shares.sum())
    notice = rng.integers(1, LONGEST_NOTICE, candidates, endpoint=True)
    notice[rng.random(candidates) < AT_ONCE] = 0
    holds = rng.random((candidates, len(LICENCES))) < np.array(list(LICENCES.values()))
    return Facts(
        locations=tuple(LOCATIONS),
        licences=tuple(map(folded, LICENCES)),
        location=unstated(location, UNSTATED_LOCATION, NOTHING, rng),
        available=unstated(as_of.toordinal() + notice, UNSTATED_DAY, UNKNOWN, rng),
        licence_starts=starts_of(holds.sum(axis=1)),
        licence=np.nonzero(holds)[1].astype(np.int32),
    )
