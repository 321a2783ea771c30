"""``bench paths``: how good the paths behind scores are: how concentrated, how diverse, how true."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import numpy as np

from skillpath.agency.book import Book
from skillpath.agency.criteria import criteria
from skillpath.bench.deletion import delete_path
from skillpath.bench.gold import Gold
from skillpath.bench.metrics import effective_number
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.evidence import Match, RequirementEvidence
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, Profile, profile_named
from skillpath.reasoner.role import Role, role_of_job_type
from skillpath.reasoner.transfer import AS_OF, typical_candidate

Query = tuple[Role, Profile, Sequence[Candidate]]
"""A role, the criteria that hold for it, and who is matched with it."""

DIRECT: Final = "no step"
OTHER_INDUSTRY: Final = "another industry"
"""What a path without steps is called, and what a requirement of *other* industries rests on."""


@dataclass(frozen=True, slots=True)
class MatchPaths:
    """The paths of one match: the shares of the score, by requirement, channel and kind of path.

    ``deviation`` is how far the score without its strongest path is from what the explanation says (see
    :func:`delete_path`); ``replaced`` whether another path took over.
    """

    by_path: tuple[float, ...]
    by_channel: Mapping[str, float]
    by_kind: Mapping[str, float]
    deviation: float
    replaced: bool


@dataclass(frozen=True, slots=True)
class PathQuality:
    """Means over the matches with a score; ``without_score`` counts those that nothing carries to.

    ``top_share`` is the share of the score that its strongest path brings; ``paths``, ``channels`` and
    ``kinds`` are effective numbers (see :func:`effective_number`). ``by_channel`` and ``by_kind`` are mean
    shares of the score, the largest first. ``deviation`` is the largest, over the strongest path of every
    match; ``replaced`` says in which share of these another path took over.
    """

    matches: int
    without_score: int
    top_share: float
    paths: float
    channels: float
    kinds: float
    by_channel: Mapping[str, float]
    by_kind: Mapping[str, float]
    deviation: float
    replaced: float


def book_queries(book: Book) -> list[Query]:
    """Every candidate of a book with every role, under the role's own criteria."""
    candidates = book.candidates()
    return [(role, criteria(book, role), candidates) for role in book.roles()]


def gold_queries(network: Network, gold: Gold, *, most: int, seed: int = 0) -> list[Query]:
    """The job types of the pairs known to fit; of more than ``most`` pairs a random draw."""
    pairs = sorted(
        {
            (dest, origin)
            for o, d, grade in zip(gold.origin, gold.dest, gold.grade, strict=True)
            if grade > 0
            for dest in gold.nodes[d]
            for origin in gold.nodes[o]
            if dest != origin
        }
    )
    drawn = np.random.default_rng(seed).permutation(len(pairs))[:most]
    return [
        (
            role_of_job_type(network, dest),
            profile_named(DEFAULT_PROFILE),
            [typical_candidate(network, origin, as_of=AS_OF) for _, origin in some],
        )
        for dest, some in groupby((pairs[i] for i in sorted(drawn)), key=lambda pair: pair[0])
    ]


def path_quality(
    network: Network, queries: Sequence[Query], *, as_of: date, progress: Callable[[int, int], None]
) -> PathQuality:
    """Explains every match under its role's own criteria, and deletes its strongest path.

    ``progress`` is told how many are done, and of how many.
    """
    total = sum(len(candidates) for _, _, candidates in queries)
    found: list[MatchPaths] = []
    for done, (matcher, candidate, match) in enumerate(_matches(network, queries, as_of), start=1):
        if match.score > 0:
            found.append(_match_paths(matcher, candidate, match))
        progress(done, total)
    return PathQuality(
        matches=len(found),
        without_score=total - len(found),
        top_share=_mean([max(one.by_path) for one in found]),
        paths=_mean([effective_number(one.by_path) for one in found]),
        channels=_mean([effective_number(one.by_channel.values()) for one in found]),
        kinds=_mean([effective_number(one.by_kind.values()) for one in found]),
        by_channel=_mean_shares([one.by_channel for one in found]),
        by_kind=_mean_shares([one.by_kind for one in found]),
        deviation=max((one.deviation for one in found), default=math.nan),
        replaced=_mean([float(one.replaced) for one in found]),
    )


def _matches(
    network: Network, queries: Sequence[Query], as_of: date
) -> Iterator[tuple[Matcher, Candidate, Match]]:
    finder = PathFinder(network)
    for role, profile, candidates in queries:
        matcher = Matcher.prepare(network, role, profile, as_of=as_of)
        for candidate in candidates:
            yield matcher, candidate, matcher.explain(candidate, finder)


def _match_paths(matcher: Matcher, candidate: Candidate, match: Match) -> MatchPaths:
    strong = match.strong_points()
    kinds: dict[str, float] = defaultdict(float)
    for evidence in strong:
        kinds[kind_of_path(evidence)] += evidence.points / match.score
    deletion = delete_path(matcher, candidate, match, strong[0])
    return MatchPaths(
        by_path=tuple(evidence.points / match.score for evidence in strong),
        by_channel={str(channel): part / match.score for channel, part in match.by_channel().items()},
        by_kind=kinds,
        deviation=abs(deletion.scored - deletion.explained),
        replaced=deletion.runner_up > 0,
    )


def kind_of_path(evidence: RequirementEvidence) -> str:
    """The kinds of its steps, one after the other, several of one kind in a row told once."""
    if evidence.path is None:
        return OTHER_INDUSTRY
    return " → ".join(str(kind) for kind, _ in groupby(step.kind for step in evidence.path.steps)) or DIRECT


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else math.nan


def _mean_shares(shares: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean share of every name, the largest first."""
    names = {name for one in shares for name in one}
    means = {name: _mean([one.get(name, 0.0) for one in shares]) for name in sorted(names)}
    return dict(sorted(means.items(), key=lambda entry: -entry[1]))
