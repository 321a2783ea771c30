"""The axioms of the score (``scoring.md`` §5), each on random ontologies, candidates, roles and profiles.

==================  ====================================================================================
axiom               and where it holds
==================  ====================================================================================
completeness        the contributions sum to the score; by requirement, channel, and spell or claim alike
bounds              0 ≤ S ≤ 1; nothing brought or nothing asked for: 0; the weights sum to 1
identity            all asked for mastered in full: S = 1. "Fresh eyes": only if some industry carries not
                    at all to the role's
monotone            never lower for one more spell or claim; a longer spell; a later one of the same length,
                    over by the day of reckoning; a higher level; less asked for of a skill; a link that
                    states more. The last only where no two requirements become near duplicates by it, and
                    not for "fresh eyes"; a *new* link may change information content and so lower a score
null player         what carries to nothing asked for adds nothing; what no explanation names can go
symmetry            order of spells, claims, requirements, links; names. Names only while sections of an
                    industry agree on how strongly they teach
clones              a concept made two, joined by ``exactMatch`` or ``sameAs``, its links, claims and
                    requirements shared out at will, changes nothing; a requirement made twice neither. An
                    almost equal requirement shares the weight: exactly where both weigh the same
spell-splitting     a spell cut in two on any day counts as before
nothing hidden      the filter never changes a score, nor does what lies after the day of reckoning, nor
                    who else is in the pool
==================  ====================================================================================

Where an axiom has a condition, ``test_but_…`` holds the smallest example of what happens without it. Those
of transfers are in ``tests/graph/test_transfer_axioms.py``.
"""

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drawn import (
    INDUSTRIES,
    JOBS,
    SKILLS,
    Link,
    catalogues,
    cloned,
    compiled,
    network,
    renamed,
    stating_more,
)
from people import TODAY, any_profiles, candidates, claims, profiles, roles, spells, years
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.filters import NO_FILTERS
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel, Level, Recency
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement

networks = catalogues().map(compiled)
chances = st.randoms(use_true_random=False)

ROUNDING = 1e-12
NEVER = date(2099, 1, 1)
SKILLS_FIRST = PROFILES["skills first"]
SAME_INDUSTRY, FRESH_EYES = PROFILES["same industry preferred"], PROFILES["fresh eyes"]


def prepared(net: Network, role: Role, profile: Profile) -> Matcher:
    return Matcher.prepare(net, role, profile, as_of=TODAY)


def explained(net: Network, candidate: Candidate, role: Role, profile: Profile) -> Match:
    return prepared(net, role, profile).explain(candidate, PathFinder(net))


def score(net: Network, candidate: Candidate, role: Role, profile: Profile) -> float:
    return float(prepared(net, role, profile).scores([candidate])[0])


def with_spell(candidate: Candidate, *more: Spell) -> Candidate:
    return replace(candidate, spells=(*candidate.spells, *more))


def with_claim(candidate: Candidate, *more: Claim) -> Candidate:
    return replace(candidate, claims=(*candidate.claims, *more))


def asking(*skills: str, industry: str | None = None) -> Role:
    return Role("R-1", "r", tuple(SkillRequirement(skill) for skill in skills), industry=industry)


# Completeness -------------------------------------------------------------------------------------


@given(networks, candidates, roles, profiles | any_profiles)
def test_the_contributions_of_the_paths_sum_to_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = explained(net, candidate, role, profile)
    parts = [c.points for e in match.evidence for c in e.contributions]
    assert math.fsum(parts) == pytest.approx(match.score, abs=ROUNDING)
    assert math.fsum(e.points for e in match.evidence) == pytest.approx(match.score, abs=ROUNDING)
    assert math.fsum(match.by_channel().values()) == pytest.approx(match.score, abs=ROUNDING)
    assert math.fsum(match.by_item().values()) == pytest.approx(match.score, abs=ROUNDING)
    assert all(part >= 0 for part in parts)


