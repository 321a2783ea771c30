"""Why a candidate is not among the best, in sentences rendered from the document of it."""

from collections.abc import Mapping
from typing import Any, Final

SENTENCES: Final[Mapping[str, str]] = {
    "shown": "{candidate} is among the best {top}: rank {rank} of {total} with {points:.2f} points.",
    "behind": "{candidate} is rank {rank} of {total} with {points:.2f} points, {behind_points:.2f} behind "
    "{last[candidate]} on rank {last[rank]} ({last[points]:.2f}).",
    "barred": "The filters leave {candidate} out: {outside_filter}. So it is rank {rank} of "
    "{total} with {points:.2f} points",
    "besides": ", where {last[candidate]} on rank {last[rank]} has {last[points]:.2f}.",
    "alone": ", and so are all others.",
    "unknown": "{number} of what is asked for or on record is not in this release and counts as nothing.",
}
"""What is said → how; "besides" and "alone" go on from "barred"."""


def why_not_sentence(document: Mapping[str, Any]) -> str:
    """The rank, how far it is to the best, or which filters stand in the way."""
    said = "".join(SENTENCES[kind].format(**document) for kind in _kinds(document))
    unknown = SENTENCES["unknown"].format(number=len(document["unknown"])) if document["unknown"] else ""
    return f"{said} {unknown}".strip()


def _kinds(document: Mapping[str, Any]) -> tuple[str, ...]:
    if document["outside_filter"]:
        return ("barred", "alone" if document["last"] is None else "besides")
    return ("shown" if document["last"] is None else "behind",)
