"""Why one candidate is above another, in sentences rendered from the document of the comparison."""

from collections.abc import Mapping
from typing import Any, Final

from skillpath.reasoner.texts.languages import listed

SENTENCES: Final[Mapping[str, str]] = {
    "equal": "{higher} and {lower} both have {high:.2f} points for {role} under “{profile}”.",
    "above": "{higher} has {difference:.2f} points more than {lower} ({high:.2f} and {low:.2f}) for {role} "
    "under “{profile}”.",
    "barred": "The filters leave {candidate} out: {outside_filter}.",
    "reasons": "{covered:.0%} of the difference comes from {reasons}.",
    "outweighs": "More than the whole difference comes from {reasons}.",
    "against": "In favour of {lower}: {against}.",
}
"""What is said → how; "outweighs" where others speak against."""

PART: Final = "{label} ({points:+.2f})"


def comparison_sentence(document: Mapping[str, Any]) -> str:
    """Who is above, by how much, the main reasons, and what speaks for the other."""
    first, second = document["first"], document["second"]
    higher, lower = (first, second) if document["score"] >= 0 else (second, first)
    side = 1 if higher is first else -1
    rows = [(row, side * row["points"]) for row in document["requirements"]]
    reasons = [_part(row, points) for row, points in rows if row["main"]]
    against = [_part(row, -points) for row, points in reversed(rows) if points < 0]
    kinds = [
        "above" if document["score"] else "equal",
        *(["reasons" if round(document["covered"], 2) <= 1 else "outweighs"] if reasons else []),
        *(["against"] if against else []),
    ]
    values = {
        "higher": higher["candidate"],
        "lower": lower["candidate"],
        "high": higher["points"],
        "low": lower["points"],
        "difference": abs(document["points"]),
        "role": document["role"]["title"],
        "profile": document["profile"],
        "covered": document["covered"],
        "reasons": listed(reasons, most=len(reasons)),
        "against": listed(against),
    }
    barred = [SENTENCES["barred"].format(**one) for one in (first, second) if one["outside_filter"]]
    return " ".join([*(SENTENCES[kind].format(**values) for kind in kinds), *barred])


def _part(row: Mapping[str, Any], points: float) -> str:
    asked = row["requirement"]
    label = f"other industries than {asked['label']}" if asked["inverted"] else asked["label"]
    return PART.format(label=label, points=points)