@given(networks, candidates, roles, profiles | any_profiles)
def test_what_is_shown_of_a_requirement_follows_from_its_parts(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    for evidence in explained(net, candidate, role, profile).evidence:
        carried = evidence.mastery * evidence.transfer / evidence.requirement.level
        assert evidence.strength == pytest.approx(min(1.0, carried), abs=ROUNDING)
        assert math.fsum(c.share for c in evidence.contributions) == pytest.approx(
            float(evidence.source is not None)
        )
        if evidence.path is not None:
            assert evidence.path.transfer == pytest.approx(evidence.transfer, abs=ROUNDING)


# Bounds -------------------------------------------------------------------------------------------


@given(networks, candidates, roles, profiles | any_profiles)
def test_bounds(net: Network, candidate: Candidate, role: Role, profile: Profile) -> None:
    assert 0.0 <= score(net, candidate, role, profile) <= 1.0
    assert score(net, Candidate("C-0"), role, profile) == 0.0
    assert score(net, candidate, Role("R-0", "nothing"), profile) == 0.0


@given(networks, roles, profiles | any_profiles)
def test_the_weights_sum_to_one(net: Network, role: Role, profile: Profile) -> None:
    weights = prepared(net, role, profile).requirements.weights
    assert weights.sum() == pytest.approx(1.0 if len(weights) else 0.0, abs=ROUNDING)
    assert (weights > 0).all()


# Identity -----------------------------------------------------------------------------------------


def one_who_has_all(role: Role, *elsewhere: str) -> Candidate:
    """Twenty years in the role's job on the floor of its industry (and elsewhere), all skills claimed."""
    start = date(TODAY.year - 20, 1, 1)
    spells = [Spell(role.job_type, place, start, on_floor=True) for place in (role.industry, role.floor)]
    spells += [Spell(None, place, start) for place in elsewhere]
    return Candidate("C-1", tuple(spells), tuple(Claim(asked.skill) for asked in role.skills))


@given(networks, roles, profiles | any_profiles)
def test_full_evidence_is_the_full_score(net: Network, role: Role, profile: Profile) -> None:
    profile = replace(profile, development=dict.fromkeys(Channel, 1.0), other_industry=False)
    asked_for = bool(prepared(net, role, profile).requirements.items)
    assert score(net, one_who_has_all(role), role, profile) == pytest.approx(float(asked_for), abs=ROUNDING)


@given(networks, roles.filter(lambda role: role.industry is not None), profiles | any_profiles)
def test_fresh_eyes_have_the_full_score_where_an_industry_carries_not_at_all(
    net: Network, role: Role, profile: Profile
) -> None:
    assert role.industry is not None
    profile = replace(profile, development=dict.fromkeys(Channel, 1.0), other_industry=True)
    target = net.index(role.industry)
    elsewhere = [i for i in INDUSTRIES if net.transfer_between(net.index(i), target) == 0]
    assume(elsewhere and prepared(net, role, profile).requirements.items)
    everything = one_who_has_all(role, *elsewhere)
    assert score(net, everything, role, profile) == pytest.approx(1.0, abs=ROUNDING)


def test_but_where_all_industries_are_related_no_eyes_are_wholly_fresh() -> None:
    net = network([("i1", R.RELATED, "i2", 0.5)])
    everything = one_who_has_all(asking(industry="i1"), "i1", "i2")
    full = replace(FRESH_EYES, development=dict.fromkeys(Channel, 1.0))
    assert score(net, everything, asking(industry="i1"), full) == pytest.approx(0.5)


# Monotone -----------------------------------------------------------------------------------------


@given(networks, candidates, roles, profiles | any_profiles, spells(), claims)
def test_one_more_spell_or_claim_never_lowers_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile, spell: Spell, claim: Claim
) -> None:
    before = score(net, candidate, role, profile) - ROUNDING
    assert score(net, with_spell(candidate, spell), role, profile) >= before
    assert score(net, with_claim(candidate, claim), role, profile) >= before


@given(networks, candidates, roles, profiles | any_profiles, spells(), st.integers(1, 4000))
def test_a_longer_spell_never_lowers_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile, spell: Spell, days: int
) -> None:
    before = score(net, with_spell(candidate, spell), role, profile) - ROUNDING
    begun_earlier = replace(spell, start=spell.start - timedelta(days=days))
    assert score(net, with_spell(candidate, begun_earlier), role, profile) >= before
    if spell.end is not None:
        ended_later = replace(spell, end=spell.end + timedelta(days=days))
        assert score(net, with_spell(candidate, ended_later), role, profile) >= before


