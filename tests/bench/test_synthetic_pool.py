"""Pools of invented candidates: the same for a seed, possible lives, in shares that can be counted."""

import numpy as np
import pytest
from scipy import sparse

from skillpath.bench.candidate_facts import COUNTRIES, LICENCES, LOCATIONS
from skillpath.bench.draws import Draws
from skillpath.bench.labour_market import LabourMarket, by_group
from skillpath.bench.synthetic_pool import BLOCK, synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.graph.network import Network
from skillpath.reasoner import facts, histories
from skillpath.reasoner.criteria import changed
from skillpath.reasoner.facts import UNKNOWN, holds
from skillpath.reasoner.filters import NO_FILTERS
from skillpath.reasoner.histories import LASTS, LEVELS, NOTHING
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.transfer import AS_OF
from workspaces import Bundled

CANDIDATES = BLOCK + 5_000


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Network:
    return bundled(tmp_path_factory.mktemp("synthetic") / "workspace").network


@pytest.fixture(scope="module")
def market(network: Network) -> LabourMarket:
    return LabourMarket.of(network)


@pytest.fixture(scope="module")
def pool(market: LabourMarket) -> Pool:
    return synthetic_pool(market, CANDIDATES)


def test_draws_are_in_proportion_to_the_weights() -> None:
    draws = Draws.of(sparse.csr_array([[1.0, 0.0, 3.0], [0.0, 5.0, 0.0]]))
    rows = np.repeat([0, 1], 40_000)
    drawn = draws.draw(rows, np.random.default_rng(1))
    assert set(drawn[rows == 1].tolist()) == {1}
    assert np.bincount(drawn[rows == 0], minlength=3) / 40_000 == pytest.approx([0.25, 0, 0.75], abs=0.01)


def test_the_largest_group_is_the_most_common() -> None:
    # Two groups: 4311 to 4313 share 1, the second largest has 1/2.
    assert by_group(["4311", "2411", "4312", "4313"]).tolist() == pytest.approx([1 / 3, 1 / 2, 1 / 3, 1 / 3])


def test_the_same_seed_gives_the_same_pool_and_another_one_another(market: LabourMarket, pool: Pool) -> None:
    again, other = synthetic_pool(market, CANDIDATES), synthetic_pool(market, CANDIDATES, seed=1)
    parts = {"histories": histories.COLUMNS, "facts": facts.COLUMNS, "terms": ("starts", "code")}
    for part, columns in parts.items():
        for column in columns:
            values = [getattr(getattr(one, part), column) for one in (pool, again, other)]
            assert np.array_equal(values[0], values[1])
            assert not np.array_equal(values[0], values[2])


def test_a_pool_is_the_beginning_of_a_larger_one(market: LabourMarket, pool: Pool) -> None:
    small = synthetic_pool(market, 7)
    beginning = pool.take(np.arange(7))
    assert len(small) == 7
    assert small.code(6) == "C-0000007"
    for column in histories.COLUMNS:
        assert np.array_equal(getattr(small.histories, column), getattr(beginning.histories, column))
    for column in facts.COLUMNS:
        assert np.array_equal(getattr(small.facts, column), getattr(beginning.facts, column))


def test_columns_are_small_and_complete(pool: Pool) -> None:
    spells = pool.histories
    assert len(pool) == CANDIDATES
    held, claims = spells.spell_starts[-1], spells.claim_starts[-1]
    assert {len(getattr(spells, c)) for c in ("job_type", "industry", "start", "end", "level")} == {held}
    assert {len(spells.skill), len(spells.claimed)} == {claims}
    assert {getattr(spells, c).dtype.itemsize for c in ("job_type", "industry", "start", "end")} == {4}


def test_spells_are_possible(pool: Pool) -> None:
    spells, today = pool.histories, AS_OF.toordinal()
    assert (spells.end > spells.start).all()
    assert (spells.start < today).all()
    ended = spells.end[spells.end != LASTS]
    assert (ended <= today).all()
    sizes = np.diff(spells.spell_starts)
    last = np.zeros(len(spells.end), dtype=bool)
    last[spells.spell_starts[1:] - 1] = True
    assert (spells.end[:-1] <= spells.start[1:])[~last[:-1]].all()
    assert sizes.min() == 1
    assert sizes.max() == 8


def test_careers_are_of_usual_shape(pool: Pool) -> None:
    spells = pool.histories
    until = np.minimum(spells.end, AS_OF.toordinal())[spells.spell_starts[1:] - 1]
    years = (until - spells.start[spells.spell_starts[:-1]]) / 365.25
    assert 15 < years.mean() < 21
    assert years.max() < 41
    assert 3.2 < np.diff(spells.spell_starts).mean() < 3.8
    assert 0.6 < (spells.end == LASTS).sum() / len(pool) < 0.7
    assert 0.01 < (spells.job_type == NOTHING).mean() < 0.03
    assert 0.08 < (spells.industry == NOTHING).mean() < 0.12


