"""The reference population: typical candidates of all job types of a release, in any industry.

It is the release's, not the pool in hand: what is usual for a family does not depend on who happens to be
in the book.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.doses import mastered_by
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.score import Floats, Mastered, contributions, strengths, total
from skillpath.reasoner.transfer import AS_OF, typical_candidate, typical_of_industry
from skillpath.reasoner.usual import Families, Witnesses

INDUSTRIES: Final = 32
"""In so many industries the scores of a role's population are kept: one number a job type each."""


@dataclass(frozen=True)
class Population:
    """A typical candidate of every job type with an ISCO-08 code, under what a profile says of learning.

    ``jobs`` are positions; ``families`` and ``mastered`` go with them. It does not depend on the role.
    """

    jobs: tuple[int, ...]
    families: Families
    mastered: Mastered

    @classmethod
    def of(cls, network: Network, profile: Profile) -> "Population":
        """All job types of a release, headings left out."""
        nodes = network.nodes
        jobs = [int(j) for j in network.of_kind(ConceptKind.JOB_TYPE) if not nodes[j].group and nodes[j].code]
        typical = [typical_candidate(network, job, as_of=AS_OF) for job in jobs]
        mastered = mastered_by(network, typical, profile, as_of=AS_OF)
        return cls(tuple(jobs), Families(tuple(nodes[job].code for job in jobs)), mastered)


class Reference:
    """What the population scores for one role, by industry; worked out when asked for.

    An industry is a position, or ``None`` for none in particular. The scores in the :data:`INDUSTRIES` last
    asked for are kept, what is behind them is not.
    """

    def __init__(self, matcher: Matcher, population: Population) -> None:
        self._matcher = matcher
        self._scores = lru_cache(INDUSTRIES)(lambda industry: total(self.parts(industry)))
        self.population = population

    @cached_property
    def number(self) -> dict[int, int]:
        """Position of a job type → its number in the population."""
        return {job: number for number, job in enumerate(self.population.jobs)}

    def witnesses(self, industry: int | None = None) -> Witnesses:
        """The scores of the population, placed in an industry."""
        return Witnesses(self.population.families, self._scores(industry))

    def parts(self, industry: int | None = None) -> Floats:
        """The contributions behind these scores: population × requirements.

        Of the channels of one spell the strongest counts for each node, so that a typical candidate in an
        industry meets a requirement as well as the better of the job type and the industry alone does. What
        is learned only in a certain job in a certain industry is no part of what is usual.
        """
        strength = self._job_types
        if industry is not None:
            strength = np.maximum(strength, self._of_industry(industry))
        return contributions(strength, self._matcher.requirements, self._matcher.profile)

    @cached_property
    def _job_types(self) -> Floats:
        """How well each member meets each requirement: population × requirements."""
        return self._strengths(self.population.mastered)

    def _of_industry(self, industry: int) -> Floats:
        one = typical_of_industry(self._matcher.network, industry, as_of=AS_OF)
        matcher = self._matcher
        return self._strengths(mastered_by(matcher.network, [one], matcher.profile, as_of=AS_OF))

    def _strengths(self, mastered: Mastered) -> Floats:
        return strengths(mastered, self._matcher.columns, self._matcher.requirements.levels)
