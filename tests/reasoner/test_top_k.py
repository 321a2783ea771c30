"""The best k of a pool are those that scoring everybody gives, in the same order, with the same scores."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogues, compiled, network
from people import TODAY, any_profiles, candidates, free, licences, locations, profiles, roles
from skillpath.ontology.catalogue import Catalogue, RelationKind
from skillpath.reasoner.bounds import bounds
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.inside import inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import outside
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool, joined_pools, pool_of
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Profile
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role, role_of_job_type
from skillpath.reasoner.top_k import top_k

people = (
    st.lists(
        st.builds(replace, candidates, location=locations, available_from=free, licences=licences),
        min_size=1,
        max_size=25,
    )
).map(lambda found: [replace(c, code=f"C-{number:02}") for number, c in enumerate(found)])
filters = st.builds(
    Filters,
    locations=st.lists(st.sampled_from(["DE", "DE-BE", "AT-9"]), max_size=2).map(tuple),
    available_by=free,
    licences=licences,
)
days = st.dates(date(2010, 1, 1), date(2040, 1, 1))


def best_of_all(matcher: Matcher, pool: Sequence[Candidate], k: int) -> list[tuple[str, float]]:
    """By scoring everybody, as a ranking of the candidates themselves does."""
    scores = matcher.scores(pool)
    order = sorted(range(len(pool)), key=lambda i: (-ranked(scores)[i], pool[i].code))
    return [(pool[i].code, float(scores[i])) for i in order[:k]]


def test_only_few_are_looked_at_closely() -> None:
    """Of three hundred, only those who can still be the best are scored."""
    net = network([("j1", RelationKind.ESSENTIAL_SKILL, "s1"), ("j2", RelationKind.ESSENTIAL_SKILL, "s2")])
    clerk, cook = (Spell(job, None, date(2016, 11, 1)) for job in ("j1", "j2"))
    crowd = [Candidate(f"C-{n:03}", (cook,)) for n in range(300)]
    pool = pool_of([*crowd, Candidate("C-999", (clerk,))], day=TODAY)
    matcher = Matcher.prepare(
        net, role_of_job_type(net, net.index("j1")), PROFILES[DEFAULT_PROFILE], as_of=TODAY
    )
    with batches_of(2):
        top = top_k(matcher, pool, Places.of(net, pool.histories.vocabulary), 1)
    assert [pool.code(row) for row in top.rows] == ["C-999"]
    assert top.scored <= 2


@given(catalogues(), people, roles, any_profiles | profiles, days)
def test_nobody_scores_more_than_the_bounds(
    taxonomy: Catalogue, crowd: list[Candidate], role: Role, profile: Profile, reckoned: date
) -> None:
    matcher = Matcher.prepare(compiled(taxonomy), role, profile, as_of=TODAY)
    pool = pool_of(crowd, day=reckoned)
    limits = bounds(matcher, pool.terms, Places.of(matcher.network, pool.histories.vocabulary))
    assert (pool.terms.sums(limits.score) >= matcher.scores(crowd)).all()


@contextmanager
def batches_of(size: int) -> Iterator[None]:
    """So few candidates are scored at once that most are never looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skillpath.reasoner.top_k.BATCH", size)
        yield


def best(matcher: Matcher, pool: Pool, k: int) -> list[tuple[str, float]]:
    top = top_k(matcher, pool, Places.of(matcher.network, pool.histories.vocabulary), k)
    return [(pool.code(row), float(score)) for row, score in zip(top.rows, top.scores, strict=True)]


@given(catalogues(), people, roles, any_profiles | profiles, st.integers(1, 30), days)
def test_the_best_are_those_that_scoring_everybody_gives(
    taxonomy: Catalogue, pool: list[Candidate], role: Role, profile: Profile, k: int, reckoned: date
) -> None:
    matcher = Matcher.prepare(compiled(taxonomy), role, profile, as_of=TODAY)
    with batches_of(2):
        assert best(matcher, pool_of(pool, day=reckoned), k) == best_of_all(matcher, pool, k)


@given(catalogues(), people, roles, filters, profiles)
def test_those_inside_are_those_whom_no_filter_leaves_out(
    taxonomy: Catalogue, pool: list[Candidate], role: Role, asked: Filters, profile: Profile
) -> None:
    network = compiled(taxonomy)
    matcher = Matcher.prepare(network, replace(role, filters=asked), profile, as_of=TODAY)
    columns = pool_of(pool, day=TODAY)
    flags = inside(matcher, columns, Places.of(network, columns.histories.vocabulary))
    kept = np.ones(len(pool), dtype=bool) if flags is None else flags
    assert kept.tolist() == [not outside(network, matcher.role, profile, c) for c in pool]


@given(catalogues(), people, people, roles, profiles)
def test_pools_that_are_joined_or_cut_are_those_of_their_candidates(
    taxonomy: Catalogue, some: list[Candidate], others: list[Candidate], role: Role, profile: Profile
) -> None:
    others = [replace(c, code=c.code.replace("C", "B")) for c in others]
    matcher = Matcher.prepare(compiled(taxonomy), role, profile, as_of=TODAY)
    both = joined_pools([pool_of(some, day=TODAY), pool_of(others, day=TODAY)], day=TODAY)
    assert best(matcher, both, 60) == best_of_all(matcher, [*some, *others], 60)
    rows = both.rows_of([c.code for c in some[::2]] + ["C-99"])
    assert [both.code(row) for row in rows] == [c.code for c in some[::2]]
    assert best(matcher, both.take(rows), 60) == best_of_all(matcher, some[::2], 60)
