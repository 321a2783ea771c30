"""Who is a surprising good match, on a network whose answer a reader can work out.

A clerk asks for four skills. An operator, of a family (8157) that knows none of them, knows two: s1 and s2.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from drawn import Link, catalogue, catalogues, network
from people import TODAY
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import Catalogue, ConceptKind, RelationKind
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, profile_named
from skillpath.reasoner.reference import Population, Reference
from skillpath.reasoner.role import Role, SkillRequirement, role_of_job_type
from skillpath.reasoner.surprise import Surprise, Surprises, carrying, title_spell
from skillpath.reasoner.surprise_document import surprise_document
from skillpath.reasoner.transfer import (
    AS_OF,
    LONG_SPELL,
    job_type_scores,
    pair_scores,
    typical_candidate,
    typical_of_industry,
)

NEEDS = RelationKind.ESSENTIAL_SKILL
ASKED = ["s1", "s2", "s3", "s4"]
OWN = [f"s-own{n}" for n in range(4)]
CODES = {
    "j-clerk": "4313",
    "j-operator": "8157",
    "j-mate1": "8157",
    "j-mate2": "8157",
    **{f"j-other{n}": f"7{n}11" for n in range(8)},
}
LINKS: list[Link] = [
    *(("j-clerk", NEEDS, skill) for skill in ASKED),
    *(("j-operator", NEEDS, skill) for skill in ("s1", "s2", *OWN)),
    *((job, NEEDS, f"s-of-{job}") for job in CODES if job not in ("j-clerk", "j-operator")),
]


def drawn(links: list[Link], **codes: str) -> Network:
    """The network, maybe with another code for the operator."""
    named = CODES | {f"j-{name}": code for name, code in codes.items()}
    return compile_network(build_graph(catalogue(links, codes=named, alone=["i1"])))


LEAST_SCORE = 0.15


def surprises(network: Network) -> Surprises:
    matcher = matcher_of(network)
    population = Population.of(network, matcher.profile)
    return Surprises(matcher, Reference(matcher, population), PathFinder(network), least=LEAST_SCORE)


def matcher_of(network: Network) -> Matcher:
    role = role_of_job_type(network, network.index("j-clerk"))
    return Matcher.prepare(network, role, profile_named("skills first"), as_of=AS_OF)


def one(network: Network, job: str) -> Candidate:
    return typical_candidate(network, network.index(job), as_of=AS_OF)


def of(network: Network, job: str = "j-operator", score: float | None = None) -> Surprise | None:
    """What is surprising about a typical candidate, with the score it has or another one."""
    candidate = one(network, job)
    return surprises(network).of(candidate, scored(network, candidate) if score is None else score)


def scored(network: Network, candidate: Candidate) -> float:
    return float(matcher_of(network).scores([candidate])[0])


@pytest.fixture(scope="module")
def net() -> Network:
    return drawn(LINKS)


def test_two_specific_skills_carry_whom_the_family_would_not(net: Network) -> None:
    found = of(net)
    assert found is not None
    assert [net.nodes[e.requirement.node].iri for e in found.carried] == ["s1", "s2"]
    assert (found.usual.group, found.usual.witnesses) == ("8157", 2)
    score = scored(net, one(net, "j-operator"))
    assert score > LEAST_SCORE
    assert found.z == pytest.approx((score - found.usual.mean) / (found.usual.spread + 0.05))


def test_a_surprise_is_one_spread_and_five_points_above_what_is_usual() -> None:
    """The rest of the family knows the clerk's other two skills."""
    mates = [(job, NEEDS, skill) for job in ("j-mate1", "j-mate2") for skill in ("s3", "s4")]
    net = drawn([*LINKS, *mates])
    found = of(net, score=0.9)
    assert found is not None
    just = found.usual.mean + found.usual.spread + 0.05
    assert just > LEAST_SCORE
    assert of(net, score=just - 1e-6) is None
    assert of(net, score=just + 1e-6) is not None


def test_one_path_alone_carries_no_surprise(net: Network) -> None:
    links = [link for link in LINKS if link[0] != "j-operator" or link[2] != "s2"]
    assert of(drawn(links), score=0.4) is None
    assert of(net, score=0.4) is not None


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("4311", "of the clerk's own minor group"),
        ("1211", "a step down"),
        ("1420", "so is the manager of a shop, who stands two steps higher"),
        ("", "without a code there is no family"),
    ],
)
def test_what_the_title_says_already_is_no_surprise(code: str, why: str) -> None:
    assert of(drawn(LINKS, operator=code), score=0.4) is None, why


def test_one_step_of_seniority_is_no_step_down() -> None:
    assert of(drawn(LINKS, operator="3313"), score=0.4) is not None


