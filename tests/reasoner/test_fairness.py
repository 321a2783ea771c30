"""Rates and impact ratios, against the worked examples of New York City's rule (6 RCNY § 5-301)."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binom

from skillpath.reasoner.fairness import Rate, above_median, impact, selected

SEX = {"Male": (1390, 667, 1.0), "Female": (1181, 555, 0.979)}
RACE = {
    "Hispanic or Latino": (408, 204, 0.97),
    "White": (797, 412, 1.00),
    "Black": (390, 170, 0.84),
    "Pacific": (119, 52, 0.85),
    "Asian": (616, 302, 0.95),
    "Native": (41, 18, 0.85),
    "Two or more": (213, 96, 0.87),
}
CROSSED = {
    "Hispanic male": (205, 90, 0.841),
    "Hispanic female": (190, 82, 0.827),
    "White male": (412, 215, 1.000),
    "Black male": (226, 95, 0.806),
    "Pacific male": (87, 37, 0.815),
    "Asian male": (321, 167, 0.997),
    "Native male": (24, 11, 0.878),
    "Two or more male": (115, 52, 0.866),
    "White female": (385, 197, 0.981),
    "Black female": (164, 75, 0.876),
    "Pacific female": (32, 15, 0.898),
    "Asian female": (295, 135, 0.877),
    "Native female": (17, 7, 0.789),
    "Two or more female": (98, 44, 0.860),
}
"""The rule's example of selection: applicants, selected, the ratio that it prints, by category."""

SCORED = {
    ("Hispanic", "Male"): (16, 12, 1.00),
    ("White", "Male"): (20, 7, 0.47),
    ("Black", "Male"): (20, 10, 0.67),
    ("Pacific", "Male"): (4, 3, 1.00),
    ("Asian", "Male"): (12, 7, 0.78),
    ("Native", "Male"): (8, 5, 0.83),
    ("Two or more", "Male"): (12, 6, 0.67),
    ("Hispanic", "Female"): (12, 6, 0.67),
    ("White", "Female"): (20, 8, 0.53),
    ("Black", "Female"): (12, 6, 0.67),
    ("Pacific", "Female"): (4, 2, 0.67),
    ("Asian", "Female"): (12, 3, 0.33),
    ("Native", "Female"): (8, 5, 0.83),
    ("Two or more", "Female"): (8, 4, 0.67),
}
"""Its example of scores: applicants, and those above the median as its rates give them."""

SCORED_SEX = {"Male": (92, 1.00), "Female": (76, 0.82)}
SCORED_RACE = {
    "Hispanic": (28, 1.00), "White": (40, 0.58), "Black": (32, 0.78), "Pacific": (8, 0.97),
    "Asian": (24, 0.65), "Native": (16, 0.97), "Two or more": (20, 0.78),
}  # fmt: skip


Table = Mapping[Any, tuple[Any, ...]]


def people(table: Table, unknown: int = 0) -> tuple[list[Any], NDArray[np.bool_]]:
    """One label and one flag a person."""
    labels = [label for label, (of, *_) in table.items() for _ in range(of)]
    hits = [place < hits for of, hits, *_ in table.values() for place in range(of)]
    return [*labels, *[None] * unknown], np.array([*hits, *[True] * unknown])


@pytest.mark.parametrize(("table", "decimals"), [(SEX, 3), (RACE, 2), (CROSSED, 3)])
def test_the_example_of_selection_comes_out_as_it_is_printed(table: Table, decimals: int) -> None:
    labels, hits = people(table, unknown=250)
    found = impact(labels, hits, order=list(table), least_share=0.0)
    assert {one.label: round(one.ratio or 0, decimals) for one in found.groups} == {
        label: ratio for label, (*_, ratio) in table.items()
    }
    assert found.unknown == 250
    best = next(label for label, (*_, ratio) in table.items() if ratio == 1.0)
    assert [one.label for one in found.groups if one.best] == [best]


def test_the_example_of_scores_comes_out_person_by_person() -> None:
    crossed, above = people(SCORED)
    scores = np.where(above, 0.8, 0.2) + np.linspace(0, 0.01, len(above))
    assert above_median(scores).tolist() == above.tolist()
    for labels, printed in (
        ([sex for _, sex in crossed], SCORED_SEX),
        ([race for race, _ in crossed], SCORED_RACE),
        (crossed, {label: (of, ratio) for label, (of, _, ratio) in SCORED.items()}),
    ):
        found = impact(labels, above_median(scores), order=list(printed))
        assert {one.label: (one.rate.of, round(one.ratio or 0, 2)) for one in found.groups} == printed


def test_who_is_under_the_least_share_is_told_and_neither_compared_nor_compared_with() -> None:
    table = {"many": (97, 40, 0), "some": (60, 30, 0), "one": (1, 1, 0)}
    labels, hits = people(table)
    many, some, one = impact(labels, hits, order=[*table, "nobody"]).groups
    assert (one.left_out, one.ratio, one.best, one.rate.rate) == (True, None, False, 1.0)
    assert (some.best, some.ratio, some.adverse) == (True, 1.0, False)
    assert many.ratio == pytest.approx(40 / 97 / 0.5)
    everybody = impact(labels, hits, order=list(table), least_share=0.0).groups
    assert [group.adverse for group in everybody] == [True, True, False]


@pytest.mark.parametrize("table", [{}, {"a": (5, 0, 0), "b": (5, 0, 0)}])
def test_of_nobody_selected_there_is_no_ratio(table: Table) -> None:
    labels, hits = people(table, unknown=1)
    assert [one.ratio for one in impact(labels, hits, order=list(table)).groups] == [None] * len(table)


@given(st.integers(1, 60), st.data())
def test_the_interval_of_a_rate_is_that_of_clopper_and_pearson(of: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of))
    found = Rate(hits, of).interval()
    assert found.high is not None
    if hits:
        assert binom.sf(hits - 1, of, found.low) == pytest.approx(0.025)
    if hits < of:
        assert binom.cdf(hits, of, found.high) == pytest.approx(0.025)
    assert found.low <= hits / of <= found.high


@settings(max_examples=12)
@given(st.integers(1, 25), st.integers(1, 25), st.sampled_from([0.1, 0.4, 0.8]), st.sampled_from([0.3, 0.6]))
def test_the_interval_of_a_ratio_misses_no_more_often_than_it_says(
    few: int, many: int, own: float, best: float
) -> None:
    missed = 0.0
    for a in range(few + 1):
        for b in range(1, many + 1):
            labels, hits = people({"own": (few, a, 0), "best": (many, b, 0)})
            first, second = impact(labels, hits, order=["own", "best"], least_share=0.0).groups
            low = first if second.best else second
            assert low.interval is not None
            true = own / best if second.best else best / own
            out = true < low.interval.low or true > (low.interval.high or np.inf)
            missed += out * binom.pmf(a, few, own) * binom.pmf(b, many, best)
    assert missed <= 0.05


def test_selected_are_the_best_inside_of_equal_scores_the_first() -> None:
    scores, inside = np.array([0.5, 0.9, 0.5 + 1e-12, 0.1]), np.array([True, False, True, True])
    assert selected(scores, inside, 1).tolist() == [True, False, False, False]
    assert selected(scores, inside, 9).tolist() == inside.tolist()
