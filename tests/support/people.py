"""Random candidates, roles and profiles over the drawn concepts."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from drawn import INDUSTRIES, JOBS, SKILLS
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.profile import PROFILES, Dimension
from skillpath.reasoner.role import Role, SkillRequirement

TODAY = date(2026, 11, 1)

_DAYS = st.dates(date(1990, 1, 1), TODAY)


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    start, end = sorted([draw(_DAYS), draw(_DAYS)])
    return Spell(
        job_type=draw(st.none() | st.sampled_from(JOBS)),
        industry=draw(st.none() | st.sampled_from(INDUSTRIES)),
        start=start,
        end=draw(st.sampled_from([end, None])),
        level=draw(st.sampled_from(list(Level))),
        on_floor=draw(st.booleans()),
    )


claims = st.builds(Claim, skill=st.sampled_from(SKILLS), level=st.floats(0.05, 1.0))

candidates = st.builds(
    Candidate,
    code=st.just("C-1"),
    spells=st.lists(spells(), max_size=3).map(tuple),
    claims=st.lists(claims, max_size=3).map(tuple),
)

requirements = st.builds(
    SkillRequirement, skill=st.sampled_from(SKILLS), essential=st.booleans(), level=st.floats(0.3, 1.0)
)

roles = st.builds(
    Role,
    id=st.just("R-1"),
    title=st.just("a role"),
    skills=st.lists(requirements, max_size=6).map(tuple),
    job_type=st.none() | st.sampled_from(JOBS),
    industry=st.none() | st.sampled_from(INDUSTRIES),
    floor=st.none() | st.sampled_from(INDUSTRIES),
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
