"""Whether explanations are as deep for one group as for another: what a score rests on, in numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillpath.reasoner.evidence import Match
from skillpath.reasoner.parameters import Channel

DIRECT = "itself"
"""The kind of a path without a step: the candidate brings just what is asked for."""


@dataclass(frozen=True, slots=True)
class Depth:
    """Explanations of some matches, in the mean of all: ``met`` is the share of requirements with evidence,
    ``pieces`` how many spells and claims stand behind each of those, ``steps`` how long its path is.

    ``kinds``: kind of step → share of paths that take one (:data:`DIRECT`: those without any).
    ``channels``: the share of all points that comes through each.
    """

    matches: int
    met: float
    pieces: float
    steps: float
    kinds: Mapping[str, float]
    channels: Mapping[Channel, float]


def depth(matches: Sequence[Match]) -> Depth:
    """How deep explained matches are explained."""
    asked = [one for match in matches for one in match.evidence]
    met = [one for one in asked if one.source is not None]
    paths = [one.path for one in met if one.path is not None]
    kinds = Counter(kind for path in paths for kind in {str(step.kind) for step in path.steps} or {DIRECT})
    points = Counter[Channel]()
    for match in matches:
        points.update(match.by_channel())
    total = sum(points.values())
    return Depth(
        matches=len(matches),
        met=_share(len(met), len(asked)),
        pieces=_share(sum(len(one.contributions) for one in met), len(met)),
        steps=_share(sum(len(path.steps) for path in paths), len(paths)),
        kinds={kind: count / len(paths) for kind, count in sorted(kinds.items())},
        channels={channel: _share(points[channel], total) for channel in Channel},
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
