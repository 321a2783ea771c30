"""The product's own score as methods of the benchmark: asked for a few by the cascade, or for all."""

import time
from dataclasses import dataclass

import numpy as np

from skillpath.bench.answers import TOP, Answer, Setting, blocks
from skillpath.bench.synthetic_pool import candidate
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.criteria import changed
from skillpath.reasoner.histories import Histories, Places
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import profile_named
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role
from skillpath.reasoner.terms import Terms, terms_of
from skillpath.reasoner.top_k import top_k
from skillpath.reasoner.transfer import AS_OF


def matcher_of(network: Network, role: Role) -> Matcher:
    """A role under its own criteria, on the day on which invented careers end."""
    profile = changed(profile_named(role.profile), role.changes)
    return Matcher.prepare(network, role, profile, as_of=AS_OF)


@dataclass(frozen=True, slots=True)
class Cascade:
    """The best by the product's cascade of bounds (:mod:`skillpath.reasoner.top_k`)."""

    network: Network
    histories: Histories
    terms: Terms
    places: Places

    @classmethod
    def build(cls, setting: Setting) -> "Cascade":
        """The terms of all candidates."""
        terms = terms_of(setting.histories, day=AS_OF)
        terms.matrix  # noqa: B018 (made on first use: part of building, not of the first query)
        places = Places.of(setting.network, setting.histories.vocabulary)
        return cls(setting.network, setting.histories, terms, places)

    def query(self, role: Role) -> Answer:
        """The best candidates for a role, and how many each step left."""
        best = top_k(matcher_of(self.network, role), self.histories, self.terms, self.places, TOP)
        steps = {
            "candidates": len(self.histories),
            "bounded by requirement": best.bounded,
            "scored": best.scored,
        }
        return Answer(best.rows, best.scores, steps)


@dataclass(frozen=True, slots=True)
class Exhaustive:
    """All candidates scored, many at once."""

    network: Network
    histories: Histories
    places: Places

    @classmethod
    def build(cls, setting: Setting) -> "Exhaustive":
        """Nothing but the places of the vocabulary."""
        places = Places.of(setting.network, setting.histories.vocabulary)
        return cls(setting.network, setting.histories, places)

    def query(self, role: Role) -> Answer:
        """The best candidates for a role; of equal scores the one who stands first in the pool."""
        matcher = matcher_of(self.network, role)
        scores = np.concatenate(
            [matcher.scores_of_histories(block, self.places) for _, block in blocks(self.histories)]
        )
        best = np.lexsort((np.arange(len(scores)), -ranked(scores)))[:TOP]
        return Answer(best, scores[best], {"scored": len(scores)})


@dataclass(frozen=True, slots=True)
class Explanation:
    """The best candidate of the cascade explained with every path; told is the time of explaining alone."""

    cascade: Cascade
    finder: PathFinder

    @classmethod
    def build(cls, setting: Setting) -> "Explanation":
        """The cascade, and what finds paths."""
        return cls(Cascade.build(setting), PathFinder(setting.network))

    def query(self, role: Role) -> Answer:
        """The best candidate and the score that the explanation gives."""
        found = self.cascade.query(role)
        best = candidate(self.cascade.histories, int(found.rows[0]))
        started = time.perf_counter()
        match = matcher_of(self.cascade.network, role).explain(best, self.finder)
        spent = time.perf_counter() - started
        return Answer(found.rows[:1], np.array([match.score]), own_ms=spent * 1000)