def test_a_good_match_scores_half_of_what_the_own_minor_group_usually_scores() -> None:
    """A bookkeeper (4311) knows all that a clerk must; the clerk itself is no witness."""
    links = [*LINKS, *(("j-other0", NEEDS, skill) for skill in ASKED)]
    net = drawn(links, other0="4311")
    matcher = matcher_of(net)
    reference = Reference(matcher, Population.of(net, matcher.profile))
    clerk = reference.number[net.index("j-clerk")]
    usual = reference.witnesses().usual("4313", digits=3, but=[clerk]).mean
    assert usual > 0.1
    assert Surprises(matcher, reference, PathFinder(net), least=0.01).good == 0.5 * usual
    assert Surprises(matcher, reference, PathFinder(net), least=0.9).good == 0.9


def test_a_title_that_carries_is_no_surprise() -> None:
    """The operator's job type is joined to the clerk's, below and above what makes it known by its title."""
    for weight, known in ((0.34, False), (0.36, True)):
        link: Link = ("j-operator", RelationKind.CLOSE_MATCH, "j-clerk", weight)
        assert (of(drawn([*LINKS, link]), score=0.4) is None) == known


@pytest.mark.parametrize("job", ["j-clerk", "j-mate1"])
def test_the_job_itself_and_one_who_brings_nothing_are_no_surprise(net: Network, job: str) -> None:
    assert of(net, job, score=0.4) is None


def test_a_low_score_is_no_good_match(net: Network) -> None:
    assert of(net, score=LEAST_SCORE - 1e-6) is None


def test_generic_skills_carry_no_surprise() -> None:
    """Most job types need s1 and s2 too, so that they say little; all else is as it was."""
    generic = [(job, NEEDS, skill) for job in CODES if job.startswith("j-other") for skill in ("s1", "s2")]
    assert of(drawn([*LINKS, *generic]), score=0.4) is None


def test_what_the_whole_family_knows_carries_no_surprise(net: Network) -> None:
    mates = [(job, NEEDS, skill) for job in ("j-mate1", "j-mate2") for skill in ("s1", "s2")]
    assert of(drawn([*LINKS, *mates]), score=0.9) is None
    assert of(net, score=0.9) is not None


def test_paths_from_one_skill_count_once() -> None:
    """The operator knows s7, which is narrower than both s1 and s2: one skill, so one piece of evidence."""
    links = [link for link in LINKS if link[0] != "j-operator"]
    links += [("j-operator", NEEDS, skill) for skill in ("s7", *OWN)]
    links += [("s7", RelationKind.BROADER, "s1"), ("s7", RelationKind.BROADER, "s2")]
    network = drawn(links)
    match = matcher_of(network).explain(one(network, "j-operator"), PathFinder(network))
    assert sum(evidence.strength == 1 for evidence in match.evidence) == 2
    assert of(network, score=0.4) is None


def carried(levels: list[float], usual: list[float] | None = None) -> int:
    """How many paths carry one who claims skills of one weight, each at a level, which counts whole.

    ``usual``: what each brings to the family, as a share of the score.
    """
    skills = [f"s{n}" for n in range(len(levels))]
    net = compile_network(build_graph(catalogue([(f"j-{skill}", NEEDS, skill) for skill in skills])))
    role = Role("R-1", "by hand", tuple(SkillRequirement(skill) for skill in skills))
    whole = replace(profile_named("skills first"), development=dict.fromkeys(Channel, 1.0))
    matcher = Matcher.prepare(net, role, whole, as_of=TODAY)
    claims = tuple(Claim(skill, level) for skill, level in zip(skills, levels, strict=True))
    match = matcher.explain(Candidate("C-1", claims=claims), PathFinder(net))
    of_family = np.array(usual or [0.0] * len(levels)) * match.score
    return len(carrying(net, match, of_family))


@pytest.mark.parametrize(
    ("levels", "paths", "why"),
    [
        ([0.61, 0.61], 2, "both are strong"),
        ([0.61, 0.59], 0, "one alone carries no surprise"),
        ([0.65, 0.65, 0.487, 0.487, 0.487, 0.487], 2, "1.3 of 3.248 is more than 40 %"),
        ([0.65, 0.65, 0.49, 0.49, 0.49, 0.49], 0, "1.3 of 3.26 is less"),
        ([0.65, 0.65, 0.51, 0.51, 0.51, 0.51], 2, "what is met by half counts"),
        ([0.9, 0.8, 0.7], 3, "all are told"),
    ],
)
def test_strong_and_specific_skills_carry(levels: list[float], paths: int, why: str) -> None:
    assert carried(levels) == paths, why


def test_a_path_brings_at_least_three_hundredths_of_the_score_more_than_to_the_family() -> None:
    """Of two alike each brings half of the score."""
    assert carried([0.8, 0.8], [0.0, 0.469]) == 2
    assert carried([0.8, 0.8], [0.0, 0.471]) == 0


def test_typical_candidates_have_ten_years_up_to_the_day() -> None:
    net = network([("j1", NEEDS, "s1")], alone=["i1"])
    (spell,) = typical_candidate(net, net.index("j1"), as_of=date(2026, 3, 31)).spells
    assert spell == Spell("j1", None, date(2016, 3, 28))
    ended = typical_candidate(net, net.index("j1"), as_of=date(2026, 3, 31), until=date(2020, 5, 6))
    assert ended.spells == (Spell("j1", None, date(2010, 5, 6), date(2020, 5, 6)),)
    (spell,) = typical_of_industry(net, net.index("i1"), as_of=date(2026, 3, 1)).spells
    assert spell == Spell(None, "i1", date(2016, 3, 1))


