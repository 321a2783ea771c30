"""A profile that was learned from decisions and adopted: its numbers, and who, when and from what."""

from dataclasses import dataclass
from datetime import date

from skillpath.reasoner.profile import Profile


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an adopted profile comes from.

    ``base`` is the profile it was learned from. ``decisions`` counts those compared, on ``roles`` roles;
    ``decisions_hash`` is the SHA-256 of them. ``before`` and ``after`` are the shares of pairs of held-out
    decisions in the right order, ``gain_low`` … ``gain_high`` the 95 % interval of their difference.
    """

    base: str
    by: str
    day: date
    decisions: int
    roles: int
    decisions_hash: str
    release: str
    before: float
    after: float
    gain_low: float
    gain_high: float


@dataclass(frozen=True, slots=True)
class AdoptedProfile:
    """A named profile of the agency's own; one that was withdrawn says by whom and on which day."""

    profile: Profile
    provenance: Provenance
    withdrawn_by: str | None = None
    withdrawn_on: date | None = None
