"""``bench quality``: the product's score and the baselines on one gold standard, as one report."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.bench.agreement import Agreement, agreements
from skillpath.bench.baselines import BASELINES
from skillpath.bench.gold import Gold, read_gold
from skillpath.bench.label_baselines import LABEL_BASELINES
from skillpath.bench.label_vectors import Embed, Vectors, skill_vectors
from skillpath.bench.ranking import Ranking, rank_all
from skillpath.bench.worst import WorstPair, worst_pairs
from skillpath.graph.network import Network
from skillpath.reasoner.transfer import job_type_scores

PRODUCT: Final = "skillpath"
"""The method that is the product's own score; it comes first."""

LABELS: Final = "labels of skills"
"""The name under which the progress of reading labels is told."""

Progress = Callable[[str, int, int], None]
"""Called with a method's name, how much of its work is done, and of how much."""

Floats = NDArray[np.float64]
Jobs = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What a run found: all methods in both directions, and their agreement with the gold standard.

    ``worst`` are the pairs that the product ranks lowest, as many as were asked for; ``left_out`` names the
    methods that need packages which are not installed.
    """

    gold: Gold
    fixed_role: tuple[Ranking, ...]
    fixed_origin: tuple[Ranking, ...]
    agreements: tuple[Agreement, ...]
    worst: tuple[WorstPair, ...]
    left_out: tuple[str, ...]


def _silent(method: str, done: int, total: int) -> None:
    """Show no progress."""


def run_quality(
    network: Network,
    gold: Path,
    *,
    grade: str | None = None,
    embed: Embed | None = None,
    worst: int = 0,
    seed: int = 0,
    resamples: int = 1000,
    progress: Progress = _silent,
) -> QualityReport:
    """Ranks the pairs of a gold standard by every method, in both directions.

    A pair of nodes scores the mean over the pairs of job types that they stand for, whatever the method.
    Candidates of a query are all nodes of the gold standard but itself. Without ``embed`` the methods that
    read labels are left out. The same input and seed give the same report. Raises :class:`InputError` for a
    gold standard that cannot be taken (see :func:`read_gold`).
    """
    pairs = read_gold(network, gold, grade=grade)
    scores = _scores(network, pairs, embed, progress)
    fixed_role = {method: matrix.T for method, matrix in scores.items()}
    return QualityReport(
        gold=pairs,
        fixed_role=rank_all(fixed_role, pairs.gains.T, pairs.dest_group, resamples=resamples, seed=seed),
        fixed_origin=rank_all(scores, pairs.gains, pairs.origin_group, resamples=resamples, seed=seed),
        agreements=agreements(pairs, scores),
        worst=worst_pairs(network, pairs, scores, most=worst),
        left_out=() if embed is not None else tuple(LABEL_BASELINES),
    )


def _scores(network: Network, gold: Gold, embed: Embed | None, progress: Progress) -> dict[str, Floats]:
    """Method → scores of nodes, origin × destination; the product's first."""
    jobs = np.array(sorted({job for node in gold.nodes for job in node}), dtype=np.int32)
    scores = {PRODUCT: job_type_scores(network, jobs, lambda done, total: progress(PRODUCT, done, total))}
    for method, baseline in _baselines(network, embed, progress).items():
        progress(method, 0, 1)
        scores[method] = baseline(network, jobs)
        progress(method, 1, 1)
    shares = _shares(gold, jobs)
    return {method: np.asarray(shares @ matrix @ shares.T) for method, matrix in scores.items()}


def _baselines(
    network: Network, embed: Embed | None, progress: Progress
) -> dict[str, Callable[[Network, Jobs], Floats]]:
    if embed is None:
        return dict(BASELINES)
    vectors = skill_vectors(network, embed, lambda done, total: progress(LABELS, done, total))
    return {**BASELINES, **{method: _reading(labels, vectors) for method, labels in LABEL_BASELINES.items()}}


def _reading(
    baseline: Callable[[Network, Jobs, Vectors], Floats], vectors: Vectors
) -> Callable[[Network, Jobs], Floats]:
    return lambda network, jobs: baseline(network, jobs, vectors)


def _shares(gold: Gold, jobs: Jobs) -> "sparse.csr_array[np.float64]":
    """Nodes × job types: a node is the even mixture of what it stands for."""
    sizes = np.array([len(node) for node in gold.nodes])
    columns = np.searchsorted(jobs, [job for node in gold.nodes for job in node])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_array((np.repeat(1 / sizes, sizes), columns, starts), shape=(len(sizes), len(jobs)))
