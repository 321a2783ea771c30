"""Concepts whose preferred labels are almost the same, side by side."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.taxonomy import Label, Taxonomy

ALIKE: Final = 92.0
"""Similarity of labels, words sorted, from which they are shown (0 to 100, rapidfuzz's ``ratio``)."""

NEIGHBOURS: Final = 20
"""How many of the next labels each one is compared with, in each of two orders.

The sorted-neighbourhood method: comparing all pairs would take minutes for ESCO's 17,000 labels.
"""

_WORD: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(r"\d+")


class _Name(NamedTuple):
    words: str
    numbers: tuple[str, ...]
    label: Label


ORDERS: Final[tuple[Callable[[_Name], str], ...]] = (
    lambda name: name.words,
    lambda name: name.words[::-1],
)
"""Labels that differ near their end are neighbours in the first order, others in the second."""


def near_duplicates(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """Pairs of concepts of one scheme with similar labels in a language; other numbers mean other things."""
    seen: set[tuple[str, str]] = set()
    for names in _by_scope(taxonomy):
        for one, other in _neighbours(names):
            if _alike(one, other):
                pair = (one.label.node.value, other.label.node.value)
                if pair[0] != pair[1] and not seen & {pair, pair[::-1]}:
                    seen.add(pair)
                    yield Flaw(one.label.node, f"is called almost as <{pair[1]}>", one.label.triple)


def _by_scope(taxonomy: Taxonomy) -> Iterator[list[_Name]]:
    found: defaultdict[tuple[str, str], list[_Name]] = defaultdict(list)
    for label in taxonomy.labels:
        if label.predicate == str(v.PREF_LABEL):
            words = " ".join(sorted(_WORD.findall(label.text.casefold())))
            name = _Name(words, tuple(_NUMBER.findall(words)), label)
            for scope in taxonomy.scopes.get(label.node.value, ()):
                found[scope, label.language].append(name)
    yield from (found[key] for key in sorted(found))


def _neighbours(names: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    for order in ORDERS:
        row = sorted(names, key=order)
        for place, name in enumerate(row):
            for other in row[place + 1 : place + 1 + NEIGHBOURS]:
                yield name, other


def _alike(one: _Name, other: _Name) -> bool:
    """Similar, and not the same text, which is a clash rather than a near duplicate."""
    return (
        ratio(one.words, other.words, score_cutoff=ALIKE) > 0
        and one.numbers == other.numbers
        and one.label.text.casefold() != other.label.text.casefold()
    )
