"""The constants that no recruiter sets, by what they do to one spell and one requirement."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from drawn import network
from people import TODAY, years
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.experience import experience
from skillpath.reasoner.parameters import GENERIC, INFORMATION_POWER, RECENCY, Channel, Level, Recency
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement, weigh

FULL = replace(PROFILES["skills first"], development=dict.fromkeys(Channel, 1.0))
"""Every channel counts in full."""

YEAR = years(RECENCY, 1461 / 365.25, 0.0)
"""The effective years of four years that end today."""


@pytest.fixture(scope="module")
def net() -> Network:
    """A job type, an industry, its floor and the job in the industry each teach a skill of their own."""
    return network(
        [
            ("j1", R.ESSENTIAL_SKILL, "s-essential"),
            ("j1", R.OPTIONAL_SKILL, "s-optional"),
            ("i1", R.TEACHES, "s-industry"),
            ("i1", R.FLOOR_TEACHES, "s-floor"),
            ("p1", R.OF_JOB_TYPE, "j1"),
            ("p1", R.IN_INDUSTRY, "i1"),
            ("p1", R.TEACHES, "s-both"),
        ]
    )


def doses(net: Network, profile: Profile = FULL, level: Level = Level.PROFESSIONAL) -> dict[str, float]:
    """What four years that end today, on the floor, develop: node → dose for an effective year."""
    spell = Spell("j1", "i1", date(2022, 11, 1), TODAY, level, on_floor=True)
    known = experience(net, Candidate("C-1", (spell,)), profile, as_of=TODAY)
    return {net.nodes[n].iri: float(d) / YEAR for n, d in zip(known.node, known.dose, strict=True)}


def test_how_strongly_each_link_teaches_over_how_long_each_kind_takes_to_master(net: Network) -> None:
    assert doses(net) == pytest.approx(
        {
            "s-essential": 1.0 / 2,
            "s-optional": 0.5 / 2,
            "s-industry": 0.6 / 2,
            "s-floor": 0.8 / 2,
            "s-both": 0.6 / 2,
            "j1": 1 / 3,
            "i1": 1 / 3,
            "p1": 1 / 3,
            "i1#floor": 1 / 2,
        }
    )


@pytest.mark.parametrize(
    ("level", "pace"),
    [
        (Level.TRAINEE, 0.4),
        (Level.JUNIOR, 0.7),
        (Level.PROFESSIONAL, 1.0),
        (Level.SENIOR, 1.25),
        (Level.LEAD, 1.5),
    ],
)
def test_how_fast_one_learns_at_each_level(net: Network, level: Level, pace: float) -> None:
    usual = doses(net)
    assert doses(net, level=level) == pytest.approx({node: pace * dose for node, dose in usual.items()})


def test_experience_halves_in_ten_years_and_never_falls_below_three_tenths() -> None:
    just = 1e-6
    assert years(RECENCY, just, 0.0) / just == pytest.approx(1.0, abs=1e-3)
    assert years(RECENCY, 10 + just, 10.0) / just == pytest.approx(0.5, abs=1e-3)
    assert years(RECENCY, 60.0, 50.0) == pytest.approx(3.0)
    assert years(Recency(half_life=10.0, floor=0.3), 30.0, 2.0) == years(RECENCY, 30.0, 2.0)


def test_without_a_floor_it_fades_to_nothing_and_without_a_half_life_not_at_all() -> None:
    assert years(Recency(half_life=1.0, floor=0.0), 60.0, 50.0) == pytest.approx(0.0, abs=1e-12)
    assert years(Recency(half_life=float("inf"), floor=0.0), 60.0, 50.0) == 10.0


def test_what_everybody_needs_weighs_something() -> None:
    """Its information content of 0 is taken as 0.05: against 1, by the power that says how much more."""
    net = network([*((f"j{n}", R.ESSENTIAL_SKILL, "s-all") for n in (1, 2)), ("j1", R.ESSENTIAL_SKILL, "s1")])
    role = Role("R-1", "by hand", (SkillRequirement("s-all"), SkillRequirement("s1")))
    weights = {net.nodes[q.node].iri: q.weight for q in weigh(net, role, FULL).items}
    ratio = weights["s-all"] / weights["s1"]
    assert net.ic[net.index("s-all")] == 0.0
    assert np.log(ratio) / np.log(0.05) == pytest.approx(INFORMATION_POWER)


def test_skills_that_the_root_of_all_job_types_needs_are_generic() -> None:
    """Of four job types two need s1, one needs s2."""
    needs = [(f"j{n}", R.ESSENTIAL_SKILL, "s1") for n in (1, 2)] + [("j3", R.ESSENTIAL_SKILL, "s2")]
    net = network([*needs, ("j4", R.ESSENTIAL_SKILL, "s3")])
    assert [float(net.ic[net.index(skill)]) for skill in ("s1", "s2")] == [GENERIC, 1.0]
