"""Periods in the ways in which people write them."""

from datetime import date

import pytest

from skillpath.agency.intake.dates import periods


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("03/2018 – present", "2018-03-01", None),
        ("Jan. 2018–heute", "2018-01-01", None),
        ("2015 - 2018", "2015-07-01", "2018-06-30"),
        ("2018 – 2018", "2018-01-01", "2018-12-31"),
        ("depuis 2019", "2019-07-01", None),
        ("since May 2020", "2020-05-01", None),
        ("Sept '08 - 2010", "2008-09-01", "2010-06-30"),
        ("September 2017 onwards", "2017-09-01", None),
        ("10/2014 bis 12/2016", "2014-10-01", "2016-12-31"),
        ("01.03.2018 - 30.06.2020", "2018-03-01", "2020-06-30"),
        ("2018-03 - 2019-02", "2018-03-01", "2019-02-28"),
        ("mars 2012 à juin 2014", "2012-03-01", "2014-06-30"),
        ("15 March 2011 to 3 April 2012", "2011-03-01", "2012-04-30"),
        ("8/98-12/09", "1998-08-01", "2009-12-31"),
        ("Februar 2020 bis zum 29.02.2024", "2020-02-01", "2024-02-29"),
        ("MAI 2016 – AUJOURD’HUI", "2016-05-01", None),
    ],
)
def test_a_period(text: str, start: str, end: str | None) -> None:
    (found,) = periods(f"clerk, {text}, Acme")
    assert found.start == date.fromisoformat(start)
    assert found.end == (None if end is None else date.fromisoformat(end))
    assert text.startswith(f"clerk, {text}, Acme"[found.span.start : found.span.end])


@pytest.mark.parametrize(
    "text", ["2018", "2018 - 2015", "24/7", "1.2.3", "Tel. 0201 2018-2019-20", "ISO 9001-2015"]
)
def test_no_period(text: str) -> None:
    assert periods(text) == []
