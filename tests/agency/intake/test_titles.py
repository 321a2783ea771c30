"""Job types for a title: what counts in it, and what does not."""

import pytest

from skillpath.agency.intake.titles import TitleNames, plain_title

NAMES = [
    ["accountant", "financial accountant"],
    ["software developer", "programmer", "software engineer"],
    ["sales manager"],
    ["Buchhalter", "Bilanzbuchhalter"],
]
JOBS = TitleNames.of(NAMES, "en")


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Senior Accountant II", "Accountant"),
        ("Buchhalter/in (m/w/d)", "Buchhalter"),
        ("Buchhalter:innen (all genders)", "Buchhalter"),
        ("Programmer at Acme Ltd", "Programmer"),
        ("Sr. Sales Manager", "Sales Manager"),
        ("Senior", "Senior"),
    ],
)
def test_what_says_nothing_about_the_work_goes(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("Senior Financial Accountants", 0),
        ("Software Enginer", 1),
        ("Manager of Sales", 2),
        ("Finanzbuchhalter", 3),
    ],
)
def test_the_best_job_type(title: str, job: int) -> None:
    ranked = JOBS.rank(title, most=4)
    assert ranked[0][0] == job
    assert all(0 < alike <= 1 for _, alike in ranked)


def test_a_name_as_it_stands_is_all_but_certain_and_nonsense_is_nothing() -> None:
    ((job, alike),) = JOBS.rank("sales manager", most=1)
    assert job == 2
    assert alike == pytest.approx(1)
    assert JOBS.rank("xyzzy", most=1) == []
