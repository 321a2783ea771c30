"""``bench thresholds``: what scores mean, from known job moves against random pairs of job types."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.thresholds import GoldSource, MeasuredThresholds
from skillpath.bench.gold import Gold, read_gold
from skillpath.bench.threshold_fit import fit_thresholds
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.transfer import pair_scores

RANDOM_PAIRS: Final = 30_000
"""So many pairs of job types are drawn, each end with the same chance."""

Progress = Callable[[str, int, int], None]
Floats = NDArray[np.float64]
Jobs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moves:
    """Known moves between job types. One between nodes that stand for several is shared among their pairs."""

    origin: Jobs
    dest: Jobs
    weight: Floats


def measure_thresholds(
    network: Network,
    gold: Sequence[Path],
    *,
    release: str,
    day: str,
    base_rate: float | None = None,
    seed: int = 0,
    progress: Progress = lambda *_: None,
) -> MeasuredThresholds:
    """The thresholds of a release from files of known moves (as for :func:`read_gold`), each counting alike.

    ``base_rate`` is the share of known moves among random pairs; by default the mean, over the files, of how
    many of all ordered pairs of their job types they list. Raises :class:`InputError` for a file that cannot
    be taken.
    """
    files = [read_gold(network, path) for path in gold]
    moves = [known_moves(network, one) for one in files]
    origin, dest = random_pairs(network, seed=seed)
    scored = [
        pair_scores(network, one.origin, one.dest, lambda *at, name=file.name: progress(name, *at))
        for one, file in zip(moves, files, strict=True)
    ]
    chance = pair_scores(network, origin, dest, lambda *at: progress("random pairs", *at))
    return MeasuredThresholds(
        release=release,
        day=day,
        gold=tuple(_source(path, file) for path, file in zip(gold, files, strict=True)),
        random_pairs=len(chance),
        thresholds=fit_thresholds(
            np.concatenate(scored),
            np.concatenate([one.weight / one.weight.sum() for one in moves]),
            chance,
            base_rate=float(np.mean([density(file) for file in files])) if base_rate is None else base_rate,
        ),
    )


def known_moves(network: Network, gold: Gold) -> Moves:
    """The pairs of job types that a gold standard says are moves, each move weighing 1 in all."""
    pairs = [
        (origin, dest, 1 / (len(origins) * len(dests)))
        for o, d, grade in zip(gold.origin, gold.dest, gold.grade, strict=True)
        if grade > 0
        for origins, dests in [(gold.nodes[o], gold.nodes[d])]
        for origin in origins
        for dest in dests
        if origin != dest and network.skills_of(dest)
    ]
    origin, dest, weight = (np.array(column) for column in zip(*pairs, strict=True))
    return Moves(origin, dest, weight)


def random_pairs(network: Network, *, seed: int) -> tuple[Jobs, Jobs]:
    """Pairs of two different job types that need skills, drawn from all of the release."""
    jobs = [i for i, n in enumerate(network.nodes) if n.kind == ConceptKind.JOB_TYPE and network.skills_of(i)]
    origin, dest = np.random.default_rng(seed).choice(np.array(jobs), size=(2, RANDOM_PAIRS))
    return origin[origin != dest], dest[origin != dest]


def density(gold: Gold) -> float:
    """The share of all ordered pairs of a gold standard's nodes that it says are moves."""
    return float((gold.grade > 0).sum() / (len(gold.nodes) * (len(gold.nodes) - 1)))


def _source(path: Path, gold: Gold) -> GoldSource:
    return GoldSource(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), int((gold.grade > 0).sum()))