@given(networks, candidates, roles, profiles | any_profiles, spells(), st.floats(0.0, 1.0))
def test_a_more_recent_spell_never_lowers_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile, spell: Spell, part: float
) -> None:
    spell = replace(spell, end=spell.end or TODAY)
    assert spell.end is not None
    later = timedelta(days=int(part * (TODAY - spell.end).days))
    moved = replace(spell, start=spell.start + later, end=spell.end + later)
    before = score(net, with_spell(candidate, spell), role, profile)
    assert score(net, with_spell(candidate, moved), role, profile) >= before - ROUNDING


def test_but_of_a_spell_moved_beyond_the_day_of_reckoning_less_is_left() -> None:
    net = network([("j1", R.ESSENTIAL_SKILL, "s1")])
    done = Spell("j1", None, TODAY - timedelta(days=300), TODAY)
    half_done = Spell("j1", None, TODAY - timedelta(days=150), TODAY + timedelta(days=150))
    scores = [score(net, Candidate("C-1", (s,)), asking("s1"), SKILLS_FIRST) for s in (done, half_done)]
    assert scores[0] > scores[1] > 0


@given(networks, candidates, roles, profiles | any_profiles, spells(), claims, st.floats(0.0, 1.0))
def test_a_higher_level_never_lowers_the_score(
    net: Network,
    candidate: Candidate,
    role: Role,
    profile: Profile,
    spell: Spell,
    claim: Claim,
    part: float,
) -> None:
    by_level = [
        score(net, with_spell(candidate, replace(spell, level=level)), role, profile) for level in Level
    ]
    assert all(lower <= higher + ROUNDING for lower, higher in pairwise(by_level))
    higher = replace(claim, level=claim.level + part * (1 - claim.level))
    before = score(net, with_claim(candidate, claim), role, profile)
    assert score(net, with_claim(candidate, higher), role, profile) >= before - ROUNDING


@given(networks, candidates, roles, profiles | any_profiles, st.floats(0.1, 1.0))
def test_to_ask_for_a_lower_level_never_lowers_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile, part: float
) -> None:
    less = replace(role, skills=tuple(replace(r, level=part * r.level) for r in role.skills))
    before = score(net, candidate, role, profile)
    assert score(net, candidate, less, profile) >= before - ROUNDING


@given(catalogues(), candidates, roles, profiles | any_profiles, chances)
def test_links_that_state_more_never_lower_the_score_while_the_weights_of_the_requirements_stay(
    taxonomy: Catalogue, candidate: Candidate, role: Role, profile: Profile, chance: Random
) -> None:
    profile = replace(profile, other_industry=False)
    before, after = (
        prepared(compiled(one), role, profile) for one in (taxonomy, stating_more(taxonomy, chance))
    )
    assume(before.requirements == after.requirements)
    assert after.scores([candidate])[0] >= before.scores([candidate])[0] - ROUNDING


def test_but_a_heavier_link_that_makes_requirements_near_duplicates_takes_weight_from_both() -> None:
    """Who has two of three skills has two thirds; once the two are nearly one, half."""
    candidate, role = Candidate("C-1", claims=(Claim("s1"), Claim("s2"))), asking("s1", "s2", "s3")
    full = replace(SKILLS_FIRST, development=dict.fromkeys(Channel, 1.0))
    needs = [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 2, 3)]
    scores = [
        score(network([("s1", R.CLOSE_MATCH, "s2", weight), *needs]), candidate, role, full)
        for weight in (0.84, 0.86)
    ]
    assert scores == pytest.approx([2 / 3, 1 / 2])


def test_but_to_fresh_eyes_a_nearer_industry_is_less_fresh() -> None:
    candidate = Candidate("C-1", (Spell(None, "i2", date(2000, 1, 1)),))
    scores = [
        score(network([("i1", R.RELATED, "i2", weight)]), candidate, asking(industry="i1"), profile)
        for profile in (SAME_INDUSTRY, FRESH_EYES)
        for weight in (0.3, 0.8)
    ]
    assert scores[0] < scores[1]
    assert scores[2] > scores[3]


