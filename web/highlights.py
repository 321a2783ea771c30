"""A text cut where marks begin and end, so that marks may overlap on a page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same marks cover all along; ``first`` are those that begin with it."""

    text: str
    marks: tuple[str, ...]
    first: tuple[str, ...]


def pieces(text: str, marks: Mapping[str, Iterable[Sequence[int]]]) -> list[Piece]:
    """A text in pieces; ``marks``: key → the characters (start, end) that it covers, one stretch or several.

    The pieces put together are the text. What lies outside the text is left out. A key is among the
    ``first`` of one piece only: where its first stretch begins.

    >>> [(p.text, p.marks, p.first) for p in pieces("payroll clerk", {"a": [(0, 7)], "b": [(3, 13)]})]
    [('pay', ('a',), ('a',)), ('roll', ('a', 'b'), ('b',)), (' clerk', ('b',), ())]
    """
    spans = [
        (key, max(0, start), min(len(text), end))
        for key, stretches in marks.items()
        for start, end in stretches
    ]
    spans = [(key, start, end) for key, start, end in spans if start < end]
    begin: defaultdict[int, list[str]] = defaultdict(list)
    finish: defaultdict[int, list[str]] = defaultdict(list)
    for key, start, end in spans:
        begin[start].append(key)
        finish[end].append(key)
    return list(_cut(text, sorted({0, len(text), *begin, *finish}), begin, finish))


Places = Mapping[int, list[str]]


def _cut(text: str, cuts: Sequence[int], begin: Places, end: Places) -> Iterator[Piece]:
    """The pieces between places, where marks begin and end."""
    open_: Counter[str] = Counter()
    seen: set[str] = set()
    for start, stop in pairwise(cuts):
        open_.subtract(end.get(start, ()))
        open_.update(begin.get(start, ()))
        marks = tuple(sorted(key for key, count in open_.items() if count > 0))
        first = tuple(key for key in marks if key not in seen)
        seen.update(first)
        yield Piece(text[start:stop], marks, first)
