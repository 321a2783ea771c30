"""The product's own score on pairs of job types."""

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network
from skillpath.reasoner.experience import experience
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, profile_named
from skillpath.reasoner.role import role_of_job_type
from skillpath.reasoner.transfer import typical_candidate

AS_OF: Final = date(2025, 1, 1)
"""A fixed day, so that a benchmark gives the same figures on every day."""


def product_scores(
    network: Network, jobs: NDArray[np.int32], progress: Callable[[int, int], None]
) -> NDArray[np.float64]:
    """Scores of job types (positions), origins × destinations, under the default profile.

    An origin is a candidate with a long spell in it and nothing else, a destination the role that asks for
    just what the job type asks for. ``progress`` is called with the roles done, and of how many.
    """
    profile = profile_named(DEFAULT_PROFILE)
    known = [
        experience(network, typical_candidate(network, int(job), as_of=AS_OF), profile, as_of=AS_OF)
        for job in jobs
    ]
    scores = np.zeros((len(jobs), len(jobs)))
    for column, job in enumerate(jobs):
        matcher = Matcher.prepare(network, role_of_job_type(network, int(job)), profile, as_of=AS_OF)
        scores[:, column] = matcher.scores_of(known)
        progress(column + 1, len(jobs))
    return scores
