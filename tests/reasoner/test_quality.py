"""Each rule about matching finds what a drawn taxonomy has wrong, not what only looks like it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest

from drawn import Link, catalogue
from shipped import shipped_catalogue
from skillpath.ontology.catalogue import Catalogue, Relation
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.rules import RULES
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, profile_named
from skillpath.reasoner.quality.checker import FINDERS
from skillpath.reasoner.quality.compiled import Compiled, Progress
from skillpath.reasoner.quality.conflicts import conflicting_requirements
from skillpath.reasoner.quality.hubs import HUB_PATHS, HUB_SHARE, hub_skills
from skillpath.reasoner.quality.odd_neighbours import odd_neighbours
from skillpath.reasoner.quality.unused_relations import unused_relations
from skillpath.reasoner.role import role_of_job_type
from skillpath.reasoner.transfer import typical_candidate

Find = Callable[[Compiled, Progress], Iterator[Flaw]]


def flaws(find: Find, taxonomy: Catalogue) -> dict[str, str]:
    """What breaks a rule, and the message, by drawn names. A concept may do so once here."""
    found = list(find(Compiled.of(with_iris(taxonomy)), quiet))
    assert len({flaw.this.value for flaw in found}) == len(found)
    return {flaw.this.value.removeprefix("x:"): flaw.message.replace("<x:", "<") for flaw in found}


def with_iris(taxonomy: Catalogue) -> Catalogue:
    """A drawn taxonomy with names that RDF accepts: x:s1."""
    return Catalogue(
        {f"x:{name}": replace(concept, iri=f"x:{name}") for name, concept in taxonomy.concepts.items()},
        tuple(replace(r, subject=f"x:{r.subject}", object=f"x:{r.object}") for r in taxonomy.relations),
        tuple((f"x:{one}", f"x:{other}") for one, other in taxonomy.same),
    )


def quiet(_done: int, _total: int) -> None:
    pass


def test_every_rule_about_matching_has_what_looks_for_it() -> None:
    assert list(FINDERS) == [rule.id for rule in RULES if rule.matching]


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
def test_nothing_is_wrong_with_nothing(find: Find) -> None:
    assert flaws(find, catalogue([])) == {}
    assert flaws(find, catalogue([], alone=["s1", "j1", "i1"])) == {}


# Hub skills -------------------------------------------------------------------------------------------


def star(rays: int) -> list[Link]:
    """Skills without a group, each related to one: rays × (rays − 1) best paths turn at it."""
    return [("s-hub", R.RELATED, f"s{n}", 0.9) for n in range(rays)]


def web(skills: int) -> list[Link]:
    """Skills all related to each other: skills × (skills − 1) best paths turn nowhere."""
    return [
        (one, R.RELATED, other, 0.9) for one, other in combinations([f"s-w{n}" for n in range(skills)], 2)
    ]


def forest(groups: int, *, top: bool) -> tuple[list[Link], list[str]]:
    """Groups of five skills, maybe under one heading; and the headings. What one job needs carries whole."""
    names = [f"s-g{n}" for n in range(groups)]
    links: list[Link] = [(f"{name}-{n}", R.BROADER, name) for name in names for n in range(5)]
    links += [(name, R.BROADER, "s-top") for name in names] if top else []
    jobs: list[Link] = [("j1", R.ESSENTIAL_SKILL, "s-g0-0"), ("j2", R.ESSENTIAL_SKILL, "s-other")]
    return links + jobs, [*names, "s-top"]


def test_a_skill_at_which_most_best_paths_turn_is_a_hub() -> None:
    asked: list[Link] = [
        ("j1", R.ESSENTIAL_SKILL, "s-below"),
        ("j2", R.OPTIONAL_SKILL, "s-other"),
        ("s-below", R.BROADER, "s-hub"),
    ]
    found = flaws(hub_skills, catalogue([*star(12), *asked]))
    # 12 × 11 from ray to ray, and s-below to each ray; from ray to s-below they turn at s-hub too. Beside
    # these, 2 × 12 lead to the hub and from it, and turn nowhere.
    assert found == {
        "s-hub": "86.7% of the best paths between skills of different groups turn here (156 of 180); "
        "1 of 2 job types ask for it or for something narrower"
    }


def test_a_hub_needs_many_paths() -> None:
    few = max(n for n in range(20) if n * (n - 1) < HUB_PATHS)
    assert flaws(hub_skills, catalogue(star(few))) == {}
    assert set(flaws(hub_skills, catalogue(star(few + 1)))) == {"s-hub"}


def test_a_hub_needs_a_large_share_of_the_paths() -> None:
    turning, others = 12 * 11, 12 * 12 + 12  # from ray to ray; all of the star
    enough = next(n for n in range(99) if turning <= HUB_SHARE * (others + n * (n - 1)))
    assert set(flaws(hub_skills, catalogue([*star(12), *web(enough - 1)]))) == {"s-hub"}
    assert flaws(hub_skills, catalogue([*star(12), *web(enough)])) == {}


def test_a_heading_over_several_groups_is_a_hub_and_the_groups_are_none() -> None:
    links, headings = forest(3, top=True)
    drawn = catalogue(links, alone=["j-heading"], headings=[*headings, "j-heading"])
    assert flaws(hub_skills, drawn) == {  # 15 skills to the 10 of other groups; headings are never asked for
        "s-top": "100.0% of the best paths between skills of different groups turn here (150 of 150); "
        "1 of 2 job types ask for it or for something narrower"
    }


def test_a_heading_that_only_joins_its_own_skills_is_no_hub() -> None:
    links, headings = forest(8, top=False)
    assert flaws(hub_skills, catalogue(links, headings=headings)) == {}


# Unused relations -------------------------------------------------------------------------------------

ROUND: list[Link] = [("s1", R.RELATED, "s3", 0.9), ("s3", R.RELATED, "s2", 0.9)]
"""From s1 to s2 by way of s3: 0.81."""


def test_a_link_weaker_than_the_way_round_changes_no_score() -> None:
    assert flaws(unused_relations, catalogue([*ROUND, ("s1", R.RELATED, "s2")])) == {
        "s1": "is related to <s2>, but carries 0.50 there and 0.50 back, and other ways carry no less: "
        "0.81 there and 0.81 back"
    }
    assert flaws(unused_relations, catalogue([*ROUND, ("s1", R.RELATED, "s2", 0.82)])) == {}


def test_what_skills_need_of_each_other_counts_there_and_back() -> None:
    needs: Link = ("s1", R.ESSENTIAL_SKILL, "s2")  # carries 0.6 there and 0.4 back
    there: Link = ("s1", R.RELATED, "s2", 0.5)
    assert flaws(unused_relations, catalogue([there, needs])) == {}
    (message,) = flaws(unused_relations, catalogue([*ROUND, needs])).values()
    assert message.startswith("cannot be done without <s2>, but carries 0.60 there and 0.40 back,")


def test_a_link_below_the_cut_off_says_so() -> None:
    assert flaws(unused_relations, catalogue([("s1", R.RELATED, "s2", 0.1)])) == {
        "s1": "is related to <s2>, but carries 0.10 and nothing below 0.15 counts"
    }


def test_a_link_between_two_names_of_one_concept_changes_no_score() -> None:
    taxonomy = catalogue([("s1", R.CLOSE_MATCH, "s2")], same=[("s1", "s2")])
    assert set(flaws(unused_relations, taxonomy)) == {"s1"}


def test_a_link_said_in_both_directions_is_used_or_not_as_one() -> None:
    said: list[Link] = [("s1", R.RELATED, "s2"), ("s2", R.RELATED, "s1")]
    assert flaws(unused_relations, catalogue(said)) == {}
    assert set(flaws(unused_relations, catalogue([*ROUND, *said]))) == {"s1", "s2"}


def test_industries_are_looked_at_too() -> None:
    section: list[Link] = [(name, R.BROADER, "i-section") for name in ("i1", "i2")]
    # Of four industries two are below the section: (IC 0.21 of i-section / 1 of i1)^1.5 is below the cut-off.
    links: list[Link] = [*section, ("i1", R.RELATED, "i2")]
    assert flaws(unused_relations, catalogue(links, alone=["i3"])) == {}
    others = [f"i-other{n}" for n in range(40)]  # among many industries, two are much alike
    assert set(flaws(unused_relations, catalogue(links, alone=others))) == {"i1"}


def test_what_job_types_ask_for_and_the_hierarchy_are_no_links_across() -> None:
    links: list[Link] = [("j1", R.ESSENTIAL_SKILL, "s1"), ("s1", R.BROADER, "s2"), ("i1", R.TEACHES, "s1")]
    assert flaws(unused_relations, catalogue(links)) == {}


def test_of_the_bundled_ontology_each_link_named_can_go_and_no_score_changes() -> None:
    taxonomy = shipped_catalogue()
    compiled = Compiled.of(taxonomy)
    found = [f.triple for f in unused_relations(compiled, quiet) if f.triple is not None]
    named = {(t.subject.value, getattr(t.object, "value", "")) for t in found if hasattr(t.subject, "value")}
    assert len(named) == len(found)
    used = [r for r in taxonomy.relations if r.kind is R.RELATED and (r.subject, r.object) not in named]
    whole = transfers(taxonomy)
    for relation in [r for r in taxonomy.relations if (r.subject, r.object) in named][:4]:
        assert np.allclose(transfers(taxonomy, relation), whole, rtol=0, atol=1e-11)
    for relation in used[::60]:
        assert not np.allclose(transfers(taxonomy, relation), whole, rtol=0, atol=1e-11)


def transfers(
    taxonomy: Catalogue, without: Relation | None = None
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    kept = tuple(relation for relation in taxonomy.relations if relation != without)
    return Compiled.of(replace(taxonomy, relations=kept)).network.transfer.toarray()


# Odd neighbours ---------------------------------------------------------------------------------------

COMMON = [f"s{n}" for n in range(6)]


def jobs(
    siblings_share: int, *, outsider: str = "2222", sibling: str = "1112", others: int = 20
) -> Catalogue:
    """Of what j-role needs j-outsider needs all but one, j-sibling, of the role's minor group, fewer."""
    needs = {"j-role": COMMON, "j-outsider": COMMON[1:], "j-sibling": [*COMMON[:siblings_share], "s-own"]}
    needs |= {f"j-other{n}": [f"s-other{n}"] for n in range(others)}
    links: list[Link] = [(job, R.ESSENTIAL_SKILL, skill) for job, skills in needs.items() for skill in skills]
    return catalogue(links, codes={"j-role": "1111", "j-outsider": outsider, "j-sibling": sibling})