def test_scores_of_job_types_are_those_of_typical_candidates_and_progress_is_told(net: Network) -> None:
    jobs = net.of_kind("job type")
    told: list[tuple[int, int]] = []
    scores = job_type_scores(net, jobs, lambda done, whole: told.append((done, whole)))
    assert told == [(n + 1, len(jobs)) for n in range(len(jobs))]
    operator, clerk = (jobs.tolist().index(net.index(job)) for job in ("j-operator", "j-clerk"))
    assert scores[operator, clerk] == pytest.approx(scored(net, one(net, "j-operator")), abs=1e-12)
    assert np.diag(scores) == pytest.approx(np.ones(len(jobs)))
    origins, dests = (
        jobs[[operator, clerk, operator]].astype(np.int64),
        jobs[[clerk, clerk, 0]].astype(np.int64),
    )
    told.clear()
    pairs = pair_scores(net, origins, dests, lambda done, whole: told.append((done, whole)))
    assert pairs == pytest.approx(scores[[operator, clerk, operator], [clerk, clerk, 0]], abs=1e-12)
    assert told == [(n + 1, len(set(dests.tolist()))) for n in range(len(set(dests.tolist())))]


def test_a_higher_score_is_more_surprising(net: Network) -> None:
    found = [of(net, score=score) for score in (0.2, 0.3, 0.5, 0.8)]
    z = [surprise.z for surprise in found if surprise is not None]
    assert len(z) == 4
    assert z == sorted(set(z))


def test_the_reason_says_what_is_usual_and_what_carries(net: Network) -> None:
    found = of(net)
    assert found is not None
    document = surprise_document(net, found, 0.214)
    usual, (first, second) = document["usual"], document["carried"]
    assert document["reason"] == (
        f"By title (j-operator) one would expect {usual['points']:.1f} of 100 points, give or take "
        f"{usual['spread']:.1f}: what “ISCO-08 group 8157” usually score. Here it is 21.4. "
        f"What carries, each by a path of its own: s1 (job type, {first['points']} points); "
        f"s2 (job type, {second['points']} points)."
    )


def test_claims_surprise_too(net: Network) -> None:
    """Two certificates, which the title does not show."""
    certified = replace(one(net, "j-other0"), claims=(Claim("s3"), Claim("s4")))
    found = surprises(net).of(certified, scored(net, certified))
    assert found is not None
    assert {str(part.channel) for e in found.carried for part in e.contributions} == {"claim"}


def test_nobody_is_surprising_without_a_title(net: Network) -> None:
    assert surprises(net).of(Candidate("C-1", claims=(Claim("s1"), Claim("s2"))), 0.9) is None


def test_the_title_is_the_present_spell_of_several_the_longest() -> None:
    past = Spell("j1", None, date(1990, 1, 1), date(2020, 1, 1))
    short = Spell("j2", None, date(2024, 1, 1))
    longer = Spell("j3", "i1", date(2022, 1, 1))
    unnamed = Spell(None, "i1", date(1980, 1, 1))
    assert title_spell(Candidate("C-1", (past, short, longer, unnamed))) == longer
    assert (
        title_spell(Candidate("C-1", (Spell("j4", None, date(2020, 1, 1), date(2021, 1, 1)), past))) == past
    )
    assert title_spell(Candidate("C-1", (unnamed,))) is None


def coded(drawn_catalogue: Catalogue) -> Network:
    """A random network whose job types have a code, and in which no job in an industry teaches more."""
    concepts = {
        iri: replace(one, code="4313") if one.kind is ConceptKind.JOB_TYPE else one
        for iri, one in drawn_catalogue.concepts.items()
    }
    relations = tuple(one for one in drawn_catalogue.relations if not one.subject.startswith("p"))
    return compile_network(build_graph(replace(drawn_catalogue, concepts=concepts, relations=relations)))


@given(catalogues())
def test_the_reference_in_an_industry_is_what_the_scorer_says_of_a_spell_there(random: Catalogue) -> None:
    network, profile = coded(random), PROFILES["same industry preferred"]
    role = replace(role_of_job_type(network, network.index("j0")), industry="i0")
    matcher = Matcher.prepare(network, role, profile, as_of=TODAY)
    reference = Reference(matcher, Population.of(network, profile))
    start = date(AS_OF.year - LONG_SPELL, 1, 1)
    placed = [
        Candidate("C", (Spell(network.nodes[job].iri, "i1", start, AS_OF),))
        for job in reference.population.jobs
    ]
    expected = replace(matcher, as_of=AS_OF).scores(placed)
    assert reference.population.jobs
    np.testing.assert_allclose(reference.witnesses(network.index("i1")).scores, expected, atol=1e-12)
