"""``bench tune``: the numbers of the score under which known job moves are ranked best.

A coordinate search: one number after the other tries all values of its grid, the others as they are; the
best stays. Every trial is the product's own code under other numbers. The score of a job type is made of two
parts, the skills and the job type as a whole, and each number changes one of them or their shares, so that
only what it changes is worked out anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from skillpath.agency.intake.label_vectors import Embed
from skillpath.bench.gold import Gold, read_gold
from skillpath.bench.ranking import mean_average_precision
from skillpath.bench.scores import Floats, Jobs, Progress, baseline_scores, jobs_of, on_nodes, silent
from skillpath.graph.likeness import LikenessRule
from skillpath.graph.network import Network
from skillpath.graph.tuned import Tuned
from skillpath.graph.variants import JobTypeNetworks
from skillpath.ontology.catalogue import Catalogue
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Dimension, Profile
from skillpath.reasoner.role import Importance
from skillpath.reasoner.transfer import job_type_scores, scores_by_importance

GRID: Final[Mapping[str, tuple[float, ...]]] = {
    "information_power": (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0),
    "optional_weight": (0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0),
    "job_type_share": tuple(round(0.05 * step, 2) for step in range(2, 19)),
    "full_lift": (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0),
    "place_share": (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6),
    "optional_need": (0.0, 0.25, 0.5, 0.75, 1.0),
}
"""The numbers in the order of the search, and the values that each tries."""

NEUTRAL: Final = Tuned(
    information_power=1.0,
    optional_weight=1.0,
    job_type_share=0.5,
    full_lift=1.0,
    place_share=0.0,
    optional_need=1.0,
)
"""A start that owes nothing to an earlier search: what is rarer weighs as information theory has it, what is
optional as much as what is essential, skills as much as the job type, and the place in ISCO nothing."""

LEAST_GAIN: Final = 0.001
"""A value that ranks better by less than this does not replace the one that is there: the gold standards
know a MAP to ± 0.013 at best (95 %)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """MAP for a fixed role and for a fixed origin, one each a gold standard."""

    fixed_role: tuple[float, ...]
    fixed_origin: tuple[float, ...]

    @property
    def objective(self) -> float:
        """What the search makes as large as it can: the mean MAP over both directions and all sets."""
        return float(np.mean([*self.fixed_role, *self.fixed_origin]))

    def holds(self, floor: "Quality") -> bool:
        """Whether no MAP is below another's."""
        mine, least = (*self.fixed_role, *self.fixed_origin), (*floor.fixed_role, *floor.fixed_origin)
        return all(a >= b for a, b in zip(mine, least, strict=True))


@dataclass(frozen=True, slots=True)
class Trial:
    """One try: in which sweep which number got which value, and what came of it.

    ``kept``: the search went on from here. ``held``: no MAP was below the floor's.
    """

    sweep: int
    name: str
    value: float
    quality: Quality
    held: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Search:
    """A whole search: where it began and ended, every trial in between, and the floor it kept to."""

    golds: tuple[Gold, ...]
    floor: Quality
    start: Tuned
    before: Quality
    trials: tuple[Trial, ...]
    best: Tuned
    after: Quality
    settled: bool


def tune(
    network: Network,
    catalogue: Catalogue,
    files: Sequence[Path],
    *,
    start: Tuned,
    sweeps: int,
    embed: Embed | None = None,
    progress: Progress = silent,
) -> Search:
    """The search on gold standards, from the numbers of today.

    The floor is the best of all baselines, for each gold standard and direction; without ``embed`` those that
    read labels are left out. Raises :class:`InputError` for a gold standard that cannot be taken.
    """
    golds = [read_gold(network, file) for file in files]
    jobs = jobs_of(*golds)
    baselines = baseline_scores(network, jobs, embed, progress)
    floor = best_of([quality_of(golds, jobs, scores) for scores in baselines.values()])
    evaluate = Evaluator(network, JobTypeNetworks(catalogue), golds, progress)
    return search(golds, evaluate, floor, start, sweeps=sweeps)


Evaluate = Callable[[Tuned], Quality]


def search(golds: Sequence[Gold], evaluate: Evaluate, floor: Quality, start: Tuned, *, sweeps: int) -> Search:
    """The search, given what rates a setting; ``settled``: the last sweep changed nothing.

    A setting that ranks some gold standard worse than the floor, either way, is not taken. Where the start
    does so too, the search goes to what ranks best until it comes upon settings that hold.
    """
    best, quality, trials, settled = start, evaluate(start), [], False
    before = quality
    for sweep in range(1, sweeps + 1):
        began = best
        for name, values in GRID.items():
            tried = [(v, evaluate(replace(best, **{name: v}))) for v in values if v != getattr(best, name)]
            value, found = _choice(getattr(best, name), quality, tried, floor)
            trials += [Trial(sweep, name, v, q, q.holds(floor), kept=v == value) for v, q in tried]
            best, quality = replace(best, **{name: value}), found
        if settled := best == began:
            break
    return Search(tuple(golds), floor, start, before, tuple(trials), best, quality, settled)