def test_a_job_type_nearest_to_one_of_another_major_group_is_odd() -> None:
    taxonomy = jobs(2)
    near, far = (points(taxonomy, origin, "j-role") for origin in ("j-outsider", "j-sibling"))
    assert far < near / 2
    assert flaws(odd_neighbours, taxonomy) == {
        "j-role": f"ISCO 1111, is nearest to <j-outsider>, ISCO 2222, who reaches {near:.2f} of 100 points; "
        f"of its own minor group 111 <j-sibling> is nearest with {far:.2f}"
    }


def points(taxonomy: Catalogue, origin: str, role: str) -> float:
    """What ``skillpath transfer`` prints."""
    net, as_of = Compiled.of(taxonomy).network, date(2026, 11, 1)
    wanted, profile = role_of_job_type(net, net.index(role)), profile_named(DEFAULT_PROFILE)
    candidate = typical_candidate(net, net.index(origin), as_of=as_of)
    return 100 * float(Matcher.prepare(net, wanted, profile, as_of=as_of).scores([candidate])[0])


def test_it_is_not_odd_where_one_of_the_own_group_is_half_as_near() -> None:
    taxonomy = jobs(4)
    near, far = (points(taxonomy, origin, "j-role") for origin in ("j-outsider", "j-sibling"))
    assert near / 2 < far < near
    assert flaws(odd_neighbours, taxonomy) == {}


