"""Invented vacancies, drawn from a seed: what is asked of a job type, most often of some of its skills."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice
from typing import Final

import numpy as np

from skillpath.bench.candidate_facts import LICENCES, LOCATIONS
from skillpath.bench.labour_market import LabourMarket
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.criteria import UNCHANGED, Changes
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Dimension
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.transfer import AS_OF

LEAST_SKILLS: Final = 3
MOST_SKILLS: Final = 20
LESS_THAN_FULL: Final = 0.3
"""Share of the skills that are asked for at a lower level than the highest."""

WITH_INDUSTRY: Final = 0.8
WITH_FLOOR: Final = 0.25

WITH_FILTERS: Final = 0.15
DAYS_TO_BEGIN: Final = 60
"""Days after which one who is wanted at a given time has to be able to begin."""

OWN_CRITERIA: Final[Sequence[Changes]] = (
    UNCHANGED,
    UNCHANGED,
    Changes(bottleneck=0.2),
    UNCHANGED,
    UNCHANGED,
    Changes(share={Dimension.JOB_TYPE: 0.1}, development={Channel.CLAIM: 0.5}),
    UNCHANGED,
    Changes(bottleneck=0.5, share={Dimension.INDUSTRY: 0.3}),
)
"""What roles change of their profiles, in turn. Their number and that of the profiles share no factor, so$
that every change meets every profile."""


def synthetic_roles(network: Network, market: LabourMarket, roles: int, *, seed: int = 0) -> list[Role]:
    """So many roles; the same arguments give the same roles, the first of which are those of fewer."""
    rng = np.random.default_rng([seed, 0, 1])  # a seed of no block of a pool
    criteria = islice(zip(cycle(PROFILES), cycle(OWN_CRITERIA), strict=False), roles)
    return [
        _role(network, market, rng, name=f"R-{number:04d}", profile=profile, changes=changes)
        for number, (profile, changes) in enumerate(criteria, start=1)
    ]


def _role(
    network: Network,
    market: LabourMarket,
    rng: np.random.Generator,
    *,
    name: str,
    profile: str,
    changes: Changes,
) -> Role:
    job = _job_with_skills(network, market, rng)
    node = network.nodes[market.job_types[job]]
    industry = market.vocabulary.industries[market.industry.draw(np.array([job]), rng)[0]]
    wants_floor = PROFILES[profile].share[Dimension.FLOOR] > 0 or rng.random() < WITH_FLOOR
    return Role(
        id=name,
        title=node.label,
        skills=_some_skills(network, int(market.job_types[job]), rng),
        job_type=node.iri,
        industry=industry if _needs_industry(profile) or rng.random() < WITH_INDUSTRY else None,
        floor=industry if wants_floor else None,
        profile=profile,
        changes=changes,
        filters=_filters(rng) if rng.random() < WITH_FILTERS else NO_FILTERS,
    )


def _filters(rng: np.random.Generator) -> Filters:
    """A country or a place; half of the time a day, or a licence that many hold."""
    shares = np.array(list(LOCATIONS.values()))
    place = str(rng.choice(list(LOCATIONS), p=shares / shares.sum()))
    return Filters(
        locations=(place if rng.random() < 0.5 else place.partition("-")[0],),
        available_by=AS_OF + timedelta(DAYS_TO_BEGIN) if rng.random() < 0.5 else None,
        licences=(next(iter(LICENCES)),) if rng.random() < 0.5 else (),
    )


def _job_with_skills(network: Network, market: LabourMarket, rng: np.random.Generator) -> int:
    """A job type, as common as it is, that needs a skill essentially."""
    while True:
        job = int(market.any_job.draw(np.zeros(1, dtype=np.int64), rng)[0])
        if RelationKind.ESSENTIAL_SKILL in network.skills_of(int(market.job_types[job])).values():
            return job


def _needs_industry(profile: str) -> bool:
    return PROFILES[profile].industry_only or PROFILES[profile].other_industry


def _some_skills(network: Network, job_type: int, rng: np.random.Generator) -> tuple[SkillRequirement, ...]:
    """Some of the skills of a job type, of the essential ones one at least."""
    kinds = network.skills_of(job_type)
    skills = np.array(sorted(kinds))
    essential = np.array([kinds[skill] is RelationKind.ESSENTIAL_SKILL for skill in skills.tolist()])
    first = rng.choice(skills[essential])
    others = rng.permutation(skills[skills != first])
    most = int(rng.integers(LEAST_SKILLS, MOST_SKILLS, endpoint=True))
    wanted = sorted([first, *others[: most - 1]])
    levels = np.where(rng.random(len(wanted)) < LESS_THAN_FULL, rng.integers(4, 10, len(wanted)) / 10, 1.0)
    return tuple(
        SkillRequirement(
            network.nodes[skill].iri,
            essential=kinds[skill] is RelationKind.ESSENTIAL_SKILL,
            level=float(level),
        )
        for skill, level in zip(wanted, levels, strict=True)
    )
