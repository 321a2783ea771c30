"""What an edit of the ontology costs: T updated beside T rebuilt, in one run, and how much of it moves."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final

import numpy as np
from scipy import sparse

from skillpath.bench.edits import EDITS, edited
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.succession import succeed
from skillpath.graph.transfer import transfer_matrix
from skillpath.ontology.catalogue import Catalogue

SEED: Final = 20261101
"""Of the concepts and links that the edits concern."""

REPEATS: Final = 3
"""How often each is timed, in turn; the median counts."""


NOTICEABLE: Final = 0.001
"""What a transfer shown with three digits changes by."""


@dataclass(frozen=True, slots=True)
class MeasuredEdit:
    """One edit. ``edges``: transfer edges that changed; ``searched``: rows of T searched anew; ``moved``:
    rows that changed at all, ``noticeably`` by :data:`NOTICEABLE` or more; the times in milliseconds;
    ``graph_ms``: for what comes before either, the graph with its weights; ``equal``: to the bit."""

    edit: str
    edges: int
    searched: int
    moved: int
    noticeably: int
    update_ms: float
    rebuild_ms: float
    graph_ms: float
    equal: bool


def measure_updates(
    base: Network, catalogue: Catalogue, *, progress: Callable[[int, int], None]
) -> list[MeasuredEdit]:
    """Each of the :data:`EDITS`, done to a catalogue whose network is ``base``.

    ``progress`` is called with the edits done, and of how many.
    """
    found: list[MeasuredEdit] = []
    for name in EDITS:
        found.append(_measure(name, base, edited(catalogue, name, seed=SEED)))
        progress(len(found), len(EDITS))
    return found


def _measure(name: str, base: Network, catalogue: Catalogue) -> MeasuredEdit:
    start = perf_counter()
    graph = build_graph(catalogue)
    graph_ms = 1000 * (perf_counter() - start)
    after = compile_network(graph)
    iris = [node.iri for node in after.nodes]
    update_ms, rebuild_ms = _medians(
        lambda: succeed(base, iris, after.edges), lambda: transfer_matrix(after.edges.layered(), len(after))
    )
    succession = succeed(base, iris, after.edges)
    moved = succession.update.moved
    return MeasuredEdit(
        edit=name,
        edges=len(succession.update.edges),
        searched=len(succession.update.searched),
        moved=len(moved.rows),
        noticeably=len(moved.by_at_least(NOTICEABLE).rows),
        update_ms=update_ms,
        rebuild_ms=rebuild_ms,
        graph_ms=graph_ms,
        equal=_equal(succession.transfer, after.transfer),
    )


def _medians(*works: Callable[[], object]) -> list[float]:
    """How long each takes, in milliseconds; done in turn, so that what slows the machine slows all."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(REPEATS):
        for times, work in zip(taken, works, strict=True):
            start = perf_counter()
            work()
            times.append(1000 * (perf_counter() - start))
    return [median(times) for times in taken]


def _equal(one: "sparse.csc_array[np.float64]", other: "sparse.csc_array[np.float64]") -> bool:
    return all(
        getattr(one, part).tobytes() == getattr(other, part).tobytes()
        for part in ("indptr", "indices", "data")
    )
