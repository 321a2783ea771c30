"""``bench quality``: the product's score and the baselines on one gold standard, as one report."""

from dataclasses import dataclass
from pathlib import Path

from skillpath.agency.intake.label_vectors import Embed
from skillpath.bench.agreement import Agreement, agreements
from skillpath.bench.gold import Gold, read_gold
from skillpath.bench.label_baselines import LABEL_BASELINES
from skillpath.bench.ranking import Ranking, rank_all
from skillpath.bench.scores import Floats, Progress, all_scores, jobs_of, on_nodes, silent
from skillpath.bench.signals import SIGNALS
from skillpath.bench.worst import WorstPair, worst_pairs
from skillpath.graph.network import Network


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What a run found: all methods in both directions, and their agreement with the gold standard.

    ``signals`` is the agreement of single signals, where asked for;
    ``worst`` are the pairs that the product ranks lowest, as many as were asked for; ``left_out`` names the
    methods that need packages which are not installed.
    """

    gold: Gold
    fixed_role: tuple[Ranking, ...]
    fixed_origin: tuple[Ranking, ...]
    agreements: tuple[Agreement, ...]
    signals: tuple[Agreement, ...]
    worst: tuple[WorstPair, ...]
    left_out: tuple[str, ...]


def run_quality(
    network: Network,
    gold: Path,
    *,
    grade: str | None = None,
    embed: Embed | None = None,
    worst: int = 0,
    signals: bool = False,
    seed: int = 0,
    resamples: int = 1000,
    progress: Progress = silent,
) -> QualityReport:
    """Ranks the pairs of a gold standard by every method, in both directions.

    A pair of nodes scores the mean over the pairs of job types that they stand for, whatever the method.
    Candidates of a query are all nodes of the gold standard but itself. Without ``embed`` the methods that
    read labels are left out. The same input and seed give the same report. Raises :class:`InputError` for a
    gold standard that cannot be taken (see :func:`read_gold`).
    """
    pairs = read_gold(network, gold, grade=grade)
    scores = all_scores(network, pairs, embed, progress)
    fixed_role = {method: matrix.T for method, matrix in scores.items()}
    return QualityReport(
        gold=pairs,
        fixed_role=rank_all(fixed_role, pairs.gains.T, pairs.dest_group, resamples=resamples, seed=seed),
        fixed_origin=rank_all(scores, pairs.gains, pairs.origin_group, resamples=resamples, seed=seed),
        agreements=agreements(pairs, scores),
        signals=agreements(pairs, _signals(network, pairs)) if signals else (),
        worst=worst_pairs(network, pairs, scores, most=worst),
        left_out=() if embed is not None else tuple(LABEL_BASELINES),
    )


def _signals(network: Network, gold: Gold) -> dict[str, Floats]:
    jobs = jobs_of(gold)
    return on_nodes(gold, jobs, {name: signal(network, jobs) for name, signal in SIGNALS.items()})