def test_but_a_new_link_can_make_a_skill_say_less_and_then_less_of_it_carries() -> None:
    """s-acc → s-pay carries (IC/IC)^β: the more jobs need accounting, the less it says of payroll."""
    links = [("s-pay", R.BROADER, "s-acc"), ("j1", R.ESSENTIAL_SKILL, "s-pay")]
    others = [(f"j{n}", R.ESSENTIAL_SKILL, "s-other") for n in range(2, 9)]
    candidate = Candidate("C-1", claims=(Claim("s-acc"),))
    scores = [
        score(network([*links, *others, *more]), candidate, asking("s-pay"), SKILLS_FIRST)
        for more in ([], [("j2", R.ESSENTIAL_SKILL, "s-acc")])
    ]
    assert scores[0] > scores[1] > 0


def test_but_a_division_that_says_itself_what_it_teaches_may_teach_less() -> None:
    links: list[Link] = [("i10", R.BROADER, "i1"), ("i1", R.TEACHES, "s1", 0.9)]
    candidate = Candidate("C-1", (Spell(None, "i10", date(2025, 1, 1)),))
    scores = [
        score(network([*links, *more]), candidate, asking("s1"), SKILLS_FIRST)
        for more in ([], [("i10", R.TEACHES, "s1", 0.2)])
    ]
    assert scores[0] > scores[1] > 0


@given(
    st.floats(0.1, 40.0) | st.just(math.inf),
    st.floats(0.0, 1.0),
    st.tuples(st.floats(0.0, 50.0), st.floats(0.0, 50.0), st.floats(0.0, 50.0)),
)
def test_effective_years_are_additive_and_fade_between_the_floor_and_all(
    half_life: float, floor: float, ages: tuple[float, float, float]
) -> None:
    recency, (newest, middle, oldest) = Recency(half_life, floor), sorted(ages)
    whole = years(recency, oldest, newest)
    parts = years(recency, oldest, middle) + years(recency, middle, newest)
    assert parts == pytest.approx(whole, abs=1e-9)
    assert floor * (oldest - newest) - 1e-9 <= whole <= oldest - newest + 1e-9
    steps = 4000
    width = (oldest - newest) / steps
    fading = (max(floor, 2 ** (-(newest + (i + 0.5) * width) / half_life)) for i in range(steps))
    assert whole == pytest.approx(math.fsum(fading) * width, abs=1e-3)


# Null player --------------------------------------------------------------------------------------


