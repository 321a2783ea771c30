"""How much a ranking hangs on numbers that might be a little different.

Every draw is scored by the scorer itself (:mod:`skillpath.reasoner.score`) with other columns of T, other
doses and other weights; nothing is approximated along the way, so that where one path grows weaker another
takes over. Held fixed: the facts (spells, claims, requirements, which links there are), half-lives, the
years to mastery and how strongly a job type or an industry develops a skill.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.reweighed import Reweighed
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.doses import mastered_by
from skillpath.reasoner.doubt import Doubt
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Requirements, as_asked, weigh
from skillpath.reasoner.score import Floats, Mastered, contributions, strengths, total

NETWORKS: Final = 40
CRITERIA: Final = 25
"""Draws of the weights of the edges, each scored under every draw of the criteria (shares, importance)."""

DRAWS: Final = NETWORKS * CRITERIA

LEARNERS: Final = 10
"""Draws of what each channel counts, which every candidate's doses follow; the networks take turns."""

SEED: Final = 0

INTERVAL: Final = (0.05, 0.95)
"""The quantiles of the drawn scores that an interval spans."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """How robust a candidate's place is, and the score (0..1).

    ``stable`` is the share of the draws in which fewer than k others score better. ``low`` and ``high``
    span the scores under other weights of the edges alone, the score itself always among them.
    """

    candidate: str
    score: float
    stable: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Draws:
    """What is drawn for a role, whoever competes: most of the work, and small where it is kept.

    ``criteria`` are the requirements under other weights, ``learners`` the profile with other δ, ``columns``
    T as the requirements ask for it (nodes × requirements) under other weights of the edges.
    """

    criteria: tuple[Requirements, ...]
    learners: tuple[Profile, ...]
    columns: tuple["sparse.csr_array[np.float64]", ...]


@dataclass(frozen=True, slots=True, eq=False)
class DrawnScores:
    """The scores of a candidate, by draw: under all doubts, and under that of the edges alone.

    They hang on nobody else. ``score`` is the one without doubt.
    """

    candidate: str
    score: float
    everything: Floats
    edges: Floats


def draws(
    matcher: Matcher,
    reweighed: Reweighed,
    *,
    doubt: Doubt = Doubt(),  # noqa: B008 (immutable)
    seed: int = SEED,
) -> Draws:
    """Draws other numbers for the role of a matcher."""
    random = np.random.default_rng(seed)
    criteria = tuple(_criteria(matcher, doubt, random))
    learners = tuple(doubt.development(random, matcher.profile) for _ in range(LEARNERS))
    costs = (doubt.costs(random, matcher.network, reweighed.costs) for _ in range(NETWORKS))
    return Draws(criteria, learners, tuple(_columns(matcher, reweighed, one) for one in costs))


def drawn_scores(matcher: Matcher, candidates: Sequence[Candidate], drawn: Draws) -> list[DrawnScores]:
    """What candidates score for the role of a matcher, in their order, under all that is drawn for it."""
    scores = matcher.scores(candidates)
    everything, edges = _scored(matcher, candidates, drawn)
    return [
        DrawnScores(candidate.code, float(score), everything[:, place].copy(), edges[:, place].copy())
        for place, (candidate, score) in enumerate(zip(candidates, scores, strict=True))
    ]


def robustness(competing: Sequence[DrawnScores], *, top: int) -> list[Robustness]:
    """The robustness of candidates who compete with one another, and nobody else, for the ``top`` places.

    Raises :class:`ValueError` where nobody competes.
    """
    stable = _in_top(np.column_stack([one.everything for one in competing]), top).mean(axis=0)
    low, high = np.quantile(np.column_stack([one.edges for one in competing]), INTERVAL, axis=0)
    return [
        Robustness(
            one.candidate,
            one.score,
            float(share),
            float(min(below, one.score)),
            float(max(above, one.score)),
        )
        for one, share, below, above in zip(competing, stable, low, high, strict=True)
    ]


def _in_top(scores: Floats, top: int) -> NDArray[np.bool_]:
    """Draws × candidates: whether fewer than ``top`` others score better."""
    seen = ranked(scores)
    descending = -np.sort(-seen, axis=1)
    last_in = descending[:, min(top, scores.shape[1]) - 1]
    within: NDArray[np.bool_] = seen >= last_in[:, np.newaxis]
    return within


def _scored(matcher: Matcher, candidates: Sequence[Candidate], drawn: Draws) -> tuple[Floats, Floats]:
    """Scores by draw × candidate: under all doubts, and under that of the edges alone."""
    believed = _mastered(matcher, candidates, matcher.profile)
    learners = [_mastered(matcher, candidates, profile) for profile in drawn.learners]
    levels = matcher.requirements.levels
    everything, edges = [], []
    for draw, sparse_columns in enumerate(drawn.columns):
        columns = sparse_columns.toarray()
        same_doses = strengths(believed, columns, levels)
        edges.append(total(contributions(same_doses, matcher.requirements, matcher.profile)))
        strength = strengths(learners[draw % LEARNERS], columns, levels)
        everything += [total(contributions(strength, asked, matcher.profile)) for asked in drawn.criteria]
    return np.array(everything), np.array(edges)


def _criteria(matcher: Matcher, doubt: Doubt, random: np.random.Generator) -> Iterator[Requirements]:
    """The role's requirements under other weights."""
    for _ in range(CRITERIA):
        profile, importance = doubt.shares(random, matcher.profile), doubt.importance(random)
        yield weigh(matcher.network, matcher.role, profile, importance=importance)


def _mastered(matcher: Matcher, candidates: Sequence[Candidate], profile: Profile) -> Mastered:
    return mastered_by(matcher.network, candidates, profile, as_of=matcher.as_of)


def _columns(matcher: Matcher, reweighed: Reweighed, costs: Floats) -> "sparse.csr_array[np.float64]":
    asked = np.array([item.node for item in matcher.requirements.items], dtype=np.int64)
    columns = as_asked(matcher.network, matcher.requirements, reweighed.columns(asked, costs))
    return sparse.csr_array(columns)
