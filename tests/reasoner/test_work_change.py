"""What more work would bring, by hand and against candidates who have done it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from drawn import catalogues, network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.work_change import Work, work_changes

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))

NET = network(
    [("j-pay", R.ESSENTIAL_SKILL, "s-pay"), ("j2", R.ESSENTIAL_SKILL, "s2"), ("i1", R.TEACHES, "s2")]
)
ROLE = Role("R-1", "by hand", (SkillRequirement("s-pay"),), job_type="j-pay", industry="i1")


def tried(candidate: Candidate, *, role: Role = ROLE, profile: str = "skills first") -> dict[Work, float]:
    matcher = Matcher.prepare(NET, role, PROFILES[profile], as_of=TODAY)
    return {change.work: change.score for change in work_changes(matcher, candidate)}


@given(networks, candidates, roles, bottleneck_profiles)
def test_a_spell_beside_the_others_never_costs(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    now = float(matcher.scores([candidate])[0])
    changes = {change.work: change.score for change in work_changes(matcher, candidate)}
    assert all(score >= now - 1e-12 for work, score in changes.items() if work is not Work.ONE_MORE_YEAR)
    assert (Work.ONE_MORE_YEAR in changes) == any(spell.end is None for spell in candidate.spells)
    if Work.ONE_MORE_YEAR in changes:
        later = Matcher.prepare(net, role, profile, as_of=TODAY.replace(year=TODAY.year + 1))
        assert changes[Work.ONE_MORE_YEAR] == later.scores([candidate])[0]


def test_two_years_are_a_spell_up_to_the_day() -> None:
    spell = Spell("j-pay", None, date(TODAY.year - 2, TODAY.month, TODAY.day))
    matcher = Matcher.prepare(NET, ROLE, PROFILES["skills first"], as_of=TODAY)
    assert tried(Candidate("C-1"))[Work.JOB_TYPE] == matcher.scores([Candidate("C-1", (spell,))])[0] > 0.5


def test_what_the_role_leaves_open_is_not_tried() -> None:
    assert set(tried(Candidate("C-1"))) == {Work.JOB_TYPE, Work.INDUSTRY, Work.BOTH}
    assert set(tried(Candidate("C-1"), role=replace(ROLE, industry=None))) == {Work.JOB_TYPE}
    assert set(tried(Candidate("C-1"), role=replace(ROLE, job_type=None))) == {Work.INDUSTRY}


def test_old_experience_fades_in_a_year() -> None:
    """Pay was done long ago, the present work brings nothing of it: a year later there is less."""
    old = Spell("j-pay", None, date(2012, 1, 1), date(2013, 1, 1))
    present = Spell("j2", None, date(2020, 1, 1))
    now = Matcher.prepare(NET, ROLE, PROFILES["skills first"], as_of=TODAY).scores(
        [Candidate("C", (old, present))]
    )
    assert tried(Candidate("C-1", (old, present)))[Work.ONE_MORE_YEAR] < now[0]


@pytest.mark.parametrize(
    ("work", "inside"), [(Work.JOB_TYPE, False), (Work.INDUSTRY, True), (Work.BOTH, True)]
)
def test_work_in_the_industry_passes_the_filter(work: Work, inside: bool) -> None:
    matcher = Matcher.prepare(NET, ROLE, PROFILES["industry only"], as_of=TODAY)
    (change,) = (c for c in work_changes(matcher, Candidate("C-1")) if c.work is work)
    assert (not change.outside) == inside


def test_a_leap_day_has_a_day_in_other_years() -> None:
    matcher = Matcher.prepare(NET, ROLE, PROFILES["skills first"], as_of=date(2028, 2, 29))
    assert len(work_changes(matcher, Candidate("C-1"))) == 3