@given(networks, candidates, roles, profiles | any_profiles)
def test_what_carries_to_nothing_asked_for_adds_nothing(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    matcher = prepared(net, role, profile)
    useful = np.asarray(matcher.columns.any(axis=1))
    idle = [s for s in SKILLS if not useful[net.index(s)]]
    jobs = [j for j in JOBS if not useful[net.developed_by(net.index(j))[0]].any()]
    places = [i for i in INDUSTRIES if not useful[net.developed_by(net.index(i))[0]].any()]
    more = with_claim(candidate, *(Claim(s) for s in idle))
    more = with_spell(more, *(Spell(job, None, date(2000, 1, 1)) for job in jobs))
    more = with_spell(more, *(Spell(None, place, date(2000, 1, 1)) for place in places))
    before, after = explained(net, candidate, role, profile), explained(net, more, role, profile)
    assert after.score == before.score
    assert [e.points for e in after.evidence] == [e.points for e in before.evidence]


@given(networks, candidates, roles, profiles | any_profiles)
def test_what_no_explanation_names_can_go(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = explained(net, candidate, role, profile)
    named = {c.item for e in match.evidence for c in e.contributions}
    spells = tuple(s for i, s in enumerate(candidate.spells) if i in named)
    kept = tuple(c for i, c in enumerate(candidate.claims, len(candidate.spells)) if i in named)
    less = replace(candidate, spells=spells, claims=kept)
    assert score(net, less, role, profile) == pytest.approx(match.score, abs=ROUNDING)


# Symmetry -----------------------------------------------------------------------------------------


@given(networks, candidates, roles, profiles | any_profiles, chances)
def test_order_does_not_matter(
    net: Network, candidate: Candidate, role: Role, profile: Profile, chance: Random
) -> None:
    other = replace(
        candidate,
        spells=tuple(chance.sample(candidate.spells, len(candidate.spells))),
        claims=tuple(chance.sample(candidate.claims, len(candidate.claims))),
    )
    asked = replace(role, skills=tuple(chance.sample(role.skills, len(role.skills))))
    expected = score(net, candidate, role, profile)
    assert score(net, other, asked, profile) == pytest.approx(expected, abs=ROUNDING)


@given(catalogues(), candidates, roles, profiles | any_profiles, chances)
def test_names_and_the_order_of_links_do_not_matter(
    taxonomy: Catalogue, candidate: Candidate, role: Role, profile: Profile, chance: Random
) -> None:
    assume(_each_pair_names_one_job_and_industry(taxonomy))
    other, names = renamed(taxonomy, chance)
    spells = tuple(
        replace(s, job_type=names.get(s.job_type or ""), industry=names.get(s.industry or ""))
        for s in candidate.spells
    )
    kept = tuple(replace(c, skill=names[c.skill]) for c in candidate.claims)
    asked = replace(
        role,
        skills=tuple(replace(r, skill=names[r.skill]) for r in role.skills),
        job_type=names.get(role.job_type or ""),
        industry=names.get(role.industry or ""),
        floor=names.get(role.floor or ""),
    )
    expected = score(compiled(taxonomy), candidate, role, profile)
    found = score(compiled(other), replace(candidate, spells=spells, claims=kept), asked, profile)
    assert found == pytest.approx(expected, abs=1e-9)


def _each_pair_names_one_job_and_industry(taxonomy: Catalogue) -> bool:
    """As the shapes of the ontology demand; of several one is taken by the alphabet."""
    named = [(r.subject, r.kind) for r in taxonomy.relations if r.kind in {R.OF_JOB_TYPE, R.IN_INDUSTRY}]
    return len(named) == len(set(named))


def test_of_two_above_that_teach_a_skill_unlike_the_one_that_teaches_it_best_is_heard() -> None:
    """i3 ⊂ i2 ⊂ i1, whichever of the two above teaches nine tenths, and the other three."""

    def strength(division: str, section: str) -> float:
        links: list[Link] = [("i3", R.BROADER, division), (division, R.BROADER, section)]
        net = network([*links, (division, R.TEACHES, "s1", 0.9), (section, R.TEACHES, "s1", 0.3)])
        return float(net.learning[[net.index("i3")], [net.index("s1")]][0])

    assert strength(division="i2", section="i1") == strength(division="i1", section="i2") == 0.9


# Clones -------------------------------------------------------------------------------------------


@given(catalogues(), candidates, roles, profiles | any_profiles, chances)
def test_a_concept_made_two_changes_no_score(
    taxonomy: Catalogue, candidate: Candidate, role: Role, profile: Profile, chance: Random
) -> None:
    twice, clone_of = cloned(taxonomy, chance)

    def either(iri: str | None) -> str | None:
        return clone_of[iri] if iri in clone_of and chance.random() < 0.5 else iri

    def skill(iri: str) -> str:
        return either(iri) or iri

    other = replace(
        candidate,
        spells=tuple(
            replace(s, job_type=either(s.job_type), industry=either(s.industry)) for s in candidate.spells
        ),
        claims=tuple(replace(c, skill=skill(c.skill)) for c in candidate.claims),
    )
    asked = replace(
        role,
        skills=tuple(replace(r, skill=skill(r.skill)) for r in role.skills for _ in range(2)),
        job_type=either(role.job_type),
        industry=either(role.industry),
        floor=either(role.floor),
    )
    expected = score(compiled(taxonomy), candidate, role, profile)
    assert score(compiled(twice), other, asked, profile) == pytest.approx(expected, abs=ROUNDING)


@given(networks, candidates, roles, profiles | any_profiles)
def test_a_skill_asked_for_twice_counts_once(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    twice = replace(role, skills=(*role.skills, *role.skills))
    assert score(net, candidate, twice, profile) == score(net, candidate, role, profile)


def weights(net: Network, role: Role) -> dict[str, float]:
    items = prepared(net, role, SKILLS_FIRST).requirements.items
    return {net.nodes[item.node].iri: item.weight for item in items}


def test_a_near_duplicate_requirement_takes_no_weight_from_the_others() -> None:
    needs = [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 2, 3)]
    net = network([("s1", R.CLOSE_MATCH, "s2", 0.9), *needs])
    assert weights(net, asking("s1", "s3")) == pytest.approx({"s1": 1 / 2, "s3": 1 / 2})
    assert weights(net, asking("s1", "s2", "s3")) == pytest.approx({"s1": 1 / 4, "s2": 1 / 4, "s3": 1 / 2})


def test_but_near_duplicates_of_unlike_weight_together_weigh_less_than_the_heavier() -> None:
    """ω = 1 and 0.6: (1² + 0.6²) / 1.6 = 0.85 instead of 1, against one of 1."""
    needs = [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 2, 3)]
    net = network([("s1", R.CLOSE_MATCH, "s2", 0.9), *needs])
    optional = SkillRequirement("s2", essential=False)
    role = replace(asking("s1", "s3"), skills=(*asking("s1", "s3").skills, optional))
    assert weights(net, role)["s3"] == pytest.approx(1 / 1.85)


def test_but_a_chain_of_near_duplicates_weighs_more_than_one() -> None:
    """0.95 · 0.8: the ends are no near duplicates, so the chain of three weighs ½ + ⅓ + ½ of one."""
    needs = [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 2, 3, 4)]
    chain = [("s1", R.CLOSE_MATCH, "s2", 0.9), ("s2", R.CLOSE_MATCH, "s3", 0.9)]
    net = network([*chain, *needs])
    assert weights(net, asking("s1", "s2", "s3", "s4"))["s4"] == pytest.approx(1 / (1 + 4 / 3))


