"""Pools of invented candidates: the same for a seed, possible lives, in shares that can be counted."""

from dataclasses import fields

import numpy as np
import pytest
from scipy import sparse

from skillpath.agency.workspace import Workspace
from skillpath.bench.candidate_facts import COUNTRIES, LICENCES, LOCATIONS
from skillpath.bench.draws import Draws
from skillpath.bench.labour_market import LabourMarket, by_group
from skillpath.bench.synthetic_pool import BLOCK, SyntheticPool, synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.graph.network import Network
from skillpath.reasoner.criteria import changed
from skillpath.reasoner.histories import COLUMNS, LASTS, LEVELS, NOTHING, Places
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.transfer import AS_OF

CANDIDATES = BLOCK + 5_000


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return Workspace.create(tmp_path_factory.mktemp("synthetic") / "workspace").network


@pytest.fixture(scope="module")
def market(network: Network) -> LabourMarket:
    return LabourMarket.of(network)


@pytest.fixture(scope="module")
def pool(market: LabourMarket) -> SyntheticPool:
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


def test_the_same_seed_gives_the_same_pool_and_another_one_another(
    market: LabourMarket, pool: SyntheticPool
) -> None:
    again, other = synthetic_pool(market, CANDIDATES), synthetic_pool(market, CANDIDATES, seed=1)
    for part in ("histories", "facts"):
        for column in (f.name for f in fields(getattr(pool, part)) if f.name != "vocabulary"):
            values = [getattr(getattr(one, part), column) for one in (pool, again, other)]
            assert np.array_equal(values[0], values[1])
            assert not np.array_equal(values[0], values[2])


def test_a_pool_is_the_beginning_of_a_larger_one(market: LabourMarket, pool: SyntheticPool) -> None:
    small = synthetic_pool(market, 7)
    beginning = pool.histories.take(np.arange(7))
    assert len(small) == 7
    for column in COLUMNS:
        assert np.array_equal(getattr(small.histories, column), getattr(beginning, column))
    assert np.array_equal(small.facts.holds, pool.facts.holds[:7])
    assert small.codes()[-1] == "C-0000007"


def test_columns_are_small_and_complete(pool: SyntheticPool) -> None:
    histories = pool.histories
    assert len(pool) == CANDIDATES
    spells, claims = histories.spell_starts[-1], histories.claim_starts[-1]
    assert {len(getattr(histories, c)) for c in ("job_type", "industry", "start", "end", "level")} == {spells}
    assert {len(histories.skill), len(histories.claimed)} == {claims}
    assert {getattr(histories, c).dtype.itemsize for c in ("job_type", "industry", "start", "end")} == {4}


def test_spells_are_possible(pool: SyntheticPool) -> None:
    histories, today = pool.histories, AS_OF.toordinal()
    assert (histories.end > histories.start).all()
    assert (histories.start < today).all()
    ended = histories.end[histories.end != LASTS]
    assert (ended <= today).all()
    sizes = np.diff(histories.spell_starts)
    last = np.zeros(len(histories.end), dtype=bool)
    last[histories.spell_starts[1:] - 1] = True
    assert (histories.end[:-1] <= histories.start[1:])[~last[:-1]].all()
    assert sizes.min() == 1
    assert sizes.max() == 8


def test_careers_are_of_usual_shape(pool: SyntheticPool) -> None:
    histories = pool.histories
    until = np.minimum(histories.end, AS_OF.toordinal())[histories.spell_starts[1:] - 1]
    years = (until - histories.start[histories.spell_starts[:-1]]) / 365.25
    assert 15 < years.mean() < 21
    assert years.max() < 41
    assert 3.2 < np.diff(histories.spell_starts).mean() < 3.8
    assert 0.6 < (histories.end == LASTS).sum() / len(pool) < 0.7
    assert 0.01 < (histories.job_type == NOTHING).mean() < 0.03
    assert 0.08 < (histories.industry == NOTHING).mean() < 0.12


