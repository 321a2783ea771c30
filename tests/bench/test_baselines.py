"""Baselines on a network small enough to reckon by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from drawn import network
from skillpath.bench import baselines
from skillpath.bench.skills_space import co_use, comparative_advantage, skills_space
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R

# j1: s1, s2 (s3 optional). j2: s1, s4 (s2 optional). j3: s5. j4 needs nothing.
NETWORK = network(
    [
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j1", R.ESSENTIAL_SKILL, "s2"),
        ("j1", R.OPTIONAL_SKILL, "s3"),
        ("j2", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.OPTIONAL_SKILL, "s2"),
        ("j2", R.ESSENTIAL_SKILL, "s4"),
        ("j3", R.ESSENTIAL_SKILL, "s5"),
    ],
    alone=["j4"],
)
JOBS = np.array([NETWORK.index(f"j{n}") for n in (1, 2, 3, 4)], dtype=np.int32)
COMMON, RARE = math.log(4 / 2), math.log(4 / 1)
"""Inverse document frequencies: s1 and s2 are needed by two job types of four, the others by one."""


def test_jaccard() -> None:
    scores = baselines.jaccard(NETWORK, JOBS)
    assert scores[0, 1] == scores[1, 0] == 2 / 4
    assert scores[0, 2] == 0
    assert scores[3].tolist() == [0, 0, 0, 0]


def test_idf_coverage_is_of_the_destinations_essential_skills() -> None:
    scores = baselines.idf_coverage(NETWORK, JOBS)
    assert scores[0, 1] == pytest.approx(COMMON / (COMMON + RARE))
    assert scores[1, 0] == pytest.approx(1.0)  # s1 and s2: optional in j2, but done there
    assert scores[0, 3] == 0


def test_tfidf_cosine() -> None:
    scores = baselines.tfidf_cosine(NETWORK, JOBS)
    first, second = np.array([COMMON, COMMON, RARE / 2, 0]), np.array([COMMON, COMMON / 2, 0, RARE])
    expected = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    assert scores[0, 1] == pytest.approx(expected)
    assert np.allclose(np.diag(scores)[:3], 1)


def test_pagerank_solves_its_equation() -> None:
    scores = baselines.pagerank(NETWORK, JOBS)
    n = len(NETWORK)
    links = np.zeros((n, n))
    for job, skill, weight in (
        ("j1", "s1", 1.0),
        ("j1", "s2", 1.0),
        ("j1", "s3", 0.5),
        ("j2", "s1", 1.0),
        ("j2", "s2", 0.5),
        ("j2", "s4", 1.0),
        ("j3", "s5", 1.0),
    ):
        u, v = NETWORK.index(job), NETWORK.index(skill)
        links[u, v] = links[v, u] = weight
    degree = links.sum(axis=0)
    walk = np.divide(links, degree, out=np.zeros_like(links), where=degree > 0)
    rank = np.linalg.solve(np.eye(n) - 0.85 * walk, 0.15 * np.eye(n))
    expected = rank[np.ix_(JOBS[:3], JOBS[:3])].T / degree[JOBS[:3]]
    assert np.allclose(scores[:3, :3], expected, atol=baselines.UNSETTLED)
    assert np.allclose(scores, scores.T, atol=baselines.UNSETTLED)
    assert scores[0, 1] > 0 == scores[0, 2]


def test_pagerank_walks_the_hierarchies_too() -> None:
    related = network(
        [
            ("j1", R.ESSENTIAL_SKILL, "s1"),
            ("j2", R.ESSENTIAL_SKILL, "s2"),
            ("j3", R.ESSENTIAL_SKILL, "s3"),
            ("s1", R.BROADER, "s0"),
            ("s2", R.BROADER, "s0"),
        ]
    )
    jobs = np.array([related.index(name) for name in ("j1", "j2", "j3")], dtype=np.int32)
    scores = baselines.pagerank(related, jobs)
    assert scores[0, 1] > 0 == scores[0, 2]


def test_pagerank_in_blocks_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = baselines.pagerank(NETWORK, JOBS)
    monkeypatch.setattr(baselines, "BLOCK", 3)
    assert np.array_equal(whole, baselines.pagerank(NETWORK, JOBS))


def _coded(*codes: str) -> Network:
    nodes = list(NETWORK.nodes)
    for job, code in zip(JOBS, codes, strict=True):
        nodes[job] = replace(nodes[job], code=code)
    return replace(NETWORK, nodes=tuple(nodes))


def test_isco_counts_leading_digits_only() -> None:
    scores = baselines.isco(_coded("4311", "4312", "1311", ""), JOBS)
    assert scores.tolist() == [[4, 3, 0, 0], [3, 4, 0, 0], [0, 0, 4, 0], [0, 0, 0, 0]]


def test_skills_space_by_hand() -> None:
    # Of 7 links, RCA of s1 and s2 (two of the seven) in a job of three skills is (1/3)/(2/7) = 7/6, that of
    # s3 and s4 (one) 7/3: weights as 1, 1, 2. θ is 1 between s1 and s2 and of each with itself, and 1/2
    # between one of these and s3 or s4; s3 and s4 never meet.
    scores = skills_space(NETWORK, JOBS)
    assert scores[0, 1] == pytest.approx(
        ((1 + 1 + 2 / 2) + (1 + 1 + 2 / 2) + 2 * (1 / 2 + 1 / 2 + 0)) / (4 * 4)
    )
    assert scores[0, 0] == pytest.approx(
        ((1 + 1 + 2 / 2) + (1 + 1 + 2 / 2) + 2 * (1 / 2 + 1 / 2 + 2)) / (4 * 4)
    )
    assert scores[2, 2] == pytest.approx(1.0)
    assert np.array_equal(scores, scores.T)
    assert scores[:, 3].tolist() == [0, 0, 0, 0]


def test_comparative_advantage_by_hand() -> None:
    asked = sparse.csr_array(np.array([[1.0, 1.0, 1.0, 1.0], [1.0, 0, 0, 0], [1.0, 0, 0, 0]]))
    advantage = comparative_advantage(asked)
    expected = [[(1 / 4) / (3 / 6), *[(1 / 4) / (1 / 6)] * 3], [1 / (3 / 6), 0, 0, 0], [1 / (3 / 6), 0, 0, 0]]
    assert np.allclose(advantage.toarray(), expected)
    # The first skill is no advantage in the first job: it is not in effective use beside the others there.
    similarity = co_use(advantage).toarray()
    assert similarity[0].tolist() == [1, 0, 0, 0]
    assert similarity[1].tolist() == [0, 1, 1, 1]


def test_co_use_is_the_smaller_of_the_two_chances() -> None:
    advantage = sparse.csr_array(np.array([[1.0, 2.0], [1.5, 0], [3.0, 0], [0, 1.0]]))
    assert co_use(advantage).toarray()[0, 1] == pytest.approx(min(1 / 3, 1 / 2))


@pytest.mark.parametrize("size", range(1, 50))
def test_an_advantage_of_exactly_one_counts_whatever_the_rounding(size: int) -> None:
    everybody_needs_all = sparse.csr_array(np.ones((size, size)))
    assert (co_use(comparative_advantage(everybody_needs_all)).toarray() == 1).all()


def test_all_baselines_score_all_pairs() -> None:
    for name, baseline in baselines.BASELINES.items():
        scores = baseline(NETWORK, JOBS)
        assert scores.shape == (4, 4), name
        assert np.isfinite(scores).all(), name
