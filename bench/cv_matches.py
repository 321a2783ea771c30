"""What readings of CVs are worth: as if confirmed as they are, ranked for ten back-office roles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from skillpath.agency.intake.extract import Extract, FoundSpell
from skillpath.agency.intake.stance import Stance
from skillpath.bench.cvs import AS_OF
from skillpath.bench.table import Table
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.document import match_document
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, profile_named
from skillpath.reasoner.role import role_of_job_type
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.readings import reading

ROLES: Final = (
    "accountant",
    "accounting assistant",
    "payroll clerk",
    "human resources officer",
    "office manager",
    "executive assistant",
    "data entry clerk",
    "IT service desk agent",
    "purchasing clerk",
    "business analyst",
)
"""Ten back-office roles: job types of the bundled ontology and of ESCO."""

TOP: Final = 5
"""So many CVs are shown for each role."""


@dataclass(frozen=True, slots=True)
class CvMatch:
    """A CV for a role: its rank, its points of 100, and what is told a consultant of it."""

    role: str
    rank: int
    cv: str
    points: float
    reading: tuple[str, ...]


def candidate_of(code: str, read: Extract) -> Candidate:
    """The candidate that a reading would be if all of it were confirmed: dated jobs and stated skills."""
    claims = tuple(Claim(s.skill.iri) for s in read.skills if s.stance is Stance.STATED)
    return Candidate(code, tuple(spell for found in read.spells for spell in _spells(found)), claims)


def match_cvs(
    network: Network,
    extracts: Mapping[str, Extract],
    roles: Sequence[int],
    *,
    release: str,
    progress: Callable[[int, int], None],
) -> list[CvMatch]:
    """The best CVs for each role (positions of job types), explained."""
    candidates = [candidate_of(code, read) for code, read in extracts.items()]
    finder, found = PathFinder(network), []
    for done, role in enumerate(roles, start=1):
        matcher = Matcher.prepare(
            network, role_of_job_type(network, role), profile_named(DEFAULT_PROFILE), as_of=AS_OF
        )
        scores = matcher.scores(candidates)
        best = sorted(range(len(candidates)), key=lambda i: (-scores[i], candidates[i].code))[:TOP]
        for rank, at in enumerate(best, start=1):
            told = _told(matcher, candidates[at], finder, release)
            found.append(
                CvMatch(matcher.role.title, rank, candidates[at].code, 100 * float(scores[at]), told)
            )
        progress(done, len(roles))
    return found


def matches_document(matches: Sequence[CvMatch]) -> list[dict[str, Any]]:
    """The same for ``--json``."""
    return [
        {"role": m.role, "rank": m.rank, "cv": m.cv, "points": m.points, "reading": list(m.reading)}
        for m in matches
    ]


def matches_table(matches: Sequence[CvMatch]) -> Table:
    """One row a CV and role, with the first thing that is told of it."""
    rows = [
        [m.role, m.cv, m.reading[0] if m.reading else "", str(m.rank), f"{m.points:.2f}"] for m in matches
    ]
    title = f"The best {TOP} of the CVs for ten back-office roles, all that was read taken as confirmed"
    return Table(title, ["role", "CV", "why", "rank", "points"], rows, texts=3)


def _told(matcher: Matcher, candidate: Candidate, finder: PathFinder, release: str) -> tuple[str, ...]:
    match = matcher.explain(candidate, finder)
    document = match_document(matcher.network, match, candidate, matcher.role, release=release)
    told = reading(document, Audience.CONSULTANT)
    return tuple(line for section in told["sections"] for line in section["lines"])


def _spells(found: FoundSpell) -> list[Spell]:
    """The spell, where its job type and dates are known."""
    if found.job_type is None or found.start is None or not (found.lasts or found.end):
        return []
    industry = None if found.industry is None else found.industry.iri
    on_floor = found.floor and industry is not None
    return [Spell(found.job_type.iri, industry, found.start, found.end, found.level, on_floor)]
