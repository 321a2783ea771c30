"""Who is left out of what is scored again on another network scores the same there, bit by bit."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import INDUSTRIES, JOBS, SKILLS, Link, catalogues, compiled, network
from people import TODAY, any_profiles, profiles, roles, spells
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.affected import Affected
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.histories import histories_of
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement

START = TODAY.replace(year=TODAY.year - 20)

everybody = [
    *(Candidate(f"C-{skill}", claims=(Claim(skill, 0.5),)) for skill in SKILLS),
    *(Candidate(f"C-{job}", (Spell(job, None, START),)) for job in JOBS),
    *(Candidate(f"C-{place}", (Spell(None, place, START, on_floor=True),)) for place in INDUSTRIES),
]
"""One for each way to learn; in pairs of a job and an industry those that are drawn."""


def affected(networks: Sequence[Network], role: Role, profile: Profile, crowd: list[Candidate]) -> set[str]:
    """Who may score otherwise, once it is seen that nobody else does."""
    histories = histories_of(crowd)
    matchers = [Matcher.prepare(one, role, profile, as_of=TODAY) for one in networks]
    places = [Places.of(one, histories.vocabulary) for one in networks]
    rows = Affected.of(places[0], places[1], histories).rows(matchers[0], matchers[1])
    before, after = (m.scores_of_histories(histories, p) for m, p in zip(matchers, places, strict=True))
    moved = np.flatnonzero(before != after)
    assert set(moved.tolist()) <= set(rows.tolist())
    assert rows.tolist() == sorted(set(rows.tolist()))
    some = histories.take(rows)
    for matcher, there, whole in zip(matchers, places, (before, after), strict=True):
        assert np.array_equal(matcher.scores_of_histories(some, there), whole[rows])
    return {crowd[row].code for row in rows.tolist()}


def edited(one: Catalogue, other: Catalogue, chance: Random) -> Catalogue:
    """Of one some links go, as does now and then a concept, and some links of the other come."""
    gone = set(chance.sample(one.relations, min(len(one.relations), chance.randrange(3))))
    there = {(r.subject, r.kind, r.object) for r in one.relations}
    new = [r for r in other.relations if (r.subject, r.kind, r.object) not in there]
    come = chance.sample(new, min(len(new), chance.randrange(3)))
    lost = {chance.choice(sorted(one.concepts))} if chance.random() < 0.3 else set()
    return replace(
        one,
        concepts={iri: concept for iri, concept in one.concepts.items() if iri not in lost},
        relations=tuple(
            r
            for r in sorted([*(r for r in one.relations if r not in gone), *come], key=str)
            if not {r.subject, r.object} & lost
        ),
        same=tuple(
            pair for pair in (one.same if chance.random() < 0.8 else other.same) if not set(pair) & lost
        ),
    )


@given(
    catalogues(),
    catalogues(),
    st.integers(0, 2**16),
    st.lists(spells(), max_size=9),
    roles,
    any_profiles | profiles,
)
def test_who_is_not_affected_scores_the_same(
    one: Catalogue, other: Catalogue, seed: int, drawn: list[Spell], role: Role, profile: Profile
) -> None:
    networks = [compiled(taxonomy) for taxonomy in (one, edited(one, other, Random(seed)))]
    crowd = [*everybody, *(Candidate(f"C-{n}", tuple(drawn[n : n + 2])) for n in range(len(drawn)))]
    affected(networks, role, profile, crowd)


LINKS: list[Link] = [
    ("j1", R.ESSENTIAL_SKILL, "s1"),
    ("j2", R.ESSENTIAL_SKILL, "s2"),
    ("i1", R.TEACHES, "s3"),
    ("i1", R.FLOOR_TEACHES, "s4"),
    ("p1", R.OF_JOB_TYPE, "j2"),
    ("p1", R.IN_INDUSTRY, "i1"),
    ("p1", R.TEACHES, "s5"),
    ("s2", R.RELATED, "s1", 0.8),
    ("j3", R.ESSENTIAL_SKILL, "s6"),
]
CROWD = [
    Candidate("job", (Spell("j1", None, START),)),
    Candidate("other job", (Spell("j2", None, START),)),
    Candidate("job there", (Spell("j2", "i1", START),)),
    Candidate("place", (Spell(None, "i1", START),)),
    Candidate("floor", (Spell(None, "i1", START, on_floor=True),)),
    Candidate("claim", claims=(Claim("s2", 0.5),)),
    Candidate("elsewhere", (Spell("j3", None, START),)),
    Candidate("new"),
]
ROLE = Role("R-1", "pay", (SkillRequirement("s1"),))
LEARNERS_OF_S2 = {"other job", "job there", "claim"}


@pytest.mark.parametrize(
    ("gone", "come", "who"),
    [
        ([], [], set()),
        ([], [("i1", R.TEACHES, "s5")], set()),  # of no use to the role
        ([("s2", R.RELATED, "s1", 0.8)], [("s2", R.RELATED, "s1", 0.7)], LEARNERS_OF_S2),
        ([("s2", R.RELATED, "s1", 0.8)], [("s3", R.RELATED, "s1", 0.8)], {*LEARNERS_OF_S2, "place", "floor"}),
        ([], [("s4", R.RELATED, "s1", 0.5)], {"floor"}),
        ([], [("s5", R.RELATED, "s1", 0.5)], {"job there"}),
        ([("p1", R.TEACHES, "s5")], [("p1", R.TEACHES, "s2")], {"job there"}),
        ([("j3", R.ESSENTIAL_SKILL, "s6")], [("j3", R.ESSENTIAL_SKILL, "s6", 0.5)], set()),
    ],
)  # fmt: skip
def test_only_those_who_learned_through_what_changed(
    gone: list[Link], come: list[Link], who: set[str]
) -> None:
    after = [*(link for link in LINKS if link not in gone), *come]
    both = [network(links, alone=["s6", "s7"]) for links in (LINKS, after)]
    assert affected(both, ROLE, PROFILES[DEFAULT_PROFILE], CROWD) == who


@pytest.mark.parametrize(
    ("links", "alone", "more"),
    [([*LINKS, ("j3", R.ESSENTIAL_SKILL, "s1")], ["s9"], {"elsewhere"}), (LINKS, [], set())],
)
def test_where_skills_weigh_otherwise_all_who_know_anything_of_use(
    links: list[Link], alone: list[str], more: set[str]
) -> None:
    """One more job type needs s1, which says less of a candidate than before; or there is no s9 any more."""
    role = replace(ROLE, skills=(*ROLE.skills, SkillRequirement("s9")))
    both = [network(LINKS, alone=["s9"]), network(links, alone=alone)]
    assert affected(both, role, PROFILES[DEFAULT_PROFILE], CROWD) == {"job", *LEARNERS_OF_S2} | more
