"""``bench surprise``: the most surprising good matches of an ontology, to be read critically by a recruiter.

The candidates are typical ones of all job types (ten years in it, no industry in particular); a role asks
for what a job type asks for, under the default profile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, profile_named
from skillpath.reasoner.reference import Population, Reference
from skillpath.reasoner.role import role_of_job_type
from skillpath.reasoner.shown import Document
from skillpath.reasoner.surprise import Surprises
from skillpath.reasoner.surprise_document import surprise_document
from skillpath.reasoner.transfer import AS_OF, typical_candidate

ROLES: Final = (
    "payroll clerk",
    "accounts payable clerk",
    "human resources officer",
    "office manager",
    "IT service desk agent",
    "financial controller",
    "purchasing clerk",
    "executive assistant",
)
"""Eight back-office roles, read where no other are named."""


@dataclass(frozen=True, slots=True)
class Found:
    """The surprising matches of one role, the most surprising first, as documents; ``good`` is the score
    from which a match is good."""

    role: str
    good: float
    matches: tuple[Document, ...]


def surprising_job_types(
    network: Network, roles: Sequence[int], *, least: float, progress: Callable[[int, int], None]
) -> list[Found]:
    """The surprising among all job types for each role (positions of job types); ``least`` as a good match.

    ``progress`` is called with the roles done, and of how many.
    """
    profile, finder = profile_named(DEFAULT_PROFILE), PathFinder(network)
    population = Population.of(network, profile)
    found = []
    for done, role in enumerate(roles, start=1):
        matcher = Matcher.prepare(network, role_of_job_type(network, role), profile, as_of=AS_OF)
        reference = Reference(matcher, population)
        found.append(_of_role(matcher, reference, Surprises(matcher, reference, finder, least=least)))
        progress(done, len(roles))
    return found


def _of_role(matcher: Matcher, reference: Reference, surprises: Surprises) -> Found:
    network = matcher.network
    scores = reference.witnesses().scores.tolist()
    matches = []
    for job, score in zip(reference.population.jobs, scores, strict=True):
        if score >= surprises.good:
            one = surprises.of(typical_candidate(network, job, as_of=AS_OF), score)
            matches += [] if one is None else [surprise_document(network, one, score)]
    matches.sort(key=lambda match: (-match["z"], match["job_type"]["iri"]))
    return Found(matcher.role.title, surprises.good, tuple(matches))
