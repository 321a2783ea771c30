"""Learning the weights of a profile from the agency's decisions, and adopting what was learned."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from skillpath.agency.adoption import AdoptedProfile, Provenance
from skillpath.agency.criteria import criteria, named_profile
from skillpath.agency.matching import today
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.reasoner.calibration import Calibration, calibrate, in_order, shortage
from skillpath.reasoner.decided import DecidedRole, decided_role
from skillpath.reasoner.decision import GRADE, Decision, check_code, standing
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learned and from what.

    ``decisions`` are those that count (the latest for each candidate and role, with a grade), ``own`` is
    the share of pairs that each held-out role's own criteria order right, for comparison. ``channels`` is
    how much that share under the base changes when one channel counts half, and when it counts in full:
    what could be gained by learning channels too.
    """

    calibration: Calibration
    decisions: tuple[Decision, ...]
    decisions_hash: str
    own: float
    channels: Mapping[Channel, tuple[float, float]]


def learn(
    workspace: Workspace, *, base: str, decisions: Sequence[Decision] | None = None, roles: Sequence[str] = ()
) -> Learning:
    """Learns from the decisions of the book, or from those given; ``roles`` narrows them (none: all).

    Raises :class:`UnknownName` for what is not in the book, :class:`InputError` for too few decisions.
    """
    profile = named_profile(workspace.book, base)
    counted = _counted(workspace.book.decisions() if decisions is None else decisions, roles)
    asked = {role_id: workspace.book.role(role_id) for role_id in dict.fromkeys([*roles, *counted])}
    decided = {
        role_id: _decided(workspace, asked[role_id], profile, some) for role_id, some in counted.items()
    }
    if too_few := shortage(list(decided.values())):
        raise InputError(f"Too few decisions to learn from: {too_few}.")
    calibration = calibrate(list(decided.values()), profile)
    judged = [(asked[one.role], counted[one.role]) for one in calibration.held_out]
    now = _order(workspace, judged, profile)
    return Learning(
        calibration=calibration,
        decisions=(taken := tuple(one for some in counted.values() for one in some)),
        decisions_hash=_hash(taken),
        own=_order(workspace, judged),
        channels={
            channel: (
                order(_counting(profile, channel, 0.5)) - now,
                order(_counting(profile, channel, 1.0)) - now,
            )
            for order in [partial(_order, workspace, judged)]
            for channel in Channel
        },
    )


def _counting(base: Profile, channel: Channel, value: float) -> Profile:
    return replace(base, development={**base.development, channel: value})


def _order(
    workspace: Workspace, judged: Sequence[tuple[Role, Sequence[Decision]]], profile: Profile | None = None
) -> float:
    """The mean share of pairs in order under a profile, or under each role's own criteria."""
    return float(
        np.mean(
            [
                in_order(_decided(workspace, role, own, decisions), own)
                for role, decisions in judged
                for own in [criteria(workspace.book, role) if profile is None else profile]
            ]
        )
    )


def adopt(workspace: Workspace, learning: Learning, *, name: str, by: str) -> AdoptedProfile:
    """Puts what was learned into the book as a profile of the agency's own.

    Raises :class:`InputError` where held-out decisions were not surely ordered better, or the name is taken.
    """
    check_code(by)
    calibration = learning.calibration
    low, high = calibration.gain_ci
    if not calibration.improves:
        raise InputError(
            "Not adopted: on roles that the weights were not learned from, the gain may be nothing or a loss "
            f"(95 % from {low:+.3f} to {high:+.3f})."
        )
    roles = calibration.held_out
    provenance = Provenance(
        base=calibration.base.name,
        by=by,
        day=today(),
        decisions=len(learning.decisions),
        roles=len(roles),
        decisions_hash=learning.decisions_hash,
        release=workspace.release.name,
        before=sum(one.before for one in roles) / len(roles),
        after=sum(one.after for one in roles) / len(roles),
        gain_low=low,
        gain_high=high,
    )
    adopted = AdoptedProfile(
        replace(calibration.learned, name=name, summary=_summary(provenance)), provenance
    )
    workspace.book.adopt(adopted)
    return adopted


def _summary(made: Provenance) -> str:
    return (
        f"Learned from {made.decisions} decisions about {made.roles} roles, beginning with “{made.base}”; "
        f"adopted by {made.by} on {made.day}."
    )


def _counted(decisions: Sequence[Decision], roles: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions that count, by role, in the order of codes."""
    by_role = defaultdict(list)
    for (role_id, _), one in sorted(standing(decisions).items()):
        if one.outcome in GRADE and (not roles or role_id in roles):
            by_role[role_id].append(one)
    return by_role


def _decided(
    workspace: Workspace, role: Role, profile: Profile, decisions: Sequence[Decision]
) -> DecidedRole:
    candidates = [(workspace.book.candidate(one.candidate), one) for one in decisions]
    return decided_role(workspace.network, role, profile, candidates)


def _hash(decisions: Sequence[Decision]) -> str:
    """The SHA-256 of the decisions, one a line."""
    lines = [f"{d.role}\t{d.candidate}\t{d.outcome}\t{d.day}\t{d.by}\t{d.reason}" for d in decisions]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
