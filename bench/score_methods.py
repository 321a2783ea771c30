"""The product's own score as methods of the benchmark: asked for a few by the cascade, or for all."""

import time
from dataclasses import dataclass

import numpy as np

from skillpath.bench.answers import TOP, Answer, Setting, blocks
from skillpath.bench.synthetic_pool import candidate
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.criteria import changed
from skillpath.reasoner.histories import Numbers
from skillpath.reasoner.inside import inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import Profile, profile_named
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role
from skillpath.reasoner.score import Floats
from skillpath.reasoner.top_k import top_k
from skillpath.reasoner.transfer import AS_OF


def matcher_of(network: Network, role: Role) -> Matcher:
    """A role under its own criteria, on the day on which invented careers end."""
    return Matcher.prepare(network, role, criteria_of(role), as_of=AS_OF)


def criteria_of(role: Role) -> Profile:
    """The own criteria of an invented role."""
    return changed(profile_named(role.profile), role.changes)


@dataclass(frozen=True, slots=True)
class Cascade:
    """The best by the product's cascade of bounds (:mod:`skillpath.reasoner.top_k`)."""

    network: Network
    pool: Pool
    places: Places

    @classmethod
    def build(cls, setting: Setting) -> "Cascade":
        """What is made on first use and kept: the matrix of terms, the places of the vocabulary."""
        terms, words = setting.pool.terms, setting.pool.histories.vocabulary
        terms.sums(np.zeros(len(terms.layout), dtype=np.float32))
        terms.in_any(np.zeros(0, dtype=np.int64))
        places = Places.of(setting.network, words)
        places.lessons  # noqa: B018 (made on first use)
        return cls(setting.network, setting.pool, places)

    def query(self, role: Role) -> Answer:
        """The best candidates inside a role's filters, and how many each step looked at."""
        matcher = matcher_of(self.network, role)
        within = inside(matcher, self.pool, self.places)
        best = top_k(matcher, self.pool, self.places, TOP, within=within)
        count = len(self.pool) if within is None else int(np.count_nonzero(within))
        steps = {"inside the filters": count, "bounded": best.bounded, "scored": best.scored}
        return Answer(best.rows, best.scores, steps)


@dataclass(frozen=True, slots=True)
class Exhaustive:
    """All candidates inside the filters scored, many at once."""

    network: Network
    pool: Pool
    places: Places

    @classmethod
    def build(cls, setting: Setting) -> "Exhaustive":
        """Nothing but the places of the vocabulary."""
        return cls(
            setting.network, setting.pool, Places.of(setting.network, setting.pool.histories.vocabulary)
        )

    def query(self, role: Role) -> Answer:
        """The best candidates for a role; of equal scores the one who stands first in the pool."""
        matcher = matcher_of(self.network, role)
        within = inside(matcher, self.pool, self.places)
        rows = np.arange(len(self.pool)) if within is None else np.flatnonzero(within)
        scores = self.scores(matcher, rows)
        best = np.lexsort((rows, -ranked(scores)))[:TOP]
        return Answer(rows[best], scores[best], {"scored": len(rows)})

    def scores(self, matcher: Matcher, rows: Numbers) -> Floats:
        """What some candidates score."""
        lots = (block for _, block in blocks(self.pool.histories, rows))
        return np.concatenate(
            [np.zeros(0), *(matcher.scores_of_histories(block, self.places) for block in lots)]
        )


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
        """The best candidate and the score that the explanation gives; none where a filter leaves nobody."""
        found = self.cascade.query(role)
        people = [candidate(self.cascade.pool, row) for row in found.rows[:1].tolist()]
        started = time.perf_counter()
        matcher = matcher_of(self.cascade.network, role)
        scores = [matcher.explain(person, self.finder).score for person in people]
        spent = time.perf_counter() - started
        return Answer(found.rows[:1], np.array(scores), own_ms=spent * 1000)
