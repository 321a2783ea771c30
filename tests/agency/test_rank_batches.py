"""Roles that were sent elsewhere find in batches whom they find here: the same people, scores and order."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogues, compiled, network
from people import TODAY, any_profiles, candidates, profiles, roles
from skillpath.agency.best import best_of_pool
from skillpath.agency.candidate_batches import batch_of
from skillpath.agency.rank_batches import BatchScorer, merged, schema
from skillpath.ontology.catalogue import Catalogue, RelationKind
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.compiled_roles import CompiledRoles
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Profile
from skillpath.reasoner.role import Role, role_of_job_type

pa = pytest.importorskip("pyarrow")

crowds = st.lists(candidates, max_size=20).map(
    lambda found: [replace(one, code=f"C-{number:02}") for number, one in enumerate(found)]
)
asked = st.lists(st.tuples(roles, any_profiles | profiles), min_size=1, max_size=4).map(
    lambda found: [(replace(role, id=f"R-{n}"), profile) for n, (role, profile) in enumerate(found)]
)


@contextmanager
def few_scored_at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skillpath.reasoner.top_k.BATCH", 2)
        yield


@given(catalogues(), crowds, asked, st.integers(1, 25), st.integers(1, 9), st.randoms(use_true_random=False))
def test_batches_answer_as_the_pool_does(
    taxonomy: Catalogue,
    crowd: list[Candidate],
    asked_for: list[tuple[Role, Profile]],
    top: int,
    size: int,
    chance: Any,
) -> None:
    net, pool = compiled(taxonomy), pool_of(crowd, day=TODAY)
    sent = pickle.dumps(BatchScorer(CompiledRoles.of(net, asked_for, as_of=TODAY), top))
    order = chance.sample(range(len(crowd)), len(crowd))
    batch = batch_of(pool).take(pa.array(order, pa.int64()))
    parts = [batch.slice(start, size) for start in range(0, len(crowd), size)]
    with few_scored_at_once():
        answers = list(pickle.loads(sent).score_all(iter(parts)))
        best = [
            (role.id, best_of_pool(matcher, pool, Places.of(net, pool.histories.vocabulary), top=top))
            for role, profile in asked_for
            for matcher in [Matcher.prepare(net, role, profile, as_of=TODAY)]
        ]
    expected = [
        {"role": role, "candidate": code, "score": score, "inside": place < found.inside}
        for role, found in best
        for place, (code, score) in enumerate(zip(found.codes, found.scores, strict=True))
    ]
    assert [row for answer in answers for row in answer.to_pylist()] == expected


def test_what_is_sent_is_what_the_roles_read() -> None:
    """Of two skills the transfers to the one that is asked for are sent, and no labels."""
    net = network([("j1", RelationKind.ESSENTIAL_SKILL, "s1"), ("j2", RelationKind.ESSENTIAL_SKILL, "s2")])
    role = role_of_job_type(net, net.index("j1"))
    sent = CompiledRoles.of(
        net, [(replace(role, job_type=None), PROFILES[DEFAULT_PROFILE])], as_of=TODAY
    ).network
    kept = np.flatnonzero(np.diff(sent.transfer.indptr))
    assert [sent.nodes[node].iri for node in kept] == ["s1"]
    assert {node.label for node in sent.nodes} == {""}
    assert sent.find("j2") == net.find("j2")


def test_who_worked_within_an_industry_that_is_asked_for_is_inside_elsewhere_too() -> None:
    """The role asks for no skill of the industry: only its filter reads the hierarchy of industries."""
    net = network([("i2", RelationKind.BROADER, "i1"), ("j1", RelationKind.ESSENTIAL_SKILL, "s1")])
    role = replace(role_of_job_type(net, net.index("j1")), filters=Filters(industries=("i1",)))
    crowd = [
        Candidate("C-1", spells=(Spell(None, "i2", start=date(2000, 1, 1), end=date(2010, 1, 1)),)),
        Candidate("C-2"),
    ]
    sent = CompiledRoles.of(net, [(role, PROFILES[DEFAULT_PROFILE])], as_of=TODAY)
    found = BatchScorer(pickle.loads(pickle.dumps(sent)), top=2).score(batch_of(pool_of(crowd, day=TODAY)))
    assert [(row["candidate"], row["inside"]) for row in found.to_pylist()] == [("C-1", True), ("C-2", False)]


def answer(*rows: tuple[str, str, float, bool]) -> Any:
    return pa.RecordBatch.from_pylist(
        [dict(zip(schema().names, row, strict=True)) for row in rows], schema=schema()
    )


def test_answers_are_merged_role_by_role_and_ties_go_by_code() -> None:
    first = answer(("R-1", "C-3", 0.5, True), ("R-1", "C-4", 0.9, False), ("R-2", "C-3", 0.1, False))
    second = answer(("R-1", "C-1", 0.1 + 0.4, True), ("R-2", "C-1", 0.2, False), ("R-1", "C-2", 0.6, True))
    rows = [(row["role"], row["candidate"]) for row in merged([first, second], top=3).to_pylist()]
    assert rows == [("R-1", "C-2"), ("R-1", "C-1"), ("R-1", "C-3"), ("R-2", "C-1"), ("R-2", "C-3")]


def test_no_answers_are_merged_into_none() -> None:
    assert merged([], top=3).to_pylist() == []