# Spell-splitting ----------------------------------------------------------------------------------


@given(networks, candidates, spells(), roles, profiles | any_profiles, st.floats(0.0, 1.0))
def test_a_spell_cut_in_two_counts_as_before(
    net: Network, candidate: Candidate, spell: Spell, role: Role, profile: Profile, where: float
) -> None:
    end = spell.end or TODAY
    cut = spell.start + (end - spell.start) * where
    halves = (replace(spell, end=cut), replace(spell, start=cut))
    whole = score(net, with_spell(candidate, spell), role, profile)
    assert score(net, with_spell(candidate, *halves), role, profile) == pytest.approx(whole, abs=1e-9)


# Nothing hidden -----------------------------------------------------------------------------------


@given(networks, st.lists(candidates, min_size=1, max_size=4), roles, profiles | any_profiles)
def test_a_pool_scores_each_candidate_as_if_alone(
    net: Network, pool: list[Candidate], role: Role, profile: Profile
) -> None:
    together = prepared(net, role, profile).scores(pool)
    assert [float(s) for s in together] == [explained(net, c, role, profile).score for c in pool]


@given(networks, st.lists(candidates, min_size=1, max_size=4), roles, any_profiles)
def test_filters_sort_but_never_change_a_score(
    net: Network, pool: list[Candidate], role: Role, profile: Profile
) -> None:
    pool = [replace(one, code=f"C-{i}") for i, one in enumerate(pool)]
    filtered = prepared(net, role, replace(profile, industry_only=True)).rank(pool)
    role, profile = replace(role, filters=NO_FILTERS), replace(profile, industry_only=False)
    unknown = [replace(one, location=None, available_from=None, licences=()) for one in pool]
    open_to_all = prepared(net, role, profile).rank(unknown)
    assert {m.candidate: m.score for m in filtered} == {m.candidate: m.score for m in open_to_all}
    for ranking in (filtered, open_to_all):
        order = [(bool(m.outside), -m.score, m.candidate) for m in ranking]
        assert order == sorted(order)
    assert not any(m.outside for m in open_to_all)


@given(networks, candidates, roles, profiles | any_profiles, spells())
def test_what_lies_after_the_day_of_reckoning_does_not_count(
    net: Network, candidate: Candidate, role: Role, profile: Profile, spell: Spell
) -> None:
    to_come = replace(spell, start=TODAY, end=NEVER)
    over_by_then = replace(spell, end=TODAY)
    before = score(net, candidate, role, profile)
    assert score(net, with_spell(candidate, to_come), role, profile) == before
    lasting = score(net, with_spell(candidate, over_by_then), role, profile)
    assert score(net, with_spell(candidate, replace(spell, end=NEVER)), role, profile) == lasting
    assert score(net, with_spell(candidate, replace(spell, end=None)), role, profile) == lasting