@pytest.mark.parametrize(
    ("outsider", "sibling"),
    [
        ("1222", "1112"),  # the neighbour is of the same major group
        ("2222", "1121"),  # nobody else is of the own minor group
        ("", "1112"),  # nothing says where the neighbour belongs
        ("22", "1112"),  # a code that is none of ISCO's unit groups
    ],
)
def test_without_another_major_group_and_a_sibling_nothing_is_odd(outsider: str, sibling: str) -> None:
    assert flaws(odd_neighbours, jobs(2, outsider=outsider, sibling=sibling)) == {}


def test_where_nobody_is_near_nothing_is_odd() -> None:
    links: list[Link] = [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in range(3)]
    codes = {"j0": "1111", "j1": "1112", "j2": "2222"}
    assert flaws(odd_neighbours, catalogue(links, codes=codes)) == {}


# Conflicting requirements -----------------------------------------------------------------------------


def asking(*links: Link, same: Collection[tuple[str, str]] = ()) -> dict[str, str]:
    other: Link = ("j-other", R.ESSENTIAL_SKILL, "s-other")
    return flaws(conflicting_requirements, catalogue([*links, other], same=list(same)))


ESSENTIAL: Link = ("j1", R.ESSENTIAL_SKILL, "s1")
OPTIONAL: Link = ("j1", R.OPTIONAL_SKILL, "s2")


