"""Why a known move may be ranked low: rules of thumb on what the release says of both sides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.bench.gold import Node
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.isco import skill_level
from skillpath.reasoner.parameters import GENERIC

THIN: Final = 5
"""Fewer essential skills than this say too little of a role."""

NEAR: Final = 0.01
"""Scores that differ by less (one point of 100) are nearly tied."""

REGULATED: Final = ("0", "2161", "22", "23", "261", "315", "32", "541", "83")
"""First digits of ISCO-08 codes that mostly take a licence: soldiers, architects, health, teaching, law,
ships and aircraft, guards and rescuers, drivers (directives 2005/36/EC and 2003/59/EC, and national law)."""


@dataclass(frozen=True)
class Move:
    """A pair of a gold standard, and how far those ranked above its origin are ahead (scores, each > 0)."""

    network: Network
    origin: Node
    dest: Node
    ahead: NDArray[np.float64]

    @cached_property
    def shared(self) -> list[int]:
        """Skills that both sides need, essentially or not."""
        sides = [{skill for job in side for skill in self.network.skills_of(job)} for side in self._sides]
        return sorted(sides[0] & sides[1])

    @cached_property
    def codes(self) -> tuple[list[str], list[str]]:
        """The ISCO-08 codes of both sides, where there are any."""
        origin, dest = ([c for job in s if (c := self.network.nodes[job].code)] for s in self._sides)
        return origin, dest

    @property
    def _sides(self) -> tuple[Node, Node]:
        return self.origin, self.dest


def causes(move: Move) -> tuple[str, ...]:
    """The names of all causes that apply, in the order of :data:`CAUSES`."""
    return tuple(name for name, applies in CAUSES.items() if applies(move))


def _only_generic(move: Move) -> bool:
    return bool(move.shared) and float(move.network.ic[move.shared].max()) <= GENERIC


def _level_differs(move: Move) -> bool:
    """By one level or more in the mean; not where a side has no code."""
    origin, dest = ([level for code in codes if (level := skill_level(code))] for codes in move.codes)
    return bool(origin and dest) and abs(float(np.mean(origin) - np.mean(dest))) >= 1


def _is_thin(move: Move) -> bool:
    """By the mean over the job types of the destination."""
    essential = [
        sum(kind is RelationKind.ESSENTIAL_SKILL for kind in move.network.skills_of(job).values())
        for job in move.dest
    ]
    return float(np.mean(essential)) < THIN


def _takes_licence(move: Move) -> bool:
    """A regulated destination, in another minor group (three digits) than the origin."""
    origin, dest = move.codes
    known = {code[:3] for code in origin}
    return any(code.startswith(REGULATED) and code[:3] not in known for code in dest)


def _nearly_tied(move: Move) -> bool:
    """Most of those ranked above are ahead by less than :data:`NEAR`."""
    return len(move.ahead) > 0 and float(np.mean(move.ahead < NEAR)) > 0.5


CAUSES: Final[Mapping[str, Callable[[Move], bool]]] = {
    "no shared skill": lambda move: not move.shared,
    "generic skills only": _only_generic,
    "level differs": _level_differs,
    "thin requirements": _is_thin,
    "licence": _takes_licence,
    "near tie": _nearly_tied,
}
"""What may be the cause → whether it applies, the strongest first."""
