"""The best roles for a candidate: many roles compiled into columns, scored all at once.

One candidate reaches each node of the network with some strength, whatever role asks for it; a role's
requirements then are places to look up. Of the best, the score comes from the scorer itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.doses import mastered_by
from skillpath.reasoner.facts import any_of
from skillpath.reasoner.histories import Numbers, owners, starts_of, stretches
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Requirement, Requirements, Role, weigh
from skillpath.reasoner.score import Mastered, contributions, total

Floats = NDArray[np.float64]

SLACK: Final = 1e-9
"""More than sums in another order can differ by."""


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Roles under their profiles on a network.

    The requirements of role i are ``starts[i] … starts[i + 1]`` of the columns, as :class:`Requirement` has
    them. ``alike``: which of them a candidate reaches alike. ``bottleneck``: η of each role, 0 without
    essential requirements. ``transfer``: T by source.
    """

    roles: tuple[str, ...]
    profiles: tuple[Profile, ...]
    alike: tuple["Alike", ...]
    bottleneck: Floats
    transfer: "sparse.csr_array[np.float64]"
    starts: Numbers
    node: Numbers
    dimension: NDArray[np.int8]
    essential: NDArray[np.bool_]
    level: Floats
    weight: Floats
    inverted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.roles)

    def requirements(self, role: int) -> Requirements:
        """The requirements of a role."""
        part = slice(self.starts[role], self.starts[role + 1])
        items = (
            Requirement(
                int(node), _DIMENSIONS[dimension], bool(essential), float(level), float(weight), bool(i)
            )
            for node, dimension, essential, level, weight, i in zip(
                *(column[part] for column in self._columns), strict=True
            )
        )
        return Requirements(tuple(items), ())

    @property
    def _columns(self) -> tuple[NDArray[np.generic], ...]:
        return self.node, self.dimension, self.essential, self.level, self.weight, self.inverted


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows of requirements of roles whose profiles let channels count as this one does; all ask for
    experience in what carries to their nodes, or all for other (``inverted``)."""

    profile: Profile
    inverted: bool
    rows: Numbers


_DIMENSIONS: Final = tuple(Dimension)


def vacancies_of(
    network: Network,
    roles: Sequence[tuple[Role, Profile]],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Vacancies:
    """Compiles roles with their profiles."""
    asked = []
    for done, (role, profile) in enumerate(roles, start=1):
        asked.append(weigh(network, role, profile).items)
        progress(done, len(roles))
    items = [item for requirements in asked for item in requirements]
    profiles, starts = tuple(profile for _, profile in roles), starts_of(map(len, asked))
    essential = np.array([item.essential for item in items], dtype=bool)
    inverted = np.array([item.inverted for item in items], dtype=bool)
    bottleneck = np.array([profile.bottleneck for profile in profiles]) * any_of(essential, starts)
    return Vacancies(
        roles=tuple(role.id for role, _ in roles),
        profiles=profiles,
        alike=tuple(_alike(profiles, owners(starts), inverted)),
        bottleneck=bottleneck,
        transfer=network.transfer.tocsr(),
        starts=starts,
        node=np.array([item.node for item in items], dtype=np.int64),
        dimension=np.array([_DIMENSIONS.index(item.dimension) for item in items], dtype=np.int8),
        essential=essential,
        level=np.array([item.level for item in items], dtype=np.float64),
        weight=np.array([item.weight for item in items], dtype=np.float64),
        inverted=inverted,
    )


def _alike(profiles: Sequence[Profile], owner: Numbers, inverted: NDArray[np.bool_]) -> Iterator[Alike]:
    ways: dict[tuple[float, ...], list[int]] = {}
    for role, profile in enumerate(profiles):
        ways.setdefault(profile.learning, []).append(role)
    for roles in ways.values():
        asks = np.zeros(len(profiles), dtype=bool)
        asks[roles] = True
        for other in (False, True):
            rows = np.flatnonzero(asks[owner] & (inverted == other))
            if len(rows):
                yield Alike(profiles[roles[0]], other, rows)


@dataclass(frozen=True, slots=True)
class RoleScore:
    """A role by its place among the vacancies, and what the candidate scores for it."""

    role: int
    score: float


def best_roles(
    network: Network, vacancies: Vacancies, candidate: Candidate, *, as_of: date, top: int
) -> list[RoleScore]:
    """The best roles for a candidate, the best first, of equal scores by the role's code.

    The scores are those of :class:`skillpath.reasoner.match.Matcher`, bit by bit.
    """
    strength = _strengths(network, vacancies, candidate, as_of)
    rough = _rough(vacancies, strength)
    if not len(rough):
        return []
    least = np.partition(rough, -top)[-top] if top < len(rough) else -1.0
    places = np.flatnonzero(rough >= least - 2 * SLACK).tolist()
    scores = np.array([_score(vacancies, strength, place) for place in places])
    by_rank = sorted(
        zip(-ranked(scores), (vacancies.roles[place] for place in places), places, scores, strict=True)
    )
    return [RoleScore(place, float(score)) for *_, place, score in by_rank[:top]]


def _strengths(network: Network, vacancies: Vacancies, candidate: Candidate, as_of: date) -> Floats:
    """How well the candidate meets each requirement of each role."""
    met = np.zeros(len(vacancies.node))
    for alike in vacancies.alike:
        mastered = mastered_by(network, [candidate], alike.profile, as_of=as_of)
        if alike.inverted:
            reached = _reached_elsewhere(network, mastered)
        else:
            reached = _reached(vacancies.transfer, mastered)
        met[alike.rows] = reached[vacancies.node[alike.rows]]
    strength: Floats = np.minimum(1.0, met / vacancies.level)
    return strength


def _reached(transfer: "sparse.csr_array[np.float64]", mastered: Mastered) -> Floats:
    """``max_v a(v)·T(v, q)`` for every node q."""
    starts, entries = stretches(transfer.indptr.astype(np.int64), mastered.nodes)
    reached = np.zeros(transfer.shape[1])
    carried = mastered.mastery[owners(starts)] * transfer.data[entries]
    np.maximum.at(reached, transfer.indices[entries], carried)
    return reached


def _reached_elsewhere(network: Network, mastered: Mastered) -> Floats:
    """``max_v a(v)·(1 − T(v, q))`` over industries v, for every industry q; 0 for all other nodes."""
    industries = network.of_kind(ConceptKind.INDUSTRY)
    known = np.zeros(len(network))
    known[mastered.nodes] = mastered.mastery
    transfer = network.transfer[:, industries][industries].toarray()
    reached = np.zeros(len(network))
    reached[industries] = ((1 - transfer) * known[industries][:, np.newaxis]).max(axis=0, initial=0.0)
    return reached


def _rough(vacancies: Vacancies, strength: Floats) -> Floats:
    """The scores, but for rounding; one for each role."""
    some = np.flatnonzero(np.diff(vacancies.starts))
    rough = np.zeros(len(vacancies))
    if not len(some):
        return rough
    first = vacancies.starts[some]
    eta = vacancies.bottleneck[some]
    weakest = np.minimum.reduceat(np.where(vacancies.essential, strength, 1.0), first)
    rough[some] = (1 - eta) * np.add.reduceat(vacancies.weight * strength, first) + eta * weakest
    return rough


def _score(vacancies: Vacancies, strength: Floats, role: int) -> float:
    met = strength[vacancies.starts[role] : vacancies.starts[role + 1]][np.newaxis]
    return float(total(contributions(met, vacancies.requirements(role), vacancies.profiles[role]))[0])
