"""``bench ablation``: how much worse known job moves are ranked without each part of the model.

Every row is the product's own score on a network, or under numbers, without that part. What is left is not
tuned anew, so that a part which another could replace still looks needed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from skillpath.agency.intake.label_vectors import Embed, Vectors
from skillpath.bench.gold import Gold, read_gold
from skillpath.bench.ranking import Ranking, rank_all
from skillpath.bench.scores import LABELS, Floats, Jobs, Progress, jobs_of, on_nodes, silent
from skillpath.bench.skill_vectors import skill_vectors
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.likeness import LIKENESS, LikenessRule
from skillpath.graph.network import Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import Indices
from skillpath.graph.variants import with_edges, without
from skillpath.ontology.catalogue import Catalogue, ConceptKind
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Dimension, Profile
from skillpath.reasoner.role import IMPORTANCE, Importance
from skillpath.reasoner.transfer import AS_OF, job_type_scores

FULL: Final = "full model"

SIMILAR: Final = 0.5
"""Labels of skills whose embeddings have a larger cosine are similar (``scoring.md`` §1)."""

YEARS_AGO: Final = 10
"""So long ago ended the spell that shows what recency does."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a row scores with: the network, and the numbers that are no part of it."""

    network: Network
    profile: Profile = PROFILES[DEFAULT_PROFILE]
    importance: Importance = IMPORTANCE
    until: date | None = None

    def scores(self, jobs: Jobs, progress: Callable[[int, int], None]) -> Floats:
        """Scores of job types, origins × destinations."""
        return job_type_scores(
            self.network,
            jobs,
            progress,
            profile=self.profile,
            importance=self.importance,
            until=self.until,
        )


@dataclass(frozen=True, slots=True)
class Material:
    """All that the settings are made from; ``vectors`` are the labels of skills, where they can be read."""

    network: Network
    catalogue: Catalogue
    vectors: Vectors | None


@dataclass(frozen=True, slots=True)
class Ablation:
    """What a run found for one gold standard: the full model first; ``lead`` is what a part brings."""

    gold: Gold
    fixed_role: tuple[Ranking, ...]
    fixed_origin: tuple[Ranking, ...]


def ablation(
    network: Network,
    catalogue: Catalogue,
    files: Sequence[Path],
    *,
    embed: Embed | None = None,
    seed: int = 0,
    resamples: int = 1000,
    progress: Progress = silent,
) -> tuple[Ablation, ...]:
    """Ranks the pairs of gold standards by the full model and without each of :data:`PARTS`.

    Positions in ``network`` and in one compiled from ``catalogue`` are the same: it must be the release's.
    Without ``embed`` similar wording is left out. Raises :class:`InputError` for a gold standard that cannot
    be taken.
    """
    golds = [read_gold(network, file) for file in files]
    jobs = jobs_of(*golds)
    vectors = embed and skill_vectors(network, embed, lambda done, total: progress(LABELS, done, total))
    material = Material(network, catalogue, vectors)
    scores = {
        name: setting.scores(jobs, _telling(progress, name))
        for name, part in {FULL: _full, **PARTS}.items()
        if (setting := part(material)) is not None
    }
    return tuple(_rated(gold, jobs, scores, seed=seed, resamples=resamples) for gold in golds)


def _rated(gold: Gold, jobs: Jobs, scores: Mapping[str, Floats], *, seed: int, resamples: int) -> Ablation:
    nodes = on_nodes(gold, jobs, scores)
    turned = {name: matrix.T for name, matrix in nodes.items()}
    return Ablation(
        gold,
        rank_all(turned, gold.gains.T, gold.dest_group, resamples=resamples, seed=seed),
        rank_all(nodes, gold.gains, gold.origin_group, resamples=resamples, seed=seed),
    )


def _telling(progress: Progress, name: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)


Part = Callable[[Material], Setting | None]
"""The setting without a part of the model; ``None`` where it cannot be tried."""


def _full(material: Material) -> Setting:
    return Setting(material.network)


def _without(*kinds: EdgeKind, among: ConceptKind = ConceptKind.SKILL) -> Part:
    return lambda material: Setting(without(material.network, frozenset(kinds), among=among))


def _likeness(rule: LikenessRule) -> Part:
    return lambda material: Setting(compile_network(build_graph(material.catalogue), likeness_rule=rule))


def _job_type_gets(share: float) -> Part:
    shares = {Dimension.SKILL: 1 - share, Dimension.JOB_TYPE: share}
    whole = MappingProxyType({dimension: shares.get(dimension, 0.0) for dimension in Dimension})
    return lambda material: Setting(material.network, profile=replace(PROFILES[DEFAULT_PROFILE], share=whole))


def _evenly(material: Material) -> Setting:
    return Setting(material.network, importance=replace(IMPORTANCE, power=0.0))


def _long_ago(material: Material) -> Setting:
    return Setting(material.network, until=AS_OF.replace(year=AS_OF.year - YEARS_AGO))


def _similar_wording(material: Material) -> Setting | None:
    if material.vectors is None:
        return None
    source, target, cosine = similar_labels(material.vectors, material.network.of_kind(ConceptKind.SKILL))
    return Setting(with_edges(material.network, EdgeKind.RELATED, source, target, cosine**2))


def similar_labels(vectors: Vectors, skills: Indices) -> tuple[Indices, Indices, Floats]:
    """Pairs of skills whose labels have a cosine above :data:`SIMILAR`, each both ways round."""
    found: list[tuple[Indices, Indices, Floats]] = []
    for start in range(0, len(skills), 1024):
        block = skills[start : start + 1024]
        cosine = np.minimum(1.0, (vectors[block] @ vectors[skills].T).astype(np.float64))
        cosine[block[:, np.newaxis] == skills] = 0.0
        row, column = np.nonzero(cosine > SIMILAR)
        found.append((block[row], skills[column], cosine[row, column]))
    source, target, alike = (np.concatenate(part) for part in zip(*found, strict=True))
    return source, target, alike


PARTS: Final[Mapping[str, Part]] = {
    "without broader and narrower skills": _without(EdgeKind.BROADER, EdgeKind.NARROWER),
    "without related skills": _without(EdgeKind.RELATED),
    "without close matches": _without(EdgeKind.CLOSE_MATCH),
    "without skills essential for skills": _without(EdgeKind.ESSENTIAL_FOR, EdgeKind.NEEDS_ESSENTIAL),
    "without skills useful for skills": _without(EdgeKind.OPTIONAL_FOR, EdgeKind.NEEDS_OPTIONAL),
    "without any edge between skills": _without(*EdgeKind),
    "with similar wording of skills": _similar_wording,
    "all skills weigh the same": _evenly,
    "without the job type as a whole": _job_type_gets(0.0),
    "the job type as a whole alone": _job_type_gets(1.0),
    "without similar work": _without(EdgeKind.SIMILAR_WORK, among=ConceptKind.JOB_TYPE),
    "similar work by needs alone (no ISCO)": _likeness(replace(LIKENESS, place=0.0)),
    "similar work by ISCO alone": _likeness(replace(LIKENESS, place=1.0)),
    f"the spell ended {YEARS_AGO} years ago": _long_ago,
}
"""What is changed → the setting, in the order of the table."""
