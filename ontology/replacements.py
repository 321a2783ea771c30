"""What replaces concepts that are retired: one in use at the end of the way, or several to choose from."""

from collections.abc import Callable, Iterable
from typing import Final

TRUE: Final = frozenset({"true", "1"})
"""What ``owl:deprecated`` says of a concept that is retired."""


def heirs(iri: str, successors: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The concepts in use that replace one, sorted: itself where nothing does, none for a circle.

    ``successors`` are what a retired concept is said to be replaced by, none for one in use. Of those that
    are retired themselves what replaces them is meant.

    >>> said = {"a": ["b"], "b": ["c", "d"], "d": ["c"], "x": ["y"], "y": ["x"]}
    >>> heirs("a", lambda iri: said.get(iri, ())), heirs("x", lambda iri: said.get(iri, ()))
    (('c',), ())
    """
    seen, waiting, found = {iri}, [iri], set[str]()
    while waiting:
        one = waiting.pop()
        after = tuple(successors(one))
        if not after:
            found.add(one)
        fresh = set(after) - seen
        seen |= fresh
        waiting += sorted(fresh)
    return tuple(sorted(found))