def test_levels_rise_with_the_years(pool: SyntheticPool) -> None:
    histories = pool.histories
    first = np.zeros(len(histories.level), dtype=bool)
    first[histories.spell_starts[:-1]] = True
    assert (np.diff(histories.level)[~first[1:]] >= 0).all()
    assert (histories.level[first] <= LEVELS.index(Level.PROFESSIONAL)).mean() > 0.95
    assert set(histories.level.tolist()) == set(range(len(LEVELS)))


def test_the_next_job_is_near_and_the_industry_stays(
    network: Network, market: LabourMarket, pool: SyntheticPool
) -> None:
    histories = pool.histories
    same = np.repeat(np.arange(len(pool)), np.diff(histories.spell_starts))
    known = (histories.job_type != NOTHING) & (histories.industry != NOTHING)
    at = np.flatnonzero((same[1:] == same[:-1]) & known[1:] & known[:-1])
    before, after = (market.job_types[histories.job_type[i]] for i in (at, at + 1))
    transfer = network.transfer.tocsr()[before, after]
    assert 0.8 < (transfer > 0).mean() < 0.97
    assert 0.55 < (histories.industry[at] == histories.industry[at + 1]).mean() < 0.75


def test_hands_on_jobs_are_on_the_floor(network: Network, market: LabourMarket, pool: SyntheticPool) -> None:
    histories = pool.histories
    known = histories.job_type != NOTHING
    codes = np.array([network.nodes[job].code[:1] for job in market.job_types])[histories.job_type[known]]
    hands_on = np.isin(codes, ["7", "8", "9"])
    assert 0.8 < histories.on_floor[known][hands_on].mean() < 0.9
    assert histories.on_floor[known][~hands_on].mean() < 0.1


def test_claims_are_mostly_of_the_jobs(network: Network, market: LabourMarket, pool: SyntheticPool) -> None:
    histories = pool.histories
    sizes = np.diff(histories.claim_starts)
    assert sizes.max() <= 12
    assert 3.5 < sizes.mean() < 4.2
    assert np.array_equal(histories.claimed, histories.claimed.round(2))
    assert 0.3 <= histories.claimed.min() < histories.claimed.max() <= 1.0
    rows = range(300)
    own = [set(network.skills_of(market.job_types[j])) for j in histories.job_type]
    hits = total = 0
    for row in rows:
        spells = slice(*histories.spell_starts[row : row + 2])
        jobs = set().union(*own[spells])
        claims = market.skills[histories.skill[slice(*histories.claim_starts[row : row + 2])]].tolist()
        assert len(set(claims)) == len(claims)
        hits, total = hits + len(jobs & set(claims)), total + len(claims)
    assert 0.7 < hits / total < 0.9


def test_facts_are_uneven(pool: SyntheticPool) -> None:
    facts = pool.facts
    shares = np.bincount(facts.location + 1, minlength=len(LOCATIONS) + 1) / len(pool)
    assert shares[0] == pytest.approx(0.05, abs=0.01)
    assert {place.partition("-")[0] for place in LOCATIONS} == set(COUNTRIES)
    assert shares[1:].max() > 20 * shares[1:].min() > 0
    assert facts.holds.mean(axis=0) == pytest.approx(list(LICENCES.values()), abs=0.02)
    later = facts.available_from[facts.available_from > 0]
    assert 0.35 < 1 - len(later) / len(pool) < 0.45
    assert later.min() > AS_OF.toordinal()


def test_a_pool_can_be_scored(network: Network, market: LabourMarket, pool: SyntheticPool) -> None:
    histories = pool.histories.take(np.arange(500))
    role = synthetic_roles(network, market, 1)[0]
    matcher = Matcher.prepare(network, role, PROFILES[role.profile], as_of=AS_OF)
    scores = matcher.scores_of_histories(histories, Places.of(network, histories.vocabulary))
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
