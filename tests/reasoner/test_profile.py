"""The shipped profiles, by what they make of a role that asks for everything and of one who brings it."""

from datetime import date

import numpy as np
import pytest

from drawn import network
from people import TODAY
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.experience import CHANNELS, experience
from skillpath.reasoner.parameters import dose_of
from skillpath.reasoner.profile import DEFAULT_PROFILE, JOB_TYPE_SHARE, PROFILES, Dimension
from skillpath.reasoner.role import Role, SkillRequirement, weigh

SHIPPED = {
    "skills first": ((0.0, 0.0), (1.0, 0.6, 0.8, 0.8), (False, False)),
    "same industry preferred": ((0.25, 0.0), (1.0, 0.8, 0.8, 0.8), (False, False)),
    "industry only": ((0.2, 0.0), (1.0, 0.8, 0.8, 0.8), (True, False)),
    "shop-floor background wanted": ((0.1, 0.3), (1.0, 0.8, 1.0, 0.8), (False, False)),
    "fresh eyes": ((0.2, 0.0), (1.0, 0.6, 0.8, 0.8), (False, True)),
}
"""Shares of industry and floor; what job type, industry, floor and claim count; the two flags."""


@pytest.fixture(scope="module")
def net() -> Network:
    return network([("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s2")], alone=["i1"])


def test_five_are_shipped_and_the_first_is_taken_where_none_is_named() -> None:
    assert list(PROFILES) == list(SHIPPED)
    assert DEFAULT_PROFILE == "skills first"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_score_is_shared_out_as_promised(net: Network, name: str) -> None:
    (industry, floor), _, flags = SHIPPED[name]
    profile = PROFILES[name]
    role = Role("R-1", "all", (SkillRequirement("s1"),), job_type="j1", industry="i1", floor="i1")
    weights = {q.dimension: q.weight for q in weigh(net, role, profile).items}
    rest = 1 - industry - floor
    shares = ((1 - JOB_TYPE_SHARE) * rest, JOB_TYPE_SHARE * rest, industry, floor)
    asked = {d: share for d, share in zip(Dimension, shares, strict=True) if share}
    assert weights == pytest.approx(asked)
    assert (profile.industry_only, profile.other_industry) == flags
    assert profile.bottleneck == 0.0


@pytest.mark.parametrize("name", SHIPPED)
def test_each_channel_counts_as_promised(net: Network, name: str) -> None:
    """Doses of the job type, the industry and its floor from a spell without a fading year; a claim's."""
    counts = SHIPPED[name][1]
    spell = Spell("j1", "i1", date(2025, 11, 1), TODAY, on_floor=True)
    candidate = Candidate("C-1", (spell,), (Claim("s2"),))
    known = experience(net, candidate, PROFILES[name], as_of=TODAY)
    dose = dict(zip(zip(known.node.tolist(), known.channel.tolist(), strict=True), known.dose, strict=True))
    of = [dose[net.index(iri), n] for n, iri in enumerate(("j1", "i1", "i1#floor", "s2"))]
    assert [str(channel) for channel in CHANNELS] == ["job type", "industry", "shop floor", "claim"]
    assert of[1] / of[0] == pytest.approx(counts[1] / counts[0])
    assert of[2] / of[0] == pytest.approx(counts[2] / counts[0] * 3 / 2)  # mastered in two years, not three
    assert of[3] == pytest.approx(float(dose_of(np.array(counts[3:]))[0]))
    assert PROFILES[name].development[CHANNELS[0]] == counts[0]
