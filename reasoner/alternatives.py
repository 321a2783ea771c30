"""What else of a candidate's experience leads to a requirement: for explanations only, it brings no points.

Both are of the computation that made the score: the same masteries, the same columns of transfers. Only the
nearest thing is sought anew, since a transfer below the cut-off is none.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import LEARNING_KINDS, Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.evidence import Alternative, Learning, Nearest, RequirementEvidence, Teaching
from skillpath.reasoner.experience import CHANNELS, Experience
from skillpath.reasoner.histories import NOTHING
from skillpath.reasoner.score import Floats, carry

MOST_ALTERNATIVES: Final = 3
"""At most so many alternatives are shown for a requirement."""

LEAST_SHARE: Final = 0.5
"""An alternative must bring at least this share of what the winner brings."""


def alternatives(
    network: Network, known: Experience, evidence: Sequence[RequirementEvidence], columns: Floats
) -> list[list[Alternative]]:
    """For each requirement the nodes next to its winner, the best first, without paths; ties as for that one.

    ``columns``: T towards the requirements, nodes × requirements.
    """
    nodes, carried = known.nodes, carry(known.nodes, known.mastery, columns)
    least = [np.inf if e.source is None else LEAST_SHARE * e.mastery * e.transfer for e in evidence]
    winner = np.array([NOTHING if one.source is None else one.source for one in evidence], dtype=np.int64)
    place, column = np.nonzero((carried >= least) & (nodes[:, np.newaxis] != winner))
    transfer = columns[nodes[place], column]
    order = np.lexsort((nodes[place], -transfer, -carried[place, column], column))
    found: list[list[Alternative]] = [[] for _ in evidence]
    for i, own in zip(order.tolist(), column[order].tolist(), strict=True):
        if len(found[own]) < MOST_ALTERNATIVES:
            found[own].append(
                _alternative(network, known, evidence[own], place=place[i], transfer=float(transfer[i]))
            )
    return found


def _alternative(
    network: Network, known: Experience, evidence: RequirementEvidence, *, place: int, transfer: float
) -> Alternative:
    node, mastery = int(known.nodes[place]), float(known.mastery[place])
    strength = min(1.0, mastery * transfer / evidence.requirement.level)
    return Alternative(
        node=node,
        mastery=mastery,
        transfer=transfer,
        strength=strength,
        margin=evidence.strength - strength,
        path=None,
        taught_by=tuple(teachings(network, known, node)),
    )


def nearest(
    network: Network, known: Experience, evidence: RequirementEvidence, finder: PathFinder
) -> Nearest | None:
    """The mastered node from which most would carry to a requirement that nothing reaches."""
    if evidence.source is not None or evidence.requirement.inverted:
        return None
    mastered = {int(n): float(a) for n, a in zip(known.nodes, known.mastery, strict=True) if a > 0}
    path = finder.nearest(mastered, evidence.requirement.node)
    if path is None:
        return None
    return Nearest(
        node=path.source,
        mastery=mastered[path.source],
        transfer=path.transfer,
        path=path,
        taught_by=tuple(teachings(network, known, path.source)),
    )


def teachings(network: Network, known: Experience, node: int) -> Iterator[Teaching]:
    """What taught a node, spells first, with their shares of the dose."""
    rows: NDArray[np.int64] = known.rows_of(node)
    whole = known.dose[rows].sum()
    for row in rows:
        origin = int(known.origin[row])
        yield Teaching(
            item=int(known.item[row]),
            channel=CHANNELS[known.channel[row]],
            origin=origin,
            share=float(known.dose[row] / whole),
            learning=learning(network, origin, node),
        )


def learning(network: Network, origin: int, node: int) -> Learning | None:
    """The link by which an origin develops a node; ``None`` where they are one."""
    if origin == node:
        return None
    start, end = network.learning.indptr[origin], network.learning.indptr[origin + 1]
    at = start + np.searchsorted(network.learning.indices[start:end], node)  # sorted by row
    provenance = network.learning_provenance[at]
    return Learning(
        kind=LEARNING_KINDS[network.learning_kind[at]],
        strength=float(network.learning.data[at]),
        provenance=network.sources[provenance],
        author=network.authors[provenance],
    )
