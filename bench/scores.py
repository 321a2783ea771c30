"""Every method's scores of the nodes of a gold standard: the product's first, then the baselines'."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.agency.intake.label_vectors import Embed, Vectors
from skillpath.bench.baselines import BASELINES
from skillpath.bench.gold import Gold
from skillpath.bench.label_baselines import LABEL_BASELINES
from skillpath.bench.skill_vectors import skill_vectors
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


def silent(method: str, done: int, total: int) -> None:
    """Show no progress."""


def all_scores(network: Network, gold: Gold, embed: Embed | None, progress: Progress) -> dict[str, Floats]:
    """Method → scores of nodes, origin × destination; the product's first."""
    jobs = jobs_of(gold)
    scores = {PRODUCT: job_type_scores(network, jobs, lambda done, total: progress(PRODUCT, done, total))}
    scores |= baseline_scores(network, jobs, embed, progress)
    return on_nodes(gold, jobs, scores)


def jobs_of(*golds: Gold) -> Jobs:
    """The job types that the nodes of some gold standards stand for, sorted."""
    return np.array(sorted({job for gold in golds for node in gold.nodes for job in node}), dtype=np.int32)


def baseline_scores(
    network: Network, jobs: Jobs, embed: Embed | None, progress: Progress
) -> dict[str, Floats]:
    """Baseline → scores of job types; without ``embed`` those that read labels are left out."""
    scores = {}
    for method, baseline in _baselines(network, embed, progress).items():
        progress(method, 0, 1)
        scores[method] = baseline(network, jobs)
        progress(method, 1, 1)
    return scores


def on_nodes(gold: Gold, jobs: Jobs, scores: Mapping[str, Floats]) -> dict[str, Floats]:
    """Scores of job types as scores of nodes: a pair of nodes scores the mean over what they stand for."""
    shares = node_shares(gold, jobs)
    return {method: np.asarray(shares @ matrix @ shares.T) for method, matrix in scores.items()}


def node_shares(gold: Gold, jobs: Jobs) -> "sparse.csr_array[np.float64]":
    """Nodes × job types: a node is the even mixture of what it stands for."""
    sizes = np.array([len(node) for node in gold.nodes])
    columns = np.searchsorted(jobs, [job for node in gold.nodes for job in node])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_array((np.repeat(1 / sizes, sizes), columns, starts), shape=(len(sizes), len(jobs)))


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