def test_near_duplicates_as_essential_and_as_optional_are_a_conflict() -> None:
    assert asking(ESSENTIAL, OPTIONAL, ("s1", R.CLOSE_MATCH, "s2")) == {
        "j1": "needs <s1> essentially and <s2> optionally, nearly the same: 0.90 carries there and 0.90 back"
    }


def test_the_statement_to_blame_is_the_optional_one() -> None:
    drawn = catalogue([ESSENTIAL, OPTIONAL, ("s1", R.CLOSE_MATCH, "s2")])
    compiled = Compiled.of(with_iris(drawn))
    (flaw,) = conflicting_requirements(compiled, quiet)
    assert str(flaw.triple) == "<x:j1> <http://data.europa.eu/esco/model#relatedOptionalSkill> <x:s2>"


def test_the_nearest_essential_skill_is_named() -> None:
    more: list[Link] = [("j1", R.ESSENTIAL_SKILL, "s3"), ("s3", R.CLOSE_MATCH, "s2", 0.95)]
    (message,) = asking(ESSENTIAL, OPTIONAL, ("s1", R.CLOSE_MATCH, "s2"), *more).values()
    assert message.startswith("needs <s3> essentially")


def test_one_skill_asked_for_both_ways_is_a_conflict() -> None:
    both: Link = ("j1", R.OPTIONAL_SKILL, "s1")
    assert asking(ESSENTIAL, both) == {"j1": "needs <s1> both essentially and optionally"}
    (message,) = asking(ESSENTIAL, OPTIONAL, same=[("s1", "s2")]).values()
    assert message.endswith("nearly the same: 1.00 carries there and 1.00 back")


@pytest.mark.parametrize(
    "links",
    [
        [ESSENTIAL, OPTIONAL, ("s1", R.CLOSE_MATCH, "s2", 0.84)],  # not near enough
        [ESSENTIAL, ("j1", R.ESSENTIAL_SKILL, "s2"), ("s1", R.CLOSE_MATCH, "s2")],  # both essential
        [("j1", R.OPTIONAL_SKILL, "s1"), OPTIONAL, ("s1", R.CLOSE_MATCH, "s2")],  # both optional
        [ESSENTIAL, ("j2", R.OPTIONAL_SKILL, "s2"), ("s1", R.CLOSE_MATCH, "s2")],  # two job types
        [("s3", R.ESSENTIAL_SKILL, "s1"), ("s3", R.OPTIONAL_SKILL, "s2"), ("s1", R.CLOSE_MATCH, "s2")],
    ],
)
def test_these_are_no_conflict(links: list[Link]) -> None:
    assert asking(*links) == {}


def test_near_one_way_only_is_no_conflict() -> None:
    # Ten others below s1: who knows s2 knows s1, and not the other way round.
    below: list[Link] = [("s2", R.BROADER, "s1"), *((f"s-b{n}", R.BROADER, "s1") for n in range(10))]
    rest: list[Link] = [(f"j-b{n}", R.ESSENTIAL_SKILL, f"s-b{n}") for n in range(10)]
    assert asking(ESSENTIAL, OPTIONAL, *below, *rest) == {}


def test_that_two_taxonomies_differ_over_a_job_type_is_no_conflict() -> None:
    links: list[Link] = [ESSENTIAL, ("j2", R.OPTIONAL_SKILL, "s1")]
    assert asking(*links, same=[("j1", "j2")]) == {}
