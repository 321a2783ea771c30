"""The terms of candidates, by hand: what is numbered how, and how years and levels fall into buckets."""

from datetime import date, timedelta

import numpy as np
import pytest

from people import TODAY
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.histories import histories_of
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.terms import CLAIMED, YEARS, Layout, Terms, terms_of


def ago(years: float) -> date:
    return TODAY - timedelta(days=round(years * 365.25))


CROWD = [
    Candidate("C-1", (Spell("j1", "i1", ago(2.9), ago(1)),), (Claim("s1", 0.5),)),
    Candidate("C-2", (Spell("j2", None, ago(2), None, Level.SENIOR), Spell("j2", None, ago(9), ago(8.9)))),
    Candidate("C-3"),
    Candidate(
        "C-4", (Spell(None, "i2", ago(20), None, on_floor=True),), (Claim("s2", 0.51), Claim("s1", 0.1))
    ),
    Candidate("C-5", (Spell("j1", None, ago(1), None), Spell("j2", "i1", ago(0.1), None, Level.LEAD))),
    Candidate("C-6", (Spell(None, "i1", ago(0.2), TODAY, on_floor=True),)),
]


@pytest.fixture(scope="module")
def terms() -> Terms:
    return terms_of(histories_of(CROWD), day=TODAY)


def told(terms: Terms, row: int) -> list[tuple[str, float]]:
    """Each term of a candidate: the origin, and the upper end of its bucket."""
    codes = terms.code[terms.starts[row] : terms.starts[row + 1]].tolist()
    return [_told(terms.layout, code) for code in codes]


def _told(layout: Layout, code: int) -> tuple[str, float]:
    if code >= layout.claims:
        skill, bucket = divmod(code - layout.claims, len(CLAIMED))
        return ("s1", "s2")[skill], float(CLAIMED[bucket])
    origin, bucket = divmod(code, len(YEARS))
    return ("j1", "j2", "i1", "i2", "floor of i1", "floor of i2")[origin], float(YEARS[bucket])


def test_years_and_levels_fall_into_the_bucket_that_is_not_below_them(terms: Terms) -> None:
    assert told(terms, 0) == [("j1", 1.75), ("i1", 1.75), ("s1", 0.5)]  # two years, a little faded
    assert told(terms, 1) == [("j2", 2.5)]  # 1.87 × 1.25 and half of a tenth: one term
    assert told(terms, 2) == []
    assert told(terms, 3) == [("i2", np.inf), ("floor of i2", np.inf), ("s2", 0.625), ("s1", 0.125)]
    assert told(terms, 4) == [("j1", 1.0), ("j2", 0.25), ("i1", 0.25)]
    assert told(terms, 5) == [("i1", 0.25), ("floor of i1", 0.25)]


def test_buckets_are_quarters_of_four_years_then_wider_and_claims_eighths() -> None:
    assert YEARS.tolist() == [n / 4 for n in range(1, 17)] + [4.5, 5, 5.5, 6, 7, 8, 10, np.inf]
    assert CLAIMED.tolist() == [n / 8 for n in range(1, 9)]


def test_how_many_terms_there_are(terms: Terms) -> None:
    layout = terms.layout
    assert (layout.job_types, layout.industries, layout.skills) == (2, 2, 2)
    assert layout.origins == 2 + 2 * 2
    assert layout.claims == 6 * 24
    assert len(layout) == 6 * 24 + 2 * 8


def test_who_was_in_an_industry_and_how_many_learned_through_what(terms: Terms) -> None:
    assert terms.in_any(np.array([0])).tolist() == [True, False, False, False, True, True]
    assert terms.in_any(np.array([1])).tolist() == [False, False, False, True, False, False]
    assert terms.in_any(np.array([0, 1])).tolist() == [True, False, False, True, True, True]
    assert terms.in_any(np.zeros(0, dtype=np.int64)).tolist() == [False] * 6
    assert terms.taught.tolist() == [2, 2, 3, 1, 1, 1]


def test_a_day_later_what_lasts_has_grown_and_a_day_earlier_all_was_fresher(terms: Terms) -> None:
    """The fifth gains most in a year: one as a professional, one and a half as a lead."""
    assert terms.growing == 2.5
    assert terms.years(TODAY) == pytest.approx(YEARS)
    year = date(TODAY.year + 1, TODAY.month, TODAY.day)
    assert terms.years(year) == pytest.approx(YEARS + 2.5 * 365 / 365.25)
    before = date(TODAY.year - 1, TODAY.month, TODAY.day)
    assert terms.years(before) == pytest.approx(YEARS * 2 ** (365 / 365.25 / 10))


def test_what_ended_on_the_day_does_not_grow() -> None:
    for end, growing in ((TODAY, 0.0), (TODAY + timedelta(days=1), 1.0), (None, 1.0)):
        one = Candidate("C-1", (Spell("j1", None, ago(1), end),))
        assert terms_of(histories_of([one]), day=TODAY).growing == growing


def test_sums_over_terms(terms: Terms) -> None:
    """A value a term: 1 for years, 100 for claims; and as two columns of some candidates."""
    layout = terms.layout
    values = np.where(np.arange(len(layout)) < layout.claims, 1.0, 100.0).astype(np.float32)
    assert terms.sums(values).tolist() == [102.0, 1.0, 0.0, 202.0, 3.0, 2.0]
    both = np.stack([values, 2 * values], axis=1)
    rows = np.array([3, 2, 0])
    assert terms.added(rows, lambda some: both[some]).tolist() == [[202.0, 404.0], [0.0, 0.0], [102.0, 204.0]]
    taken = terms.take(rows)
    assert taken.sums(values).tolist() == [202.0, 0.0, 102.0]
    assert [told(taken, row) for row in range(3)] == [told(terms, row) for row in rows.tolist()]


def test_rounding_is_more_than_the_terms_of_one_candidate_can_lose(terms: Terms) -> None:
    assert terms.rounding == pytest.approx(1 + (4 + 16) * 2.0**-23, abs=1e-12)


def test_nobody_and_nothing_have_no_terms() -> None:
    for crowd in ([], [Candidate("C-1"), Candidate("C-2")]):
        terms = terms_of(histories_of(crowd), day=TODAY)
        assert len(terms.code) == 0
        assert terms.starts.tolist() == [0] * (len(crowd) + 1)
        assert terms.growing == 0.0
        assert terms.sums(np.zeros(len(terms.layout), dtype=np.float32)).tolist() == [0.0] * len(crowd)
