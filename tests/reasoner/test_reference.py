"""The score and its explanation are those of the plain model in ``tests/support/reference.py``."""

from dataclasses import replace

import pytest
from hypothesis import given

import reference
from drawn import catalogues
from people import TODAY, any_profiles, candidates, claims, profiles, roles, spells
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import Catalogue
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import RequirementEvidence
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role, SkillRequirement

CLOSE = 1e-9


@given(catalogues(), candidates, roles, profiles | any_profiles)
def test_score_strengths_weights_and_contributions_agree(
    catalogue: Catalogue, candidate: Candidate, role: Role, profile: Profile
) -> None:
    net = compile_network(build_graph(catalogue))
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    plain = reference.answer(reference.taxonomy(catalogue), candidate, role, profile, TODAY)
    assert match.score == pytest.approx(plain.score, abs=CLOSE)
    assert {reason.filter for reason in match.outside} == plain.outside
    assert {net.nodes[e.requirement.node].iri for e in match.evidence} == plain.met.keys()
    on_top = 0.0
    for evidence in match.evidence:
        met = plain.met[net.nodes[evidence.requirement.node].iri]
        assert_same_requirement(evidence, met)
        assert_a_way(net, evidence, met)
        more = evidence.points - met.points
        assert met.asked.node in plain.bottleneck or more == pytest.approx(0.0, abs=CLOSE)
        on_top += more
    assert on_top == pytest.approx(plain.bottleneck_points, abs=CLOSE)


def assert_same_requirement(evidence: RequirementEvidence, met: reference.Met) -> None:
    asked = evidence.requirement
    assert (asked.dimension, asked.essential, asked.level) == (
        met.asked.dimension,
        met.asked.essential,
        met.asked.level,
    )
    assert asked.weight == pytest.approx(met.asked.weight, abs=CLOSE)
    assert evidence.strength == pytest.approx(met.strength, abs=CLOSE)


def assert_a_way(net: Network, evidence: RequirementEvidence, met: reference.Met) -> None:
    """The explanation names one of the winning nodes, and shares its points out as the model does."""
    if evidence.source is None:
        assert not met.ways
        return
    way = met.ways[net.nodes[evidence.source].iri]
    assert {c.item for c in evidence.contributions} == way.keys()
    for contribution in evidence.contributions:
        share, channels = way[contribution.item]
        assert contribution.share == pytest.approx(share, abs=CLOSE)
        assert contribution.points == pytest.approx(share * evidence.points, abs=CLOSE)
        assert contribution.channel in channels


@given(catalogues(), candidates, roles, any_profiles, spells(), claims)
def test_they_agree_where_the_release_lacks_what_is_named(
    catalogue: Catalogue, candidate: Candidate, role: Role, profile: Profile, spell: Spell, claim: Claim
) -> None:
    candidate = replace(
        candidate,
        spells=(replace(spell, job_type="j-gone"), *candidate.spells, replace(spell, industry="i-gone")),
        claims=(replace(claim, skill="s-gone"), *candidate.claims),
    )
    role = replace(role, skills=(SkillRequirement("s-gone"), *role.skills), floor="i-gone")
    net = compile_network(build_graph(catalogue))
    scored = float(Matcher.prepare(net, role, profile, as_of=TODAY).scores([candidate])[0])
    plain = reference.answer(reference.taxonomy(catalogue), candidate, role, profile, TODAY)
    assert scored == pytest.approx(plain.score, abs=CLOSE)
