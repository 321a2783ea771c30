"""How far experience carries from one job type to another: the product's own score, on a standard pair."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.doses import mastered_by
from skillpath.reasoner.experience import experiences
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Profile
from skillpath.reasoner.role import IMPORTANCE, Importance, role_of_job_type, weigh
from skillpath.reasoner.score import Floats, contributions, strengths, total

LONG_SPELL: Final = 10
"""Years in the origin's job type: long enough to have mastered all that it teaches."""

AS_OF: Final = date(2025, 1, 1)
"""A fixed day, so that scores of job types are the same figures on every day."""

_BLOCK: Final = 512
"""Origins scored at once: with few, what is computed on the way stays in the processor's cache."""


def typical_candidate(
    network: Network, job_type: int, *, as_of: date, until: date | None = None
) -> Candidate:
    """A candidate with one long spell in a job type, in no industry in particular, up to the day.

    ``until``: the day on which the spell ended, if it did.
    """
    node = network.nodes[job_type]
    spell = Spell(job_type=node.iri, industry=None, start=_long_before(until or as_of), end=until)
    return Candidate(code=f"One with {LONG_SPELL} years as {node.label}", spells=(spell,))


def typical_of_industry(network: Network, industry: int, *, as_of: date) -> Candidate:
    """A candidate with one long spell in an industry, in no job type in particular, up to the day."""
    node = network.nodes[industry]
    return Candidate(
        code=f"One with {LONG_SPELL} years in {node.label}",
        spells=(Spell(job_type=None, industry=node.iri, start=_long_before(as_of)),),
    )


def _long_before(day: date) -> date:
    return date(day.year - LONG_SPELL, day.month, min(day.day, 28))


def job_type_scores(
    network: Network,
    jobs: NDArray[np.int32],
    progress: Callable[[int, int], None],
    *,
    profile: Profile = PROFILES[DEFAULT_PROFILE],
    importance: Importance = IMPORTANCE,
    until: date | None = None,
) -> Floats:
    """Scores of job types (positions), origins × destinations, under the default profile.

    An origin is a candidate with a long spell in it and nothing else (that ended on ``until``, if given), a
    destination the role that asks for just what the job type asks for. ``progress`` is called with the roles
    done, and of how many.
    """
    (scores,) = scores_by_importance(network, jobs, progress, [importance], profile=profile, until=until)
    return scores


def scores_by_importance(
    network: Network,
    jobs: NDArray[np.int32],
    progress: Callable[[int, int], None],
    importances: Sequence[Importance],
    *,
    profile: Profile = PROFILES[DEFAULT_PROFILE],
    until: date | None = None,
) -> list[Floats]:
    """:func:`job_type_scores` under several importances of skills, which leave the strengths as they are."""
    typical = [typical_candidate(network, int(job), as_of=AS_OF, until=until) for job in jobs]
    blocks = [typical[start : start + _BLOCK] for start in range(0, len(typical), _BLOCK)]
    pools = [mastered_by(network, block, profile, as_of=AS_OF) for block in blocks]
    scores = [np.zeros((len(jobs), len(jobs))) for _ in importances]
    for column, job in enumerate(jobs):
        matcher = Matcher.prepare(network, role_of_job_type(network, int(job)), profile, as_of=AS_OF)
        levels = matcher.requirements.levels
        strength = np.concatenate([strengths(pool, matcher.columns, levels) for pool in pools])
        for matrix, importance in zip(scores, importances, strict=True):
            asked = weigh(network, matcher.role, profile, importance=importance)
            matrix[:, column] = total(contributions(strength, asked, profile))
        progress(column + 1, len(jobs))
    return scores


def pair_scores(
    network: Network,
    origins: NDArray[np.int64],
    dests: NDArray[np.int64],
    progress: Callable[[int, int], None],
) -> NDArray[np.float64]:
    """The scores of some pairs of job types, each what :func:`job_type_scores` says of it."""
    profile = PROFILES[DEFAULT_PROFILE]
    jobs = np.unique(origins).tolist()
    typical = [typical_candidate(network, job, as_of=AS_OF) for job in jobs]
    known = dict(zip(jobs, experiences(network, typical, profile, as_of=AS_OF), strict=True))
    scores = np.zeros(len(origins))
    jobs, starts = np.unique(np.sort(dests), return_index=True)
    by_dest = np.split(np.argsort(dests, kind="stable"), starts[1:])
    for done, (job, rows) in enumerate(zip(jobs.tolist(), by_dest, strict=True), start=1):
        matcher = Matcher.prepare(network, role_of_job_type(network, job), profile, as_of=AS_OF)
        scores[rows] = matcher.scores_of([known[origin] for origin in origins[rows].tolist()])
        progress(done, len(jobs))
    return scores
