"""Who is outside the filters of a role, and how it is said."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from drawn import network
from people import TODAY, filters
from skillpath.errors import InputError
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.inside import inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import Filter, Reason, outside
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role
from skillpath.reasoner.texts.filters import outside_document, outside_filter
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.voice import Voice

NET = network([("i-steel", R.TEACHES, "s-rolling")])
BERLINER = Candidate("C-1", location="DE-BE", available_from=date(2027, 1, 1), licences=("Forklift", "ADR"))
UNKNOWN = Candidate("C-2")


def reasons(asked: Filters, candidate: Candidate = BERLINER) -> list[Filter]:
    role = Role("R-1", "a role", filters=asked)
    return [reason.filter for reason in outside(NET, role, PROFILES["skills first"], candidate)]


@pytest.mark.parametrize(
    ("asked", "out"),
    [
        (NO_FILTERS, []),
        (Filters(("DE",)), []),
        (Filters(("DE-BE",)), []),
        (Filters(("AT", "DE-BE")), []),
        (Filters(("DE-BB",)), [Filter.LOCATION]),
        (Filters(("AT",)), [Filter.LOCATION]),
        (Filters(available_by=date(2027, 1, 1)), []),
        (Filters(available_by=date(2026, 12, 31)), [Filter.AVAILABILITY]),
        (Filters(licences=("forklift", "adr")), []),
        (Filters(licences=("forklift", "crane")), [Filter.LICENCES]),
        (Filters(("AT",), date(2026, 12, 1), ("crane",)), list(Filter)[1:]),
    ],
)
def test_who_is_outside_which_filter(asked: Filters, out: list[Filter]) -> None:
    """Said of one, and of a pool in which the others know nothing of themselves, or hold a crane alone."""
    assert reasons(asked) == out
    others = [UNKNOWN, Candidate("C-3", location="FR", licences=("crane",))]
    pool = pool_of([BERLINER, *others], day=TODAY)
    matcher = Matcher.prepare(NET, Role("R-1", "", filters=asked), PROFILES["skills first"], as_of=TODAY)
    for part in (pool, pool.take(np.array([0, 2])), pool.take(np.array([2]))):
        flags = inside(matcher, part, Places.of(NET, part.histories.vocabulary))
        people = [
            one for one in (BERLINER, *others) if one.code in {part.code(row) for row in range(len(part))}
        ]
        assert (flags is None) == (asked == NO_FILTERS)
        if flags is not None:
            assert flags.tolist() == [not reasons(asked, one) for one in people]


INDUSTRIES = network(
    [
        ("i-steel", R.RELATED, "i-tin", 0.6),
        ("i-steel", R.RELATED, "i-wood", 0.59),
        ("i-steel", R.TEACHES, "s1"),
    ],
    alone=["j1"],
)


@pytest.mark.parametrize(
    ("industry", "knows"),
    [("i-steel", True), ("i-tin", True), ("i-wood", False), ("i-gone", False), (None, False)],
)
def test_an_industry_is_known_by_one_that_carries_to_it_by_six_tenths(
    industry: str | None, knows: bool
) -> None:
    role, profile = Role("R-1", "", industry="i-steel"), PROFILES["industry only"]
    one = Candidate("C-1", (Spell("j1", industry, date(2020, 1, 1)),))
    other = Candidate("C-2", (Spell("j1", "i-steel", date(2020, 1, 1)),))
    pool = pool_of([one, other], day=TODAY)
    assert outside(INDUSTRIES, role, profile, one) == (
        () if knows else (Reason(Filter.INDUSTRY, ("i-steel",)),)
    )
    for asked, expected in (
        (role, [knows, True]),
        (replace(role, industry=None), None),
        (replace(role, industry="i-nowhere"), None),
    ):
        matcher = Matcher.prepare(INDUSTRIES, asked, profile, as_of=TODAY)
        flags = inside(matcher, pool, Places.of(INDUSTRIES, pool.histories.vocabulary))
        assert (None if flags is None else flags.tolist()) == expected
        assert bool(outside(INDUSTRIES, asked, profile, one)) == (expected is not None and not knows)
    anywhere = Matcher.prepare(INDUSTRIES, role, PROFILES["skills first"], as_of=TODAY)
    assert inside(anywhere, pool, Places.of(INDUSTRIES, pool.histories.vocabulary)) is None


def test_who_worked_in_an_industry_within_the_one_asked_for_passes() -> None:
    within = network([("i-tools", R.BROADER, "i-metal"), ("i-tools", R.RELATED, "i-wood", 0.9)], alone=["j1"])
    people = [
        Candidate(f"C-{place}", (Spell("j1", f"i-{name}", date(2020, 1, 1)),))
        for place, name in enumerate(("tools", "metal", "wood"))
    ]
    pool = pool_of(people, day=TODAY)
    for asked, expected in (("i-metal", [True, True, False]), ("i-tools", [True, False, False])):
        role = Role("R-1", "", filters=Filters(industries=(asked, "i-gone")))
        matcher = Matcher.prepare(within, role, PROFILES["skills first"], as_of=TODAY)
        flags = inside(matcher, pool, Places.of(within, pool.histories.vocabulary))
        assert flags is not None
        assert flags.tolist() == expected
        assert [not outside(within, role, matcher.profile, one) for one in people] == expected


def test_a_country_alone_does_not_lie_in_its_subdivision() -> None:
    assert reasons(Filters(("DE-BE",)), Candidate("C-1", location="DE")) == [Filter.LOCATION]


@given(filters)
def test_what_is_not_known_passes_only_where_nothing_is_asked(asked: Filters) -> None:
    wanted = [asked.industries, asked.locations, asked.available_by, asked.licences]
    kinds = [Filter.INDUSTRY, Filter.LOCATION, Filter.AVAILABILITY, Filter.LICENCES]
    assert reasons(asked, UNKNOWN) == [kind for kind, one in zip(kinds, wanted, strict=True) if one]


@given(filters, filters)
def test_what_overrides_is_asked_and_the_rest_stays(one: Filters, other: Filters) -> None:
    both = one.overridden(other)
    assert both.overridden(other) == both == one.overridden(NO_FILTERS).overridden(other)
    for name in ("locations", "available_by", "licences", "industries"):
        assert getattr(both, name) == (getattr(other, name) or getattr(one, name))


REASONS = (
    Reason(Filter.INDUSTRY, ("i-steel",)),
    Reason(Filter.LOCATION, ("DE-BB", "AT"), "DE-BE"),
    Reason(Filter.AVAILABILITY, (TODAY.isoformat(),), "2027-01-01"),
    Reason(Filter.LICENCES, ("crane",)),
)


def test_reasons_are_said_in_one_line() -> None:
    assert outside_filter(NET, ()) == ""
    assert outside_filter(NET, REASONS) == (
        "no spell in i-steel; location DE-BE, wanted: DE-BB, AT; "
        "available from 2027-01-01, wanted by 2026-11-01; licence missing: crane"
    )
    unknown = [Reason(Filter.LOCATION, ("DE",)), Reason(Filter.AVAILABILITY, ("2026-11-01",))]
    assert outside_filter(NET, unknown) == "location not known; availability not known"


def test_reasons_are_said_in_each_language() -> None:
    said = [[one["text"] for one in outside_document(NET, REASONS, Voice(tongue))] for tongue in Language]
    for texts in zip(*said, strict=True):
        assert len(set(texts)) == len(Language)
    assert said[1][2] == "verfügbar ab 01.01.2027, gesucht bis 01.11.2026"


@pytest.mark.parametrize("location", ["Berlin", "de", "DE-", "DE-BERL", "DE-BE\n", ""])
def test_a_location_is_a_code(location: str) -> None:
    for made in (lambda: Filters((location,)), lambda: Candidate("C-1", location=location)):
        with pytest.raises(InputError, match="ISO 3166 code: give a country such as DE"):
            made()


def test_a_licence_has_a_name() -> None:
    for made in (lambda: Filters(licences=(" ",)), lambda: Candidate("C-1", licences=("",))):
        with pytest.raises(InputError, match="licence has no name"):
            made()