def test_levels_rise_with_the_years(pool: Pool) -> None:
    spells = pool.histories
    first = np.zeros(len(spells.level), dtype=bool)
    first[spells.spell_starts[:-1]] = True
    assert (np.diff(spells.level)[~first[1:]] >= 0).all()
    assert (spells.level[first] <= LEVELS.index(Level.PROFESSIONAL)).mean() > 0.95
    assert set(spells.level.tolist()) == set(range(len(LEVELS)))


def test_the_next_job_is_near_and_the_industry_stays(
    network: Network, market: LabourMarket, pool: Pool
) -> None:
    spells = pool.histories
    same = np.repeat(np.arange(len(pool)), np.diff(spells.spell_starts))
    known = (spells.job_type != NOTHING) & (spells.industry != NOTHING)
    at = np.flatnonzero((same[1:] == same[:-1]) & known[1:] & known[:-1])
    before, after = (market.job_types[spells.job_type[i]] for i in (at, at + 1))
    transfer = network.transfer.tocsr()[before, after]
    assert 0.8 < (transfer > 0).mean() < 0.97
    assert 0.55 < (spells.industry[at] == spells.industry[at + 1]).mean() < 0.75


def test_hands_on_jobs_are_on_the_floor(network: Network, market: LabourMarket, pool: Pool) -> None:
    spells = pool.histories
    known = spells.job_type != NOTHING
    codes = np.array([network.nodes[job].code[:1] for job in market.job_types])[spells.job_type[known]]
    hands_on = np.isin(codes, ["7", "8", "9"])
    assert 0.8 < spells.on_floor[known][hands_on].mean() < 0.9
    assert spells.on_floor[known][~hands_on].mean() < 0.1


def test_claims_are_mostly_of_the_jobs(network: Network, market: LabourMarket, pool: Pool) -> None:
    spells = pool.histories
    sizes = np.diff(spells.claim_starts)
    assert sizes.max() <= 12
    assert 3.5 < sizes.mean() < 4.2
    assert np.array_equal(spells.claimed, spells.claimed.round(2))
    assert 0.3 <= spells.claimed.min() < spells.claimed.max() <= 1.0
    rows = range(300)
    own = [set(network.skills_of(market.job_types[j])) for j in spells.job_type]
    hits = total = 0
    for row in rows:
        held = slice(*spells.spell_starts[row : row + 2])
        jobs = set().union(*own[held])
        claims = market.skills[spells.skill[slice(*spells.claim_starts[row : row + 2])]].tolist()
        assert len(set(claims)) == len(claims)
        hits, total = hits + len(jobs & set(claims)), total + len(claims)
    assert 0.7 < hits / total < 0.9


def test_facts_are_uneven(pool: Pool) -> None:
    known = pool.facts
    shares = np.bincount(known.location + 1, minlength=len(LOCATIONS) + 1) / len(pool)
    assert shares[0] == pytest.approx(0.05, abs=0.01)
    assert {place.partition("-")[0] for place in known.locations} == set(COUNTRIES)
    assert shares[1:].max() > 20 * shares[1:].min() > 0
    held = {name: holds(known, name).mean() for name in LICENCES}
    assert held == pytest.approx(dict(LICENCES), abs=0.02)
    assert (known.available == UNKNOWN).mean() == pytest.approx(0.1, abs=0.01)
    assert (known.available == AS_OF.toordinal()).mean() == pytest.approx(0.36, abs=0.02)
    assert known.available.min() == AS_OF.toordinal()


def test_a_pool_can_be_scored(network: Network, market: LabourMarket, pool: Pool) -> None:
    some = pool.histories.take(np.arange(500))
    role = synthetic_roles(network, market, 1)[0]
    matcher = Matcher.prepare(network, role, PROFILES[role.profile], as_of=AS_OF)
    scores = matcher.scores_of_histories(some, Places.of(network, some.vocabulary))
    assert 0 < scores.max() <= 1
    assert len(np.unique(scores)) > 50


def test_roles_are_of_all_kinds(network: Network, market: LabourMarket) -> None:
    roles = synthetic_roles(network, market, 80)
    assert roles[:5] == synthetic_roles(network, market, 5)
    assert len({role.id for role in roles}) == 80
    assert {role.profile for role in roles} == set(PROFILES)
    assert {role.changes.bottleneck for role in roles if role.changes.bottleneck} == {0.2, 0.5}
    for role in roles:
        node = network.index(role.job_type or "")
        assert not network.nodes[node].group
        assert {network.index(asked.skill) for asked in role.skills} <= set(network.skills_of(node))
        assert any(asked.essential for asked in role.skills)
        assert len({asked.skill for asked in role.skills}) == len(role.skills)
        changed(PROFILES[role.profile], role.changes)
    assert 0.75 < sum(role.industry is not None for role in roles) / 80 < 1
    assert 0 < sum(role.floor is not None for role in roles) < 80
    filtered = [role.filters for role in roles if role.filters != NO_FILTERS]
    assert 4 < len(filtered) < 25
    assert {len(filters.licences) for filters in filtered} == {0, 1}
    assert {filters.available_by is None for filters in filtered} == {True, False}
