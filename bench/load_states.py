"""Which states of a workspace a page may show, and whether it shows one of them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from skillpath.bench.load_readers import Visit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """The current release, and whether the candidate who comes and goes is among the best."""

    release: str
    in_top: bool


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """Something became so at some moment between two (seconds of :func:`time.monotonic`)."""

    began: float
    ended: float
    value: T


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed while readers read, in its order, after what was so at the start."""

    start: State
    releases: Sequence[Change[str]] = ()
    in_top: Sequence[Change[bool]] = ()


Expected = Mapping[tuple[str, State], str]
"""Path and state → digest of the page."""


def wrong(visits: Sequence[Visit], expected: Expected, changes: Changes) -> list[Visit]:
    """The visits to pages that showed no state of the workspace between question and answer."""
    return [visit for visit in visits if not _right(visit, expected, changes)]


def _right(visit: Visit, expected: Expected, changes: Changes) -> bool:
    if visit.page is None:
        return False
    return any(
        visit.page.release == release and visit.page.digest == expected[visit.path, State(release, in_top)]
        for release in so_between(visit.sent, visit.there, changes.start.release, changes.releases)
        for in_top in so_between(visit.sent, visit.there, changes.start.in_top, changes.in_top)
    )


def so_between(start: float, end: float, first: T, changes: Sequence[Change[T]]) -> set[T]:
    """What may have been so at some moment between two.

    >>> changes = [Change(10, 11, "b"), Change(20, 21, "a")]
    >>> so_between(5, 9, "a", changes), so_between(12, 13, "a", changes)
    ({'a'}, {'b'})
    >>> sorted(so_between(10.5, 12, "a", changes))
    ['a', 'b']
    """
    befores = [Change(-math.inf, -math.inf, first), *changes]
    until = [*(change.ended for change in changes), math.inf]
    return {one.value for one, last in zip(befores, until, strict=True) if one.began <= end and last >= start}
