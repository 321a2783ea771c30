"""A concept as it is looked for in texts: its names and where each comes from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from skillpath.graph.network import Network

_ASIDE: Final = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Term:
    """A concept with its names.

    ``preferred`` are its labels in any language, ``others`` its other names, ``wordings`` what CVs and
    adverts call it without its being a name (:mod:`skillpath.agency.intake.wordings`); ``code`` is its
    ISCO-08 or NACE code.
    """

    iri: str
    label: str
    preferred: tuple[str, ...]
    others: tuple[str, ...]
    wordings: tuple[str, ...] = ()
    code: str = ""

    def names(self) -> Iterator[str]:
        """All names, each also without what stands in brackets: "Java (computer programming)", "Java"."""
        for name in (*self.preferred, *self.others, *self.wordings):
            yield from spellings(name)


def spellings(name: str) -> Iterator[str]:
    """A name, and the same without what stands in brackets.

    >>> list(spellings("Java (computer programming)")), list(spellings("SQL"))
    (['Java (computer programming)', 'Java'], ['SQL'])
    """
    yield name
    short = _ASIDE.sub("", name).strip()
    if short and short != name:
        yield short


def terms_of(network: "Network", kind: str) -> tuple[Term, ...]:
    """The concepts of a kind, headings left out, in the order of the network."""
    terms = []
    for position in network.of_kind(kind):
        node = network.nodes[position]
        if not node.group:
            preferred = tuple(dict.fromkeys((node.label, *node.labels.values())))
            others = tuple(name for name in node.names if name not in preferred)
            terms.append(Term(node.iri, node.label, preferred, others, code=node.code))
    return tuple(terms)


def by_label(terms: Sequence[Term]) -> dict[str, list[int]]:
    """A label in small letters → positions of the terms that it names; a preferred label wins.

    A release may have contracted a concept: its preferred label is another name of what it became.
    """
    named: defaultdict[str, list[int]] = defaultdict(list)
    for part in ("preferred", "others"):
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, term in enumerate(terms):
            for name in dict.fromkeys(name.casefold() for name in getattr(term, part)):
                found[name].append(position)
        for name, positions in found.items():
            named.setdefault(name, positions)
    return dict(named)


def with_wordings(terms: Sequence[Term], said: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """The terms with wordings added: pairs of a wording and a label; labels of no term are passed over."""
    named, added = by_label(terms), defaultdict(set)
    for wording, label in said:
        for position in named.get(label.casefold(), ()):
            added[position].add(wording)
    return tuple(replace(term, wordings=tuple(sorted(added[i]))) for i, term in enumerate(terms))
