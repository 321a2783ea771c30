"""The formulas of the score, once more, from docs/scoring.md; constants are those of the certificate."""

import math
from datetime import date
from typing import Any

Model = dict[str, Any]


def effective_years(spell: dict[str, Any], as_of: str, model: Model) -> float:
    """∫ max(ρ₀, 2^(−age/h)) over a spell up to the day; older than ``turn``, experience fades no more."""
    day, half_life, least = date.fromisoformat(as_of), model["half_life"], model["least_recency"]
    last = day if spell["end"] is None else min(day, date.fromisoformat(spell["end"]))
    first = min(date.fromisoformat(spell["start"]), last)
    begin, end = ((day - one).days / model["days_per_year"] for one in (first, last))
    rate, turn = math.log(2) / half_life, -half_life * math.log2(least) if least else math.inf
    fading: float = math.exp(-rate * min(end, turn)) - math.exp(-rate * min(begin, turn))
    lasting: float = least * (max(begin, turn) - max(end, turn)) if least else 0.0
    return float(fading / rate + lasting)


def mastery(dose: float, model: Model) -> float:
    """φ: concave, and 1 from the full dose on."""
    return min(1.0, (1 - math.exp(-dose)) / (1 - math.exp(-model["full_dose"])))


def dose_of(level: float, model: Model) -> float:
    """φ⁻¹: the dose that gives a mastery."""
    full: float = model["full_dose"]
    return full if level >= 1 else -math.log(1 - level * (1 - math.exp(-full)))


def importance(information: float, essential: bool, model: Model) -> float:
    """ω of a required skill."""
    power: float = max(information, model["least_information"]) ** model["information_power"]
    return power * float(model["essential_weight" if essential else "optional_weight"])


def narrower_weight(parent: float, child: float, power: float) -> float:
    """(IC(parent) / IC(child))^β."""
    return 1.0 if child <= parent else float((parent / child) ** power)
