"""The demonstration agency tells true stories: its files, and what the real scorer says of them."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Final

import numpy as np
import pytest

from shipped import shipped_catalogue
from skillpath.agency.demonstration import read_candidates, read_roles
from skillpath.data import bundled
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, ConceptKind
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role

AS_OF: Final = date(2026, 11, 1)
CANDIDATES: Final = bundled("agency/candidates.toml")
ROLES: Final = bundled("agency/roles.toml")

SAME: Final = "same job, same industry"
OTHER_INDUSTRY: Final = "same job, other industry"
FLOOR: Final = "shop floor to office"
FRONT: Final = "front office to back office"
SURPRISING: Final = "a surprising one"
WRONG: Final = "looks right and is not"
SITUATIONS: Final = {SAME, OTHER_INDUSTRY, FLOOR, FRONT, SURPRISING, WRONG}

TOLD: Final[dict[str, dict[str, Any]]] = tomllib.loads(CANDIDATES.read_text(encoding="utf-8"))
"""The candidates with what only readers see of them."""

ASKED: Final[dict[str, Role]] = {role.id: role for role in read_roles(ROLES)}

Ranking = dict[str, Match]
"""Matches by candidate, best first."""

Rank = Callable[[str, str], Ranking]
"""Role and profile → ranking of all candidates."""


def cast(role: str, *situations: str) -> list[str]:
    """The codes of those made for a role, in these situations (all, where none is named)."""
    wanted = situations or tuple(SITUATIONS)
    return [code for code, told in TOLD.items() if told["aim"] == role and told["situation"] in wanted]


def roles_with(*situations: str) -> list[str]:
    return [role for role in ASKED if all(cast(role, situation) for situation in situations)]


def place(ranking: Ranking, code: str) -> int:
    """1 for the best."""
    return list(ranking).index(code) + 1


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture(scope="module")
def network(catalogue: Catalogue) -> Network:
    return compile_network(build_graph(catalogue))


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return read_candidates(CANDIDATES)


@pytest.fixture(scope="module")
def rank(network: Network, candidates: list[Candidate]) -> Rank:
    @cache
    def ranked(role: str, profile: str) -> Ranking:
        matcher = Matcher.prepare(network, ASKED[role], PROFILES[profile], as_of=AS_OF)
        return {match.candidate: match for match in matcher.rank(candidates)}

    return ranked


# The files -------------------------------------------------------------------------------------------


def test_candidates_and_roles_are_coded_in_sequence(candidates: list[Candidate]) -> None:
    assert [c.code for c in candidates] == [f"C-{n:03}" for n in range(1, 61)]
    assert list(ASKED) == [f"R-{n:02}" for n in range(1, 13)]


def test_every_name_is_a_concept_of_its_kind(catalogue: Catalogue, candidates: list[Candidate]) -> None:
    def wrong(names: set[str | None], kind: ConceptKind) -> set[str]:
        known = {c.iri for c in catalogue.of_kind(kind) if not c.group}
        return {name for name in names if name is not None and name not in known}

    spells = [spell for candidate in candidates for spell in candidate.spells]
    claims = {claim.skill for candidate in candidates for claim in candidate.claims}
    roles = ASKED.values()
    assert not wrong({s.job_type for s in spells} | {r.job_type for r in roles}, ConceptKind.JOB_TYPE)
    assert not wrong(
        {s.industry for s in spells} | {i for r in roles for i in (r.industry, r.floor)}, ConceptKind.INDUSTRY
    )
    assert not wrong({*claims, *(s.skill for r in roles for s in r.skills)}, ConceptKind.SKILL)


def test_every_situation_occurs_and_every_role_has_its_five() -> None:
    count = Counter(told["situation"] for told in TOLD.values())
    assert set(count) == SITUATIONS
    assert min(count.values()) >= 3
    for role in ASKED:
        assert len(cast(role)) == 5
        assert all(len(cast(role, situation)) == 1 for situation in (SAME, OTHER_INDUSTRY, WRONG)), role


def test_the_readme_names_every_situation_and_profile() -> None:
    text = bundled("agency/README.md").read_text(encoding="utf-8")
    assert all(f"| {situation} |" in text for situation in SITUATIONS)
    assert all(f"`{profile}`" in text for profile in PROFILES)


def test_all_profiles_are_used_and_roles_differ() -> None:
    assert {role.profile for role in ASKED.values()} == set(PROFILES)
    assert len({role.job_type for role in ASKED.values()}) == len(ASKED)
    for role in ASKED.values():
        essential = sum(skill.essential for skill in role.skills)
        assert 5 <= essential <= 9, role.id
        assert 3 <= len(role.skills) - essential <= 7, role.id


def test_careers_are_plausible(candidates: list[Candidate]) -> None:
    for candidate in candidates:
        starts = [spell.start for spell in candidate.spells]
        ends = [spell.end or AS_OF for spell in candidate.spells]
        assert starts == sorted(starts), candidate.code
        assert max(ends) <= AS_OF, candidate.code
        assert 2 <= (max(ends) - min(starts)).days / 365.25 <= 26, candidate.code
    assert {spell.level for candidate in candidates for spell in candidate.spells} == set(Level)
    assert sum(bool(candidate.claims) for candidate in candidates) >= 20


def test_nothing_tells_of_protected_attributes() -> None:
    clients = tomllib.loads(ROLES.read_text(encoding="utf-8")).values()
    text = "\n".join([*(told["note"] for told in TOLD.values()), *(role["client"] for role in clients)])
    found = re.findall(
        r"(?i)\b(he|she|his|hers?|him|mr|mrs|ms|man|woman|(?:fe)?male|aged?|born|nationality|native"
        r"|married|pregnan\w+|parent\w*|disab\w+|injur\w+|ill|illness|religio\w+|union member)\b",
        text,
    )
    assert not found


# The stories -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ASKED)
def test_same_job_and_industry_beats_other_industry_where_the_industry_counts(role: str, rank: Rank) -> None:
    ranking = rank(role, "same industry preferred")
    (insider,), (outsider,) = cast(role, SAME), cast(role, OTHER_INDUSTRY)
    assert ranking[insider].score > ranking[outsider].score


@pytest.mark.parametrize("role", ASKED)
def test_same_job_and_industry_is_among_the_best_three(role: str, rank: Rank) -> None:
    (insider,) = cast(role, SAME)
    assert place(rank(role, ASKED[role].profile), insider) <= 3


@pytest.mark.parametrize("role", roles_with(SURPRISING))
def test_the_surprising_one_proves_right(role: str, rank: Rank) -> None:
    ranking = rank(role, ASKED[role].profile)
    (found,) = cast(role, SURPRISING)
    assert place(ranking, found) <= len(ranking) / 5
    assert ranking[found].score > np.median([match.score for match in ranking.values()])


@pytest.mark.parametrize("role", ASKED)
def test_what_only_looks_right_ranks_behind_all_others_of_its_role(role: str, rank: Rank) -> None:
    ranking = rank(role, ASKED[role].profile)
    (looks_right,) = cast(role, WRONG)
    right = set(cast(role)) - {looks_right}
    assert ranking[looks_right].score < min(ranking[code].score for code in right)


@pytest.mark.parametrize("role", [role for role in ASKED if cast(role, FLOOR, FRONT)])
def test_the_way_to_the_office_is_seen(role: str, rank: Rank) -> None:
    ranking = rank(role, ASKED[role].profile)
    for code in cast(role, FLOOR, FRONT):
        assert place(ranking, code) <= 15, code


@pytest.mark.parametrize("role", [role for role in ASKED if ASKED[role].profile == "industry only"])
def test_industry_only_filters_out_the_others_visibly(role: str, rank: Rank) -> None:
    ranking = rank(role, "industry only")
    (outsider,) = cast(role, OTHER_INDUSTRY)
    inside = [code for code in ranking if not ranking[code].outside]
    assert set(cast(role)) - {outsider} <= set(inside)
    assert ranking[outsider].outside
    assert list(ranking)[: len(inside)] == inside
    assert place(rank(role, "skills first"), outsider) <= 3


@pytest.mark.parametrize("role", ASKED)
def test_fresh_eyes_lifts_outsiders(role: str, rank: Rank) -> None:
    fresh, same = rank(role, "fresh eyes"), rank(role, "same industry preferred")
    (insider,), (outsider,) = cast(role, SAME), cast(role, OTHER_INDUSTRY)
    assert fresh[outsider].score > same[outsider].score
    assert fresh[insider].score < same[insider].score
    assert place(fresh, outsider) <= place(same, outsider)


@pytest.mark.parametrize("role", [role for role in ASKED if ASKED[role].floor is not None])
def test_a_wanted_shop_floor_background_lifts_those_who_have_it(role: str, rank: Rank) -> None:
    wanted, indifferent = rank(role, "shop-floor background wanted"), rank(role, "skills first")
    (worker,), (outsider,) = cast(role, FLOOR), cast(role, OTHER_INDUSTRY)
    assert place(wanted, worker) < place(indifferent, worker)
    assert wanted[worker].score > wanted[outsider].score
