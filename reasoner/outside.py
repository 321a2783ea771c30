"""Who is outside the filters of a role and its profile, and why. No filter changes a score."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.licence import missing_licences
from skillpath.reasoner.location import lies_in
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role

KNOWS_INDUSTRY: Final = 0.6
"""How far an industry must carry to the role's for a spell in it to pass the filter "industry only"."""

WITHIN: Final = 1.0
"""How far an industry carries to itself, and to one that it lies within."""


class Filter(StrEnum):
    """What a filter asks for."""

    INDUSTRY = "industry"
    LOCATION = "location"
    AVAILABILITY = "availability"
    LICENCES = "licences"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one filter leaves a candidate out: what is ``wanted``, and ``found`` in its stead, if known.

    Both are IRIs of industries, ISO 3166 codes, ISO 8601 days, or names of licences, of which only those
    that are missing are named.
    """

    filter: Filter
    wanted: tuple[str, ...]
    found: str | None = None


def outside(network: Network, role: Role, profile: Profile, candidate: Candidate) -> tuple[Reason, ...]:
    """Which filters leave the candidate out, in the order of :class:`Filter`; none for who is inside all."""
    return (
        *_outside_industry(network, role, profile, candidate),
        *_outside_industries(network, role.filters, candidate),
        *(reason for ask in _ASKED.values() for reason in ask(role.filters, candidate)),
    )


def _outside_industry(
    network: Network, role: Role, profile: Profile, candidate: Candidate
) -> Iterator[Reason]:
    """No spell in an industry that carries to the role's, where the profile asks for one."""
    if not profile.industry_only or role.industry is None:
        return
    target = network.find(role.industry)
    if target is not None and not _worked_in(network, target, candidate, KNOWS_INDUSTRY):
        yield Reason(Filter.INDUSTRY, (role.industry,))


def _outside_industries(network: Network, filters: Filters, candidate: Candidate) -> Iterator[Reason]:
    """No spell in any of the industries asked for, where some are."""
    targets = [network.find(iri) for iri in filters.industries]
    if targets and not any(
        target is not None and _worked_in(network, target, candidate, WITHIN) for target in targets
    ):
        yield Reason(Filter.INDUSTRY, filters.industries)


def _worked_in(network: Network, target: int, candidate: Candidate, least: float) -> bool:
    """Whether a spell is in an industry that carries so far to the target."""
    known = (network.find(spell.industry) for spell in candidate.spells if spell.industry is not None)
    return any(one is not None and network.transfer_between(one, target) >= least for one in known)


def _outside_location(filters: Filters, candidate: Candidate) -> Iterator[Reason]:
    place = candidate.location
    if filters.locations and not (
        place is not None and any(lies_in(place, wanted) for wanted in filters.locations)
    ):
        yield Reason(Filter.LOCATION, filters.locations, place)


def _outside_availability(filters: Filters, candidate: Candidate) -> Iterator[Reason]:
    day, wanted = candidate.available_from, filters.available_by
    if wanted is not None and (day is None or day > wanted):
        yield Reason(Filter.AVAILABILITY, (wanted.isoformat(),), None if day is None else day.isoformat())


def _outside_licences(filters: Filters, candidate: Candidate) -> Iterator[Reason]:
    missing = missing_licences(filters.licences, candidate.licences)
    if missing:
        yield Reason(Filter.LICENCES, missing)


_ASKED: Final[Mapping[Filter, Callable[[Filters, Candidate], Iterator[Reason]]]] = MappingProxyType(
    {
        Filter.LOCATION: _outside_location,
        Filter.AVAILABILITY: _outside_availability,
        Filter.LICENCES: _outside_licences,
    }
)
"""The filters of the role itself; that of the industry is the profile's."""