def _choice(
    value: float, quality: Quality, tried: Sequence[tuple[float, Quality]], floor: Quality
) -> tuple[float, Quality]:
    """The best of what was tried, those that hold before those that do not; or the value that is there,
    unless the best is clearly better, or is the first that holds."""
    best = max(tried, key=lambda pair: (pair[1].holds(floor), pair[1].objective, -pair[0]))
    if best[1].holds(floor) != quality.holds(floor):
        return best if best[1].holds(floor) else (value, quality)
    return best if best[1].objective > quality.objective + LEAST_GAIN else (value, quality)


@dataclass
class Evaluator:
    """Rates settings on gold standards by the product's score; what was worked out before is kept."""

    network: Network
    job_types: JobTypeNetworks
    golds: Sequence[Gold]
    progress: Progress = silent
    _skills: dict[Importance, Floats] = field(default_factory=dict)
    _wholes: dict[LikenessRule, Floats] = field(default_factory=dict)
    _rated: dict[Tuned, Quality] = field(default_factory=dict)

    def __call__(self, tuned: Tuned) -> Quality:
        """The quality of one setting."""
        if tuned not in self._rated:
            self._rated[tuned] = quality_of(self.golds, self._jobs, self.scores(tuned))
            self.progress("trials", len(self._rated), len(self._rated) + 1)
        return self._rated[tuned]

    def scores(self, tuned: Tuned) -> Floats:
        """Scores of job types as :func:`job_type_scores` gives them, were these the tuned numbers."""
        skills, whole = self._skills_alone(tuned), self._job_type_alone(LikenessRule.tuned(tuned))
        share = np.where(self._skilled, tuned.job_type_share, 1.0)
        scores: Floats = (1 - share) * skills + share * whole
        return scores

    @property
    def _jobs(self) -> Jobs:
        return jobs_of(*self.golds)

    @property
    def _skilled(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Which roles ask for any skill; of the others the job type decides alone."""
        return np.array([bool(self.network.skills_of(int(job))) for job in self._jobs])

    def _skills_alone(self, tuned: Tuned) -> Floats:
        """Those of the whole line of the grid are worked out at once: they share the strengths."""
        wanted = Importance(optional=tuned.optional_weight, power=tuned.information_power)
        if wanted not in self._skills:
            lines = [replace(wanted, power=power) for power in GRID["information_power"]]
            lines += [replace(wanted, optional=factor) for factor in GRID["optional_weight"]]
            missing = [i for i in dict.fromkeys([wanted, *lines]) if i not in self._skills]
            told = _telling(self.progress, "skills")
            profile = alone(Dimension.SKILL)
            found = scores_by_importance(self.network, self._jobs, told, missing, profile=profile)
            self._skills |= dict(zip(missing, found, strict=True))
        return self._skills[wanted]

    def _job_type_alone(self, rule: LikenessRule) -> Floats:
        if rule not in self._wholes:
            network = self.job_types.under(rule)
            jobs = np.array(
                [network.index(self.network.nodes[job].iri) for job in self._jobs], dtype=np.int32
            )
            told = _telling(self.progress, "job types")
            self._wholes[rule] = job_type_scores(network, jobs, told, profile=alone(Dimension.JOB_TYPE))
        return self._wholes[rule]


def alone(dimension: Dimension) -> Profile:
    """The default profile, but that one dimension gets the whole score."""
    share = MappingProxyType({one: float(one is dimension) for one in Dimension})
    return replace(PROFILES[DEFAULT_PROFILE], share=share)


def quality_of(golds: Sequence[Gold], jobs: Jobs, scores: Floats) -> Quality:
    """MAP in both directions of one method's scores of job types."""
    matrices = [on_nodes(gold, jobs, {"": scores})[""] for gold in golds]
    return Quality(
        tuple(mean_average_precision(m.T, gold.gains.T) for gold, m in zip(golds, matrices, strict=True)),
        tuple(mean_average_precision(m, gold.gains) for gold, m in zip(golds, matrices, strict=True)),
    )


def best_of(qualities: Sequence[Quality]) -> Quality:
    """The best figure of any, each on its own: what all together are to be measured against."""

    def best(figures: Iterator[tuple[float, ...]]) -> tuple[float, ...]:
        return tuple(max(column) for column in zip(*figures, strict=True))

    return Quality(best(q.fixed_role for q in qualities), best(q.fixed_origin for q in qualities))


def _telling(progress: Progress, name: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)
