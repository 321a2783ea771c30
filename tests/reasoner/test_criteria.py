"""A role's own criteria: what may be changed, what may not, and what is said of it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from people import changes, profiles
from skillpath.errors import InputError
from skillpath.reasoner.criteria import UNCHANGED, Changes, changed, changes_of, departing, merged, table_of
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Dimension, Profile

FIRST = replace(
    PROFILES["skills first"],
    share=dict(zip(Dimension, (0.7, 0.3, 0.0, 0.0), strict=True)),
    development=dict(zip(Channel, (1.0, 0.6, 0.8, 0.8), strict=True)),
)


def test_what_is_changed_holds_and_the_rest_stays() -> None:
    own = changed(FIRST, Changes(share={Dimension.SKILL: 0.6}, development={Channel.CLAIM: 0.7}))
    assert own == replace(
        FIRST,
        name="skills first, changed for this role",
        summary="Changed: share of skills 0.6 instead of 0.7; channel claim 0.7 instead of 0.8.",
        share={**FIRST.share, Dimension.SKILL: 0.6},
        development={**FIRST.development, Channel.CLAIM: 0.7},
    )
    assert changed(FIRST, UNCHANGED) is FIRST


def test_flags_and_the_bottleneck_are_told_too() -> None:
    own = changed(FIRST, Changes(bottleneck=0.2, industry_only=True))
    assert (own.bottleneck, own.industry_only, own.other_industry) == (0.2, True, False)
    assert own.summary == "Changed: bottleneck 0.2 instead of 0; industry only yes instead of no."


@given(changes)
def test_a_table_says_the_changes_back(own: Changes) -> None:
    assert changes_of(table_of(own)) == own


@given(profiles, changes, changes)
def test_changes_in_turn_are_one_change(profile: Profile, first: Changes, second: Changes) -> None:
    in_turn = changed(changed(profile, first), second)
    at_once = changed(profile, merged(first, second))
    assert replace(in_turn, name="", summary="") == replace(at_once, name="", summary="")


@given(profiles, changes)
def test_what_the_profile_says_anyway_is_no_change(profile: Profile, own: Changes) -> None:
    kept = departing(profile, own)
    assert replace(changed(profile, kept), name="", summary="") == replace(
        changed(profile, own), name="", summary=""
    )
    same = Changes(profile.share, profile.development, profile.bottleneck, profile.industry_only, False)
    assert departing(replace(profile, other_industry=False), same) == UNCHANGED


def test_a_table_is_refused_with_all_that_is_wrong() -> None:
    wrong: dict[str, Any] = {
        "share": {"skills": -1, "floor": 0.5, "job type": "much"},
        "development": {"claim": 0, "industry": 1.5},
        "bottleneck": 2,
        "industry_only": "yes",
        "weight": 1,
    }
    with pytest.raises(InputError) as caught:
        changes_of(wrong)
    for part in (
        "share of skills is -1",
        "share has no floor",
        "share of job type = 'much' is not a number",
        "channel claim counts 0",
        "channel industry counts 1.5",
        "bottleneck is 2",
        "industry_only = 'yes' is not true or false",
        "unknown key weight",
    ):
        assert part in str(caught.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.01])
def test_a_profile_is_refused_with_all_that_is_wrong(value: float) -> None:
    with pytest.raises(InputError) as caught:
        Profile("own", "", dict.fromkeys(Dimension, value), dict.fromkeys(Channel, value), bottleneck=value)
    for part in (*(f"share of {d}" for d in Dimension), *(f"channel {c}" for c in Channel), "bottleneck"):
        assert part in str(caught.value)


def test_some_share_must_be_above_0() -> None:
    with pytest.raises(InputError, match="every share is 0"):
        changed(FIRST, Changes(share={Dimension.SKILL: 0, Dimension.JOB_TYPE: 0}))
