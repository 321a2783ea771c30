"""Surprising good matches: whom the title would not bring onto the shortlist, but whose skills carry.

How surprising a score is, ``z = (S − μ)/(σ + ε)``, is measured against what the candidate's own job family
usually scores for the role, in the candidate's own industry (``scoring.md`` §6). It is told only of a good
match, whose title does not already say it, and which rests on independent, strong and specific paths.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.evidence import Match, RequirementEvidence
from skillpath.reasoner.independence import independent
from skillpath.reasoner.isco import MINOR_GROUP, seniority
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import GENERIC
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.reference import Reference
from skillpath.reasoner.score import Floats
from skillpath.reasoner.usual import Usual

SLACK: Final = 0.05
"""ε: five points; a family without any spread makes no small score a wonder."""

LEAST_Z: Final = 1.0
"""z from which a score is surprising."""

LIKE_ITS_OWN: Final = 0.5
"""A good match reaches this share of what the role's own minor group, which a recruiter would shortlist,
usually scores."""

KNOWN_BY_TITLE: Final = 0.35
"""A job type that carries this far to the role's own is found by its title."""

STEP_DOWN: Final = 2
"""So many steps of seniority above the role's own, a match is no find but a step down."""

STRONG_PATH: Final = 0.6
"""Strength from which a requirement met is strong evidence."""

NOTICEABLE: Final = 0.03
"""A strong path brings at least this share of the score more than it does for the family."""

MET: Final = 0.5
"""Strength from which a requirement counts as met where the specific is weighed against the rest."""

SPECIFIC_SHARE: Final = 0.4
"""So much of what the skills bring must come from specific skills that are met."""

LEAST_PATHS: Final = 2
"""So many independent, strong and specific paths carry a surprising match."""


@dataclass(frozen=True, slots=True)
class Surprise:
    """A surprising good match.

    ``job_type`` and ``industry`` (positions) are what is known of the candidate by title; ``carried`` are
    the independent paths that make it, those that bring most first.
    """

    z: float
    usual: Usual
    job_type: int
    industry: int | None
    carried: tuple[RequirementEvidence, ...]


def title_spell(candidate: Candidate) -> Spell | None:
    """The spell by whose job type a candidate is known: one that lasts, else any; of several the longest.

    Of equally long ones the earlier in the file.
    """
    named = [spell for spell in candidate.spells if spell.job_type is not None]
    present = [spell for spell in named if spell.end is None] or named
    return max(present, key=_days, default=None)


def _days(spell: Spell) -> int:
    return -spell.start.toordinal() if spell.end is None else (spell.end - spell.start).days


class Surprises:
    """Tells the surprising among the matches of one role.

    ``least``: a lower score is no good match, whatever the role; nor is a lower one for the work itself,
    skills and job type, whatever the industry brings.
    """

    def __init__(self, matcher: Matcher, reference: Reference, finder: PathFinder, *, least: float) -> None:
        self._matcher, self._reference, self._finder, self._least = matcher, reference, finder, least
        role = matcher.role.job_type
        self._own = None if role is None else matcher.network.find(role)
        self._code = "" if self._own is None else matcher.network.nodes[self._own].code

    @cached_property
    def good(self) -> float:
        """The score from which a match is good."""
        own = self._usual(self._code, None, (self._own,), digits=MINOR_GROUP)
        return max(self._least, LIKE_ITS_OWN * own.mean) if self._code else self._least

    def of(self, candidate: Candidate, score: float) -> Surprise | None:
        """What is surprising about a candidate with a score; ``None`` where nothing is.

        Paths are looked for only where all that can be said without them has been said.
        """
        spell = title_spell(candidate)
        network = self._matcher.network
        job = None if spell is None or spell.job_type is None else network.find(spell.job_type)
        if spell is None or job is None or score < self.good or not self._unexpected(job):
            return None
        industry = None if spell.industry is None else network.find(spell.industry)
        usual = self._usual(network.nodes[job].code, industry, (job, self._own))
        z = (score - usual.mean) / (usual.spread + SLACK)
        if z < LEAST_Z:
            return None
        match = self._matcher.explain(candidate, self._finder)
        if _of_work(match) < self._least:
            return None
        carried = carrying(network, match, self._usual_parts(usual.group, industry, (job, self._own)))
        return Surprise(z, usual, job, industry, tuple(carried)) if carried else None

    def _unexpected(self, job: int) -> bool:
        """Whether the title alone would not bring the candidate onto the shortlist."""
        network = self._matcher.network
        code = network.nodes[job].code
        if not code or job == self._own:
            return False
        if self._own is None:
            return True
        return (
            code[:MINOR_GROUP] != self._code[:MINOR_GROUP]
            and network.transfer_between(job, self._own) < KNOWN_BY_TITLE
            and (not self._code or seniority(code) - seniority(self._code) < STEP_DOWN)
        )

    def _usual(self, code: str, industry: int | None, but: Sequence[int | None], *, digits: int = 4) -> Usual:
        return self._reference.witnesses(industry).usual(code, digits=digits, but=self._numbers(but))

    def _usual_parts(self, group: str, industry: int | None, but: Sequence[int | None]) -> Floats:
        """What each requirement brings to the family, in the mean; nothing where nobody else is in it."""
        members = self._reference.population.families.members(group, but=self._numbers(but))
        parts = self._reference.parts(industry)[members]
        mean: Floats = parts.sum(axis=0) / max(1, len(members))
        return mean

    def _numbers(self, jobs: Sequence[int | None]) -> list[int]:
        known = self._reference.number
        return sorted({known[job] for job in jobs if job in known})


def _of_work(match: Match) -> float:
    """The score for the work itself: skills and job type."""
    work = [e for e in match.evidence if e.requirement.dimension in (Dimension.SKILL, Dimension.JOB_TYPE)]
    whole = sum(e.requirement.weight for e in work)
    return sum(e.points for e in work) / whole if whole else 0.0


def carrying(network: Network, match: Match, usual: Floats) -> list[RequirementEvidence]:
    """The independent, strong and specific paths of a match; none where they do not carry it.

    They do not where there are fewer than :data:`LEAST_PATHS`, or where the score is mostly generic.
    ``usual`` is what each requirement brings to the family: a path that it has too carries no surprise.
    """
    more = dict(zip((e.requirement.node for e in match.evidence), usual.tolist(), strict=True))
    specific = [
        e
        for e in match.strong_points()
        if e.requirement.dimension is Dimension.SKILL and network.ic[e.requirement.node] >= GENERIC
    ]
    of_skills = sum(e.points for e in match.evidence if e.requirement.dimension is Dimension.SKILL)
    if sum(e.points for e in specific if e.strength >= MET) < SPECIFIC_SHARE * of_skills:
        return []
    strong = [
        e
        for e in specific
        if e.strength >= STRONG_PATH and e.points - more[e.requirement.node] >= NOTICEABLE * match.score
    ]
    carried = independent(strong)
    return carried if len(carried) >= LEAST_PATHS else []
