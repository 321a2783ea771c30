"""Ranking candidates for a role, and explaining a match: one scorer, asked for less or for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network
from skillpath.graph.paths import Path, PathFinder
from skillpath.reasoner.alternatives import alternatives, learning, nearest
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.doses import Teaching, mastered
from skillpath.reasoner.evidence import Alternative, Contribution, Match, RequirementEvidence
from skillpath.reasoner.experience import CHANNELS, Experience, experiences, joined
from skillpath.reasoner.histories import Histories, histories_of
from skillpath.reasoner.outside import Reason, outside
from skillpath.reasoner.parameters import RECENCY, Recency
from skillpath.reasoner.places import Places
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.ranks import best_first
from skillpath.reasoner.role import Requirement, Requirements, Role, transfer_columns, weigh
from skillpath.reasoner.score import Floats, carry, contributions, strengths, total


@dataclass(frozen=True)
class Matcher:
    """A role under a profile on a network, ready to score any candidates.

    ``as_of`` is the day for which experience is reckoned, ``recency`` how it fades until then: otherwise
    than everywhere only to see what difference that makes.
    """

    network: Network
    role: Role
    profile: Profile
    as_of: date
    requirements: Requirements
    columns: Floats
    recency: Recency = RECENCY

    @classmethod
    def prepare(
        cls, network: Network, role: Role, profile: Profile, *, as_of: date, recency: Recency = RECENCY
    ) -> "Matcher":
        """Compiles the role once for all candidates."""
        requirements = weigh(network, role, profile)
        columns = transfer_columns(network, requirements)
        return cls(network, role, profile, as_of, requirements, columns, recency)

    @cached_property
    def useful(self) -> NDArray[np.bool_]:
        """Which nodes carry to anything that is asked for."""
        return self.columns @ np.ones(self.columns.shape[1]) > 0  # several times as fast as any()

    @cached_property
    def _teaching(self) -> Teaching:
        return Teaching.of(self.network, self.useful)

    def scores(self, candidates: Sequence[Candidate]) -> Floats:
        """One score a candidate, in their order."""
        histories = histories_of(candidates)
        return self.scores_of_histories(histories, Places.of(self.network, histories.vocabulary))

    def scores_of_histories(self, histories: Histories, places: Places) -> Floats:
        """The same, for histories in columns."""
        known = mastered(
            self._teaching, histories, places, self.profile, as_of=self.as_of, recency=self.recency
        )
        return total(self._parts_of(strengths(known, self.columns, self.requirements.levels)))

    def scores_of(self, experiences: Sequence[Experience]) -> Floats:
        """The same, for experiences worked out before."""
        strength = strengths(joined(experiences), self.columns, self.requirements.levels)
        return total(self._parts_of(strength))

    def rank(self, candidates: Sequence[Candidate]) -> list[Match]:
        """The candidates, without paths: those inside the filters first, the best first, ties by code."""
        known = self._experiences(candidates)
        left_out = [self._outside(candidate) for candidate in candidates]
        order = best_first(
            [bool(one) for one in left_out],
            self.scores_of(known).tolist(),
            [candidate.code for candidate in candidates],
        )
        return [self._match(candidates[i], known[i], left_out[i]) for i in order]

    def explain(self, candidate: Candidate, finder: PathFinder) -> Match:
        """One candidate with every path, what lost against it, and the nearest thing where there is none."""
        (known,) = self._experiences([candidate])
        match = self._match(candidate, known, self._outside(candidate))
        pairs = list(
            zip(
                match.evidence,
                alternatives(self.network, known, match.evidence, self.columns),
                strict=True,
            )
        )
        paths = finder.best(ends for one, others in pairs for ends in _ends(one, others))
        evidence = (self._explained(known, one, others, finder, paths) for one, others in pairs)
        return replace(match, evidence=tuple(evidence))

    def _explained(
        self,
        known: Experience,
        evidence: RequirementEvidence,
        others: Sequence[Alternative],
        finder: PathFinder,
        paths: Mapping[tuple[int, int], Path],
    ) -> RequirementEvidence:
        """The evidence with all that a ranking does not gather."""
        found = [paths[ends] for ends in _ends(evidence, others)]
        if found:
            others = [replace(one, path=path) for one, path in zip(others, found[1:], strict=True)]
        return replace(
            evidence,
            contributions=tuple(self._learned(part, evidence.source) for part in evidence.contributions),
            alternatives=tuple(others),
            nearest=nearest(self.network, known, evidence, finder),
            path=found[0] if found else None,
        )

    def _learned(self, part: Contribution, source: int | None) -> Contribution:
        if source is None:
            return part
        how = learning(self.network, part.origin, source)
        return Contribution(part.item, part.channel, part.origin, part.share, part.points, how)

    def _experiences(self, candidates: Sequence[Candidate]) -> list[Experience]:
        return experiences(self.network, candidates, self.profile, as_of=self.as_of, recency=self.recency)

    def _parts_of(self, strength: Floats) -> Floats:
        return contributions(strength, self.requirements, self.profile)

    def _match(self, candidate: Candidate, known: Experience, left_out: tuple[Reason, ...]) -> Match:
        strength = strengths(known.mastered, self.columns, self.requirements.levels)
        parts = self._parts_of(strength)
        winners = _winners(known, self.columns)
        return Match(
            candidate=candidate.code,
            role=self.role.id,
            profile=self.profile.name,
            as_of=self.as_of,
            score=float(total(parts)[0]),
            evidence=tuple(
                _evidence(known, item, source, column=column, strength=float(m), points=float(c))
                for item, source, column, m, c in zip(
                    self.requirements.items, winners, self.columns.T, strength[0], parts[0], strict=True
                )
            ),
            outside=left_out,
            unknown=tuple(dict.fromkeys((*known.unknown, *self.requirements.unknown))),
        )

    def _outside(self, candidate: Candidate) -> tuple[Reason, ...]:
        return outside(self.network, self.role, self.profile, candidate)


def _winners(known: Experience, columns: Floats) -> list[int | None]:
    """v* for each requirement: of equal strength the most direct, then the smallest position."""
    if not len(known.nodes):
        return [None] * columns.shape[1]
    carried = carry(known.nodes, known.mastery, columns)
    most = carried.max(axis=0)
    direct = np.where(carried == most, columns[known.nodes], -1.0).argmax(axis=0)
    return [int(known.nodes[i]) if best > 0 else None for i, best in zip(direct, most, strict=True)]


def _evidence(
    known: Experience,
    asked: Requirement,
    source: int | None,
    *,
    column: Floats,
    strength: float,
    points: float,
) -> RequirementEvidence:
    """The evidence for one requirement, without its path; ``column`` is T towards it."""
    place = None if source is None else int(np.searchsorted(known.nodes, source))
    return RequirementEvidence(
        requirement=asked,
        strength=strength,
        points=points,
        source=source,
        mastery=0.0 if place is None else float(known.mastery[place]),
        transfer=0.0 if source is None else float(column[source]),
        path=None,
        contributions=() if source is None else _contributions(known, source, points),
    )


def _ends(evidence: RequirementEvidence, others: Sequence[Alternative]) -> list[tuple[int, int]]:
    """From where to where paths explain the evidence, the winner's first; none where none does."""
    if evidence.source is None or evidence.requirement.inverted:
        return []
    starts = (evidence.source, *(other.node for other in others))
    return [(start, evidence.requirement.node) for start in starts]


def _contributions(known: Experience, source: int, points: float) -> tuple[Contribution, ...]:
    """C(q) shared out over the spells and claims behind the winning node, in proportion to their doses."""
    rows = known.rows_of(source)
    shares = known.dose[rows] / known.dose[rows].sum()
    return tuple(
        Contribution(
            item=int(known.item[row]),
            channel=CHANNELS[known.channel[row]],
            origin=int(known.origin[row]),
            share=float(share),
            points=float(share) * points,
        )
        for row, share in zip(rows, shares, strict=True)
    )
