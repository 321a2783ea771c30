"""The methods that the benchmark of speed compares: each finds what it should in small pools."""

from datetime import date
from pathlib import Path

import bm25s
import numpy as np
import pytest
from numpy.typing import NDArray

from drawn import network
from skillpath.agency.workspace import Workspace
from skillpath.bench.answers import TOP, Setting
from skillpath.bench.candidate_text import Labels, asked, named
from skillpath.bench.dense_search import Dense
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.plain_search import SAMPLE, PlainSearch, searched_columns
from skillpath.bench.score_methods import Cascade, Exhaustive, Explanation, matcher_of
from skillpath.bench.synthetic_pool import candidate, synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.bench.word_search import Bm25, words
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.filters import NO_FILTERS
from skillpath.reasoner.histories import histories_of
from skillpath.reasoner.pool import Pool, pool_of
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.transfer import AS_OF
from workspaces import Bundled

# Labels are the names. j-clerk needs two skills; i-mill is an industry.
DRAWN = network(
    [
        ("j-clerk", R.ESSENTIAL_SKILL, "s-tax"),
        ("j-clerk", R.OPTIONAL_SKILL, "s-pay"),
        ("j-sawyer", R.ESSENTIAL_SKILL, "s-saw"),
    ],
    alone=["i-mill"],
)
DAY = date(2020, 1, 1)
PEOPLE = [
    Candidate("C-1", (Spell("j-clerk", "i-mill", DAY), Spell("j-clerk", None, DAY)), (Claim("s-saw"),)),
    Candidate("C-2", (Spell("j-sawyer", "i-mill", DAY),)),
    Candidate("C-3", (Spell("j-nowhere", "i-mill", DAY),)),
    Candidate("C-4"),
]


def setting() -> Setting:
    return Setting(DRAWN, pool_of(PEOPLE, day=DAY), Path())


def test_candidates_name_concepts_and_concepts_bring_labels() -> None:
    histories = histories_of(PEOPLE)
    labels = Labels.of(DRAWN, histories.vocabulary)
    assert labels.texts == ("i-mill", "j-clerk", "j-sawyer", "s-pay", "s-saw", "s-tax")
    assert (named(histories) @ labels.brought).toarray().tolist() == [
        [1, 2, 0, 2, 1, 2],
        [1, 0, 1, 0, 1, 0],
        [1, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0],
    ]


def test_a_role_asks_by_its_title_and_labels() -> None:
    role = Role("R-1", "a clerk", (SkillRequirement("s-tax"),), job_type="j-clerk", industry="i-mill")
    assert asked(DRAWN, role) == ["a clerk", "i-mill", "s-tax"]


def test_text_search_scores_as_the_package_does() -> None:
    texts = [
        "mill clerk clerk pay pay saw tax tax",
        "mill sawyer saw",
        "mill",
        "",
    ]
    theirs = bm25s.BM25()
    theirs.index([text.split() for text in texts], show_progress=False)
    role = Role("R-1", "clerk", (SkillRequirement("s-tax"), SkillRequirement("s-saw")))
    expected, scores = theirs.retrieve([["clerk", "tax", "saw"]], k=4, show_progress=False)
    answer = Bm25.build(setting()).query(role)
    assert answer.rows.tolist() == expected[0].tolist()
    assert answer.scores == pytest.approx(scores[0].tolist(), rel=1e-6)
    assert answer.rows[0] == 0


def test_words_leave_out_the_most_common() -> None:
    assert words(["Sort the mail, and THE bills"]) == [["sort", "mail", "bills"]]


