"""The audit of fairness: what rankings mean for groups, from scores and protected attributes.

The only place where the two meet. It reads scores of the one scorer, and nothing that scores reads it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.audit.questions import Asked
from skillpath.agency.matching import asked_of
from skillpath.agency.protected.categories import CROSSED, NOTHING_KNOWN, Attributes, Race, Sex
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.fairness import (
    LEAST_SHARE,
    Group,
    Interval,
    above_median,
    impact,
    selected,
)
from skillpath.reasoner.inside import inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import RECENCY, Recency
from skillpath.reasoner.parity import Depth, depth
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.shown import Document

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

TOP: Final = 10
"""So many are selected where nothing else is said."""

LEAST_PERSONS: Final = 5
"""Of a group of fewer persons no rate is shown where nothing else is said."""

EXPLAINED: Final = 100
"""Explanations are compared of so many of the best, whose group is known."""

NEVER: Final = Recency(half_life=float("inf"))
"""Experience that does not fade: what a break or a long life of work would count without the half-life."""

DIVISIONS: Final[Mapping[str, Sequence[Any]]] = {
    "sex": tuple(Sex),
    "race or ethnicity": tuple(Race),
    "race or ethnicity and sex": CROSSED,
}
"""How people are divided → the categories."""

READ: Final[Mapping[str, Callable[[Attributes], Any]]] = {
    "sex": attrgetter("sex"),
    "race or ethnicity": attrgetter("race"),
    "race or ethnicity and sex": attrgetter("both"),
}
"""How people are divided → the category of a person, ``None`` where it is not known."""

SINGLE: Final = ("sex", "race or ethnicity")
"""Divisions of which explanations are compared: where both cross, groups are too small for it."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """All candidates of the book for a role: what they score, and who is within the filters."""

    scores: Floats
    inside: Flags

    @classmethod
    def of(cls, workspace: Workspace, matcher: Matcher, pool: Pool) -> "_Scored":
        places = workspace.places(pool.histories.vocabulary)
        flags = inside(matcher, pool, places)
        everybody = np.ones(len(pool), dtype=bool)
        scores = matcher.scores_of_histories(pool.histories, places)
        return cls(scores, everybody if flags is None else flags)


def fairness(
    workspace: Workspace,
    roles: Sequence[str],
    *,
    top: int = TOP,
    as_of: date | None = None,
    least_persons: int = LEAST_PERSONS,
    least_share: float = LEAST_SHARE,
) -> Document:
    """Selection at the ``top`` and scores above the median for roles, each under its own criteria, by group.

    Everybody in the book counts as considered for each role; those outside a role's filters cannot be
    selected. Of groups of fewer than ``least_persons`` no number is told, and no other is compared with them.
    Raises :class:`InputError` where no attributes may be held, :class:`UnknownName` for a role.
    """
    pool = workspace.pool.now().whole()
    codes = [pool.code(row) for row in range(len(pool))]
    known = ProtectedStore(workspace.folder).all(known=set(codes))
    people = [known.get(code, NOTHING_KNOWN) for code in codes]
    audit = _Audit(workspace, pool, people, top, least_persons, least_share)
    return {
        "release": workspace.release.name,
        "persons": len(people),
        "unknown": sum(one.both is None for one in people),
        "top": top,
        "least_persons": least_persons,
        "least_share": least_share,
        "half_life": RECENCY.half_life,
        "roles": [audit.role(asked_of(workspace, role, as_of=as_of)) for role in roles],
    }


@dataclass(frozen=True, slots=True)
class _Audit:
    """Everybody in the book with their attributes, in the same order, and what is asked of them."""

    workspace: Workspace
    pool: Pool
    people: Sequence[Attributes]
    top: int
    least_persons: int
    least_share: float

    def role(self, asked: Asked) -> Document:
        network = self.workspace.network
        matchers = [
            Matcher.prepare(network, asked.role, asked.profile, as_of=asked.as_of, recency=recency)
            for recency in (RECENCY, NEVER)
        ]
        fading, lasting = (_Scored.of(self.workspace, matcher, self.pool) for matcher in matchers)
        hits = {
            "selection": selected(fading.scores, fading.inside, self.top),
            "scoring": above_median(fading.scores),
            "selection_unfading": selected(lasting.scores, lasting.inside, self.top),
            "scoring_unfading": above_median(lasting.scores),
        }
        chosen = hits["selection"]
        return {
            "role": {"id": asked.role.id, "title": asked.role.title},
            "profile": asked.profile.name,
            "as_of": asked.as_of.isoformat(),
            "inside": int(np.count_nonzero(fading.inside)),
            "selected": int(np.count_nonzero(chosen)),
            "both_selected": int(np.count_nonzero(chosen & hits["selection_unfading"])),
            "divisions": [
                {"by": by, **{name: self._impact(by, flags) for name, flags in hits.items()}}
                for by in DIVISIONS
            ],
            "parity": self._parity(matchers[0], fading),
        }

    def _impact(self, by: str, hits: Flags) -> Document:
        labels = _labels(self.people, by)
        order, least = DIVISIONS[by], self.least_persons
        found = impact(labels, hits, order=order, least_share=self.least_share, least=least)
        groups = [_group(group, few=group.rate.of < self.least_persons) for group in found.groups]
        return {"unknown": found.unknown, "groups": groups}

    def _parity(self, matcher: Matcher, scored: _Scored) -> list[Document]:
        """The depth of the explanations of the best, by group; of groups with enough among those."""
        best = np.flatnonzero(selected(scored.scores, scored.inside, EXPLAINED)).tolist()
        people = self.workspace.people(self.pool.code(row) for row in best)
        matches = {one.code: matcher.explain(one, self.workspace.finder) for one in people}
        found = []
        for by in SINGLE:
            labels = _labels(self.people, by)
            for label in DIVISIONS[by]:
                own = [matches[self.pool.code(row)] for row in best if labels[row] == label]
                if len(own) >= self.least_persons:
                    found.append({"by": by, "group": told(label), **_depth(depth(own))})
        return found


def _labels(people: Sequence[Attributes], by: str) -> list[Any]:
    return [READ[by](one) for one in people]


def _group(group: Group[Any], *, few: bool) -> Document:
    """A group as plain data, without any number that tells of single persons where it has few."""
    named = {"group": told(group.label), "few": few, "left_out": group.left_out}
    if few:
        return named | dict.fromkeys(
            ("persons", "hits", "rate", "low", "high", "ratio", "ratio_low", "ratio_high")
        ) | {"adverse": False, "best": False}  # fmt: skip
    interval, own = group.interval or Interval(1.0, 1.0), group.rate.interval()
    compared = group.ratio is not None
    return named | {
        "persons": group.rate.of,
        "hits": group.rate.hits,
        "rate": group.rate.rate,
        "low": own.low,
        "high": own.high,
        "ratio": group.ratio,
        "ratio_low": interval.low if compared else None,
        "ratio_high": interval.high if compared else None,
        "adverse": group.adverse,
        "best": group.best,
    }


def told(label: Any) -> str:
    """A category in words.

    >>> told((Race.ASIAN, Sex.FEMALE)), told(Sex.MALE)
    ('Asian, female', 'male')
    """
    return ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _depth(found: Depth) -> Document:
    return {
        "matches": found.matches,
        "met": found.met,
        "pieces": found.pieces,
        "steps": found.steps,
        "kinds": dict(found.kinds),
        "channels": {str(channel): share for channel, share in found.channels.items()},
    }
