"""Learning the few weights of a profile from decisions, and whether that is worth anything on others.

Pairwise logistic regression (Burges et al. 2005, RankNet's loss on a linear score): of two candidates
decided about for one role, the better decided one should score higher. Strong priors hold the weights near
the profile that they start from (``scoring.md`` §8: with few labelled roles learned weights were no better
than expert values). What is learned is judged on roles that it was not learned from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from skillpath.reasoner.decided import DIMENSIONS, DecidedRole
from skillpath.reasoner.profile import Profile

Floats = NDArray[np.float64]

SHARE_SPREAD: Final = 0.15
BOTTLENECK_SPREAD: Final = 0.1
"""How far a share and the bottleneck may be expected to stray from where they start (standard deviations)."""

STEEPNESS: Final = 10.0
STEEPNESS_SPREAD: Final = 1.0
"""A lead of 10 points makes the odds e : 1 that the one ahead is decided better; learned too, its logarithm
straying by so much."""

DECIMALS: Final = 3
"""Learned numbers are rounded to so many decimals, and judged as rounded."""

LEAST_ROLES: Final = 8
LEAST_PAIRS: Final = 60
"""With fewer roles, or pairs of candidates decided differently, nothing is learned."""

FOLDS: Final = 10
RESAMPLES: Final = 2000


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How one role's decisions are ordered by weights that were learned from other roles.

    ``before`` and ``after`` are the shares of pairs in the right order, ties counting half.
    """

    role: str
    candidates: int
    pairs: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learned from all decisions, and how the same learning did on roles that it had not seen.

    ``gain`` is the mean over roles of after − before, ``gain_ci`` its 95 % interval over draws of roles.
    """

    base: Profile
    learned: Profile
    held_out: tuple[HeldOut, ...]
    gain: float
    gain_ci: tuple[float, float]

    @property
    def improves(self) -> bool:
        """Whether held-out decisions are surely ordered better: only then may the weights be adopted."""
        return self.gain_ci[0] > 0


def shortage(roles: Sequence[DecidedRole]) -> str:
    """Why these are too few decisions to learn from; "" where they are enough."""
    told = [role for role in roles if len(role.pairs[0])]
    pairs = sum(len(role.pairs[0]) for role in told)
    if len(told) < LEAST_ROLES:
        return (
            f"{len(told)} roles have candidates decided differently, and at least {LEAST_ROLES} are "
            "needed: weights are judged on roles that they were not learned from, and over fewer roles "
            "chance alone looks like a gain"
        )
    if pairs < LEAST_PAIRS:
        return (
            f"{pairs} pairs of candidates were decided differently for one role, and at least {LEAST_PAIRS} "
            "are needed: with fewer the weights only repeat what they started from"
        )
    return ""


def calibrate(roles: Sequence[DecidedRole], base: Profile, *, seed: int = 0) -> Calibration:
    """Learns shares and bottleneck from decided roles, starting from a profile.

    The roles are split into at most :data:`FOLDS` parts; each is judged by what the others taught. Roles
    without a pair teach nothing and are left out. The same input and seed give the same result.
    """
    told = [role for role in roles if len(role.pairs[0])]
    folds = np.random.default_rng(seed).permutation(len(told)) % min(FOLDS, len(told))
    held_out: dict[int, HeldOut] = {}
    for fold in np.unique(folds):
        learned = fit([role for role, part in zip(told, folds, strict=True) if part != fold], base)
        for i in np.flatnonzero(folds == fold).tolist():
            held_out[i] = _judged(told[i], base, learned)
    judged = tuple(held_out[i] for i in range(len(told)))
    gains = np.array([one.after - one.before for one in judged])
    return Calibration(base, fit(told, base), judged, float(gains.mean()), _interval(gains, seed))


def fit(roles: Sequence[DecidedRole], base: Profile) -> Profile:
    """The profile that is most likely after the decisions, given the priors; shares sum to 1.

    Minimised by L-BFGS-B within bounds: no share below 0, the bottleneck from 0 to 1.
    """
    pairs = _pairs(roles)
    start = np.array([*_shares(base), base.bottleneck, 0.0])
    spread = np.array([SHARE_SPREAD] * len(DIMENSIONS) + [BOTTLENECK_SPREAD, STEEPNESS_SPREAD])

    def loss(weights: Floats) -> tuple[float, Floats]:
        steepness = STEEPNESS * np.exp(weights[-1])
        lead, slope = pairs.leads(weights[: len(DIMENSIONS)], weights[-2])
        doubt = pairs.weight * expit(-steepness * lead)  # how much each pair still pulls
        strayed = (weights - start) / spread
        likely = pairs.weight @ np.logaddexp(0.0, -steepness * lead)
        pull = -steepness * np.append(doubt @ slope, doubt @ lead)
        return float(likely + strayed @ strayed / 2), pull + strayed / spread

    bounds = [(0.0, None)] * len(DIMENSIONS) + [(0.0, 1.0), (-3.0, 3.0)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    share = found[: len(DIMENSIONS)] / found[: len(DIMENSIONS)].sum()
    return replace(
        base,
        share={d: round(float(value), DECIMALS) for d, value in zip(DIMENSIONS, share, strict=True)},
        bottleneck=round(float(found[-2]), DECIMALS),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """All pairs of all roles: what the better decided candidate is ahead by.

    ``met`` and ``asked`` are pairs × dimensions, ``weakest`` is 0 and ``essential`` false where the role has
    no bottleneck. A role weighs as many as its decided candidates, however many pairs they make.
    """

    met: Floats
    asked: NDArray[np.bool_]
    weakest: Floats
    essential: NDArray[np.bool_]
    weight: Floats

    def leads(self, share: Floats, bottleneck: float) -> tuple[Floats, Floats]:
        """The difference of the scores in each pair, and its derivative by each share and the bottleneck."""
        sums = self.asked @ share
        sums = np.where(sums > 0, sums, 1.0)
        mean: Floats = self.met @ share / sums
        eta = bottleneck * self.essential
        by_share = (self.met - mean[:, np.newaxis] * self.asked) * ((1 - eta) / sums)[:, np.newaxis]
        by_bottleneck = self.essential * (self.weakest - mean)
        return (1 - eta) * mean + eta * self.weakest, np.column_stack([by_share, by_bottleneck])


def _pairs(roles: Sequence[DecidedRole]) -> _Pairs:
    parts = [(role, *role.pairs) for role in roles]
    return _Pairs(
        met=np.concatenate([role.met[better] - role.met[worse] for role, better, worse in parts]),
        asked=np.concatenate([np.tile(role.asked, (len(better), 1)) for role, better, _ in parts]),
        weakest=np.concatenate(
            [
                np.zeros(len(better)) if role.weakest is None else role.weakest[better] - role.weakest[worse]
                for role, better, worse in parts
            ]
        ),
        essential=np.concatenate(
            [np.full(len(better), role.weakest is not None) for role, better, _ in parts]
        ),
        weight=np.concatenate([np.full(len(b), len(role.grade) / max(len(b), 1)) for role, b, _ in parts]),
    )


def _shares(profile: Profile) -> list[float]:
    shares = [profile.share[dimension] for dimension in DIMENSIONS]
    return [share / sum(shares) for share in shares]


def _judged(role: DecidedRole, base: Profile, learned: Profile) -> HeldOut:
    return HeldOut(
        role=role.role,
        candidates=len(role.grade),
        pairs=len(role.pairs[0]),
        before=in_order(role, base),
        after=in_order(role, learned),
    )


def in_order(role: DecidedRole, profile: Profile) -> float:
    """The share of a role's pairs whose better decided candidate scores higher, ties counting half."""
    scores, (better, worse) = role.scores(profile), role.pairs
    lead = np.round(scores[better] - scores[worse], 12)  # what differs by rounding only is a tie
    return float(((lead > 0) + (lead == 0) / 2).mean())


def _interval(gains: Floats, seed: int) -> tuple[float, float]:
    drawn = np.random.default_rng(seed).integers(len(gains), size=(RESAMPLES, len(gains)))
    low, high = np.percentile(gains[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
