"""Criteria profiles: what a role cares about, in a recruiter's words (``scoring.md`` §4)."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from skillpath.errors import InputError, UnknownName
from skillpath.graph.tuned import TUNED
from skillpath.reasoner.parameters import Channel


class Dimension(StrEnum):
    """What a requirement is about."""

    SKILL = "skills"
    JOB_TYPE = "job type"
    INDUSTRY = "industry"
    FLOOR = "shop floor"


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of criteria.

    ``share``: β, how the score is shared out among the dimensions (normalised over those that a role
    uses). ``development``: δ, how much each channel counts. ``bottleneck``: η, the share of the score that
    the weakest essential requirement decides. ``industry_only``: candidates without experience that
    carries to the role's industry are filtered out, visibly. ``other_industry``: the industry dimension
    asks for experience in industries *other* than the role's. Raises :class:`InputError` with every number
    that cannot be.
    """

    name: str
    summary: str
    share: Mapping[Dimension, float] = field(hash=False)
    development: Mapping[Channel, float] = field(hash=False)
    bottleneck: float = 0.0
    industry_only: bool = False
    other_industry: bool = False

    def __post_init__(self) -> None:
        problems = list(number_problems(self.share, self.development, self.bottleneck))
        if not any(self.share.values()):
            problems.append("every share is 0: nothing would count")
        if problems:
            raise InputError(f"The criteria “{self.name}” cannot be: {'; '.join(problems)}.")

    @property
    def learning(self) -> tuple[float, ...]:
        """δ by the order of the channels: where two profiles have the same, candidates learn the same."""
        return tuple(self.development[channel] for channel in Channel)


def number_problems(
    share: Mapping[Dimension, float], development: Mapping[Channel, float], bottleneck: float
) -> Iterator[str]:
    """What is wrong with each number: shares are 0 or more, channels in (0, 1], the bottleneck in [0, 1]."""
    for dimension, value in share.items():
        if not 0 <= value < math.inf:
            yield f"the share of {dimension} is {value:g}, not a number of 0 or more"
    for channel, value in development.items():
        if not 0 < value <= 1:
            yield f"the channel {channel} counts {value:g}, not above 0 and at most 1"
    if not 0 <= bottleneck <= 1:
        yield f"the bottleneck is {bottleneck:g}, not from 0 to 1"


JOB_TYPE_SHARE: Final = TUNED.job_type_share
"""Of what industry and floor leave: the share of the job type as a whole, the rest being its skills'."""


def _table(industry: float = 0.0, floor: float = 0.0) -> Mapping[Dimension, float]:
    rest = 1.0 - industry - floor
    shares = ((1 - JOB_TYPE_SHARE) * rest, JOB_TYPE_SHARE * rest, industry, floor)
    return MappingProxyType(dict(zip(Dimension, shares, strict=True)))


def _channels(job: float, industry: float, floor: float, claim: float) -> Mapping[Channel, float]:
    return MappingProxyType(dict(zip(Channel, (job, industry, floor, claim), strict=True)))


_EVEN: Final = _channels(1.0, 0.6, 0.8, 0.8)

PROFILES: Final[Mapping[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile(
            "skills first",
            "What the candidate can do decides; the industry is indifferent.",
            _table(),
            _EVEN,
        ),
        Profile(
            "same industry preferred",
            "Skills decide, and knowing the industry counts for a quarter.",
            _table(industry=0.25),
            _channels(1.0, 0.8, 0.8, 0.8),
        ),
        Profile(
            "industry only",
            "Only candidates who know the industry, ranked by what they can do.",
            _table(industry=0.2),
            _channels(1.0, 0.8, 0.8, 0.8),
            industry_only=True,
        ),
        Profile(
            "shop-floor background wanted",
            "The office job is best done by one who has done the hands-on work.",
            _table(industry=0.1, floor=0.3),
            _channels(1.0, 0.8, 1.0, 0.8),
        ),
        Profile(
            "fresh eyes",
            "Experience from other industries is a plus.",
            _table(industry=0.2),
            _EVEN,
            other_industry=True,
        ),
    )
}
"""The five shipped profiles by name, the default first."""

DEFAULT_PROFILE: Final = next(iter(PROFILES))


def profile_named(name: str) -> Profile:
    """A shipped profile; raises :class:`UnknownName` with all names."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownName(f"There is no criteria profile “{name}”.", list(PROFILES)) from None