def test_dense_retrieval_finds_the_nearest_mean() -> None:
    """Two axes: clerks and all else. A label is on the first if it is of office work."""

    def embed(texts: object, _progress: object) -> NDArray[np.float32]:
        assert isinstance(texts, tuple)
        office = {"j-clerk", "s-tax", "s-pay"}
        return np.array([[1, 0] if text in office else [0, 1] for text in texts], dtype=np.float32)

    dense = Dense.embedded(setting(), embed)
    answer = dense.query(Role("R-1", "j-clerk", (SkillRequirement("s-tax"), SkillRequirement("s-saw"))))
    # C-1 names six labels of the office and two others: (6, 2) against (2, 1) of the role.
    # C-2 and C-3 name no office work, so are as near; C-4 names nothing.
    assert answer.rows.tolist() in ([0, 1, 2, 3], [0, 2, 1, 3])
    cosine = (6 * 2 + 2 * 1) / np.sqrt((36 + 4) * (4 + 1))
    assert answer.scores.tolist() == pytest.approx([cosine, 1 / np.sqrt(5), 1 / np.sqrt(5), 0], rel=1e-6)


# On an invented pool for the bundled ontology --------------------------------------------------------


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled(tmp_path_factory.mktemp("methods") / "workspace")


@pytest.fixture(scope="module")
def market(workspace: Workspace) -> LabourMarket:
    return LabourMarket.of(workspace.network)


@pytest.fixture(scope="module")
def pool(market: LabourMarket) -> Pool:
    return synthetic_pool(market, 1500)


@pytest.fixture(scope="module")
def invented(workspace: Workspace, pool: Pool) -> Setting:
    return Setting(workspace.network, pool, workspace.folder)


@pytest.fixture(scope="module")
def roles(workspace: Workspace, market: LabourMarket) -> list[Role]:
    return synthetic_roles(workspace.network, market, 10)


def test_the_cascade_answers_as_scoring_all_does(invented: Setting, roles: list[Role]) -> None:
    cascade, exhaustive = Cascade.build(invented), Exhaustive.build(invented)
    assert any(role.filters != NO_FILTERS for role in roles)
    for role in roles:
        found, whole = cascade.query(role), exhaustive.query(role)
        assert np.array_equal(found.rows, whole.rows)
        assert np.array_equal(found.scores, whole.scores)
        assert list(found.steps.values()) == sorted(found.steps.values(), reverse=True)
        assert whole.steps["scored"] == found.steps["inside the filters"]
        assert len(found.rows) == min(TOP, whole.steps["scored"])


def test_plain_search_is_the_same_scorer(invented: Setting, roles: list[Role]) -> None:
    plain, exhaustive = PlainSearch.build(invented), Exhaustive.build(invented)
    for role in roles[:5]:
        matcher = matcher_of(invented.network, role)
        assert np.allclose(searched_columns(plain.graph, matcher), matcher.columns, atol=1e-12)
    answer = plain.query(roles[0])
    assert answer.steps == {"scored": SAMPLE}
    assert answer.own_ms is not None
    scores = exhaustive.scores(matcher_of(invented.network, roles[0]), answer.rows)
    assert answer.scores == pytest.approx(scores, abs=1e-12)


def test_what_is_explained_is_the_best_with_its_score(invented: Setting, roles: list[Role]) -> None:
    best, explained = Cascade.build(invented).query(roles[0]), Explanation.build(invented).query(roles[0])
    assert explained.rows.tolist() == best.rows[:1].tolist()
    assert explained.scores == pytest.approx(best.scores[:1], abs=1e-12)


def test_candidates_come_back_as_facts(pool: Pool) -> None:
    people = [candidate(pool, row) for row in range(50)]
    again, part = pool_of(people, day=AS_OF), pool.take(np.arange(50))
    assert [again.code(row) for row in range(2)] == ["C-0000001", "C-0000002"]
    assert _plain(again) == _plain(part)


def _plain(pool: Pool) -> list[object]:
    """The columns with words in place of numbers."""
    known, facts = pool.histories.vocabulary, pool.facts
    worded = (
        (known.job_types, pool.histories.job_type),
        (known.industries, pool.histories.industry),
        (known.skills, pool.histories.skill),
        (facts.locations, facts.location),
        (facts.licences, facts.licence),
    )
    words = [[None if n < 0 else names[n] for n in numbers] for names, numbers in worded]
    names = ("spell_starts", "start", "end", "level", "on_floor", "claim_starts", "claimed")
    plain = [getattr(pool.histories, name).tolist() for name in names]
    return [*words, *plain, facts.available.tolist(), facts.licence_starts.tolist()]
