"""Random candidates, roles and profiles over the drawn concepts."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from drawn import FEW, INDUSTRIES, JOBS, SKILLS
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.parameters import Channel, Level, Recency
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement

TODAY = date(2026, 11, 1)


def years(recency: Recency, begin: float, end: float) -> float:
    """The effective years of one spell that began and ended so many years ago."""
    return float(recency.effective_years(np.array([begin]), np.array([end]))[0])


_SKILLS = st.sampled_from([*SKILLS, *SKILLS[:FEW], *SKILLS[:FEW]])
_JOBS = st.sampled_from([*JOBS, *JOBS[:5]])
_INDUSTRIES = st.sampled_from([*INDUSTRIES, *INDUSTRIES[:4]])

_DAYS = st.dates(date(1990, 1, 1), TODAY)


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    start, end = sorted([draw(_DAYS), draw(_DAYS)])
    return Spell(
        job_type=draw(st.none() | _JOBS),
        industry=draw(st.none() | _INDUSTRIES),
        start=start,
        end=draw(st.sampled_from([end, None])),
        level=draw(st.sampled_from(list(Level))),
        on_floor=draw(st.booleans()),
    )


claims = st.builds(Claim, skill=_SKILLS, level=st.floats(0.05, 1.0))

_PLACES = ["DE", "DE-BE", "DE-BB", "AT", "AT-9"]
_LICENCES = ["forklift", "Forklift", "ADR", "chartered accountant"]
_FREE_FROM = st.sampled_from([date(2026, 12, 1), date(2027, 1, 1), date(2027, 4, 1)])

candidates = st.builds(
    Candidate,
    code=st.just("C-1"),
    spells=st.lists(spells(), max_size=3).map(tuple),
    claims=st.lists(claims, max_size=3).map(tuple),
    location=st.none() | st.sampled_from(_PLACES),
    available_from=st.none() | _FREE_FROM,
    licences=st.lists(st.sampled_from(_LICENCES), max_size=2).map(tuple),
)

filters = st.builds(
    Filters,
    locations=st.lists(st.sampled_from(_PLACES), max_size=2).map(tuple),
    available_by=st.none() | _FREE_FROM,
    licences=st.lists(st.sampled_from(_LICENCES), max_size=2).map(tuple),
    industries=st.lists(_INDUSTRIES, max_size=1).map(tuple),
)

locations = st.none() | st.sampled_from(["DE", "DE-BE", "AT-9"])
free = st.none() | st.dates(TODAY, TODAY + timedelta(9))
licences = st.lists(st.sampled_from(["ADR", "forklift", "Forklift "]), max_size=2).map(tuple)
"""What filters ask of candidates: where they live, from when they are free, what they hold."""

requirements = st.builds(SkillRequirement, skill=_SKILLS, essential=st.booleans(), level=st.floats(0.3, 1.0))

roles = st.builds(
    Role,
    id=st.just("R-1"),
    title=st.just("a role"),
    skills=st.lists(requirements, max_size=6).map(tuple),
    job_type=st.none() | _JOBS,
    industry=st.none() | _INDUSTRIES,
    floor=st.none() | _INDUSTRIES,
    filters=st.just(NO_FILTERS) | filters,
)

changes = st.builds(
    Changes,
    share=st.dictionaries(st.sampled_from(list(Dimension)), st.floats(0.01, 1.0)),
    development=st.dictionaries(st.sampled_from(list(Channel)), st.floats(0.01, 1.0)),
    bottleneck=st.none() | st.floats(0.0, 1.0),
    industry_only=st.none() | st.booleans(),
    other_industry=st.none() | st.booleans(),
)
"""What a role may change of its profile."""

profiles = st.sampled_from(list(PROFILES.values()))

bottleneck_profiles = st.builds(
    lambda profile, eta: replace(profile, bottleneck=eta), profiles, st.floats(0.0, 1.0)
)

_SHARE = st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0])
_DEVELOPMENT = st.sampled_from([0.1, 0.5, 0.6, 0.8, 1.0])

any_profiles = st.builds(
    Profile,
    name=st.just("any"),
    summary=st.just(""),
    share=st.fixed_dictionaries(dict.fromkeys(Dimension, _SHARE)).filter(lambda share: any(share.values())),
    development=st.fixed_dictionaries(dict.fromkeys(Channel, _DEVELOPMENT)),
    bottleneck=st.sampled_from([0.0, 0.0, 0.3, 1.0]),
    industry_only=st.booleans(),
    other_industry=st.booleans(),
)
"""Profiles with any numbers, every third with a bottleneck; the shipped ones among them by chance."""
