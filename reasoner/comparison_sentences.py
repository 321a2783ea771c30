"""Why one candidate is above another, in sentences rendered from the document of the comparison."""

from collections.abc import Mapping
from typing import Any, Final

from skillpath.reasoner.sentences import listed

SENTENCES: Final[Mapping[str, str]] = {
    "equal": "{higher} and {lower} both have {high:.2f} points for {role} under “{profile}”.",
    "above": "{higher} has {difference:.2f} points more than {lower} ({high:.2f} and {low:.2f}) for {role} "
    "under “{profile}”.",
    "barred": "The profile's filter leaves {candidate} out: {outside_filter}.",
    "reasons": "{covered:.0%} of the difference comes from {parts}.",
    "outweighs": "More than the whole difference comes from {parts}.",
    "against": "For {lower} speak {parts}.",
}
"""What is said → how; "outweighs" where others speak against."""

PART: Final = "{label} ({points:+.2f})"


def comparison_sentence(document: Mapping[str, Any]) -> str:
    """Who is above, by how much, the main reasons, and what speaks for the other."""
    first, second = document["first"], document["second"]
    higher, lower = (first, second) if document["score"] >= 0 else (second, first)
    side = 1 if document["score"] >= 0 else -1
    rows = [
        (row["requirement"], side * row["points"], side * row["score"]) for row in document["requirements"]
    ]
    reasons = [_part(asked, points) for asked, points, _ in rows[: document["main"]]]
    against = [_part(asked, -points) for asked, points, score in reversed(rows) if score < 0 and points < 0]
    values = {
        "higher": higher["candidate"],
        "lower": lower["candidate"],
        "high": higher["points"],
        "low": lower["points"],
        "difference": abs(document["points"]),
        "role": document["role"]["title"],
        "profile": document["profile"],
        "covered": document["covered"],
    }
    kinds = ["above" if document["score"] else "equal"]
    said = [SENTENCES[kind].format(**values) for kind in kinds]
    said += [SENTENCES["barred"].format(**one) for one in (first, second) if one["outside_filter"]]
    if reasons:
        kind = "reasons" if document["covered"] <= 1 else "outweighs"
        said.append(SENTENCES[kind].format(**values, parts=listed(reasons, len(reasons))))
    if against:
        said.append(SENTENCES["against"].format(**values, parts=listed(against)))
    return " ".join(said)


def _part(asked: Mapping[str, Any], points: float) -> str:
    label = f"other industries than {asked['label']}" if asked["inverted"] else asked["label"]
    return PART.format(label=label, points=points)
