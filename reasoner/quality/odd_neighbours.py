"""Job types whose nearest neighbour looks wrong by ISCO-08.

The digits of an ISCO-08 code (International Labour Office, 2012) are major, sub-major, minor and unit
group: major groups differ in level or field of work, the jobs of a minor group are much alike.
"""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network, Node
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.checks.findings import Flaw
from skillpath.reasoner.quality.compiled import Compiled, Progress
from skillpath.reasoner.transfer import job_type_scores

FARTHER: Final = 0.5
"""The nearest of the own minor group scores less than this part of what the neighbour scores.

Many jobs are nearest to one of another major group, and rightly: managers to those whom they manage. It
is odd where none of the own minor group comes even half as near.
"""

_ISCO: Final = re.compile(r"[0-9]{4}\b")


def odd_neighbours(compiled: Compiled, progress: Progress) -> Iterator[Flaw]:
    """Job types whose nearest is of another major group, with none of the own minor group half as near.

    Near is who scores high for the role that a job type stands for (:func:`job_type_scores`). A job type
    that is alone in its minor group is no breach: nothing says what should be near it.
    """
    positions = _coded(compiled.network)
    jobs = [compiled.network.nodes[position] for position in positions]
    scores = job_type_scores(compiled.network, positions, progress)
    minor = np.array([_minor(job) for job in jobs])
    for role, job in enumerate(jobs):
        others = np.flatnonzero(np.arange(len(jobs)) != role)
        siblings = others[minor[others] == minor[role]]
        if len(siblings):
            nearest, sibling = (_best(scores[:, role], among) for among in (others, siblings))
            is_far = scores[sibling, role] < FARTHER * scores[nearest, role]
            if is_far and jobs[nearest].code[0] != job.code[0]:
                yield _flaw(job, jobs[nearest], scores[nearest, role], jobs[sibling], scores[sibling, role])


def _coded(network: Network) -> NDArray[np.int32]:
    """The job types with an ISCO-08 code, no headings."""
    nodes = [(i, network.nodes[i]) for i in network.of_kind(ConceptKind.JOB_TYPE)]
    return np.array([i for i, node in nodes if not node.group and _ISCO.match(node.code)], dtype=np.int32)


def _minor(job: Node) -> str:
    return job.code[:3]


def _best(reached: NDArray[np.float64], among: NDArray[np.int64]) -> int:
    """The first of those who score most."""
    return int(among[np.argmax(reached[among])])


def _flaw(job: Node, nearest: Node, reached: float, sibling: Node, far: float) -> Flaw:
    return Flaw.of_concept(
        job.iri,
        f"ISCO {job.code}, is nearest to <{nearest.iri}>, ISCO {nearest.code}, who reaches "
        f"{100 * reached:.2f} of 100 points; of its own minor group {_minor(job)} "
        f"<{sibling.iri}> is nearest with {100 * far:.2f}",
    )
