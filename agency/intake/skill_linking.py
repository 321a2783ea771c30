"""Which skills a text mentions, and in which characters.

Three ways, each with its confidence: a name word for word (inflected as it may be), a name of one word, and
a name whose words stand near one another in a clause in any order ("monitoring the health of animals"). Of
mentions that overlap the surest is kept, then the longest.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from skillpath.agency.intake.skill_names import Name, SkillNames, Source, meant
from skillpath.agency.intake.words import Word, singular, words

CERTAIN: Final[Mapping[Source, float]] = {Source.PREFERRED: 0.9, Source.OTHER: 0.82, Source.WORDING: 0.86}
"""How sure a name is that stands there word for word."""

PER_WORD: Final = 0.02
"""A longer name is surer, by so much a word, up to :data:`MOST_SURE`."""

MOST_SURE: Final = 0.98

SCATTERED: Final = 0.8
"""How sure a name is whose words all stand near one another in a clause."""

PER_GAP: Final = 0.04
"""By how much less for each word between that is not of the name."""

LEAST: Final = 0.8
"""Mentions less sure than this are none: of two words one may stand between, of four, two."""

SLACK: Final = 2
"""So many more words than a name has may its words be apart: beyond it none is sure enough."""

_CLAUSE: Final = re.compile(r"[;:•*()\[\]\n]|[.!?](?=\s|$)|,\s|\s[-–—]\s")
"""Where a clause ends; names do not reach over it."""

_LISTED: Final = re.compile(r"[,;/|•·\n]")
"""What stands beside a single letter that is a name, as in ``C, R, SQL``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the term at a position in characters ``start`` … ``end``; how sure, 0 … 1.

    ``alternatives`` are the other terms that the same characters, or some of them, may mean, surest first.
    """

    term: int
    start: int
    end: int
    confidence: float
    name: str
    alternatives: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words ``first`` … ``last`` (left out) may mean a name."""

    name: Name
    first: int
    last: int
    confidence: float


def mentions(text: str, names: SkillNames) -> list[Mention]:
    """The skills that a text mentions, in the order of the text, none over another."""
    found = words(text, names.language)
    clauses = _clauses(text, found)
    candidates = [*_word_for_word(found, names), *_single(text, found, names), *_near(found, clauses, names)]
    return [
        Mention(
            candidate.name.term,
            found[candidate.first].start,
            found[candidate.last - 1].end,
            round(candidate.confidence, 3),
            candidate.name.written,
            others,
        )
        for candidate, others in _apart(candidates)
    ]


def _clauses(text: str, found: Sequence[Word]) -> list[int]:
    """The number of the clause that each word is in."""
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    return [bisect_left(ends, word.start) for word in found]


def _word_for_word(found: Sequence[Word], names: SkillNames) -> Iterator[_Candidate]:
    stems, known = [word.stem for word in found], names.sequences.number
    for first, pair in enumerate(pairwise(stems)):
        for last in range(first + 2, min(first + names.longest.get(" ".join(pair), 0), len(stems)) + 1):
            key = " ".join(stems[first:last])
            if key in known:
                for name in names.under(names.sequences, key):
                    sure = CERTAIN[name.source] + PER_WORD * (last - first)
                    yield _Candidate(name, first, last, min(sure, MOST_SURE))


def _single(text: str, found: Sequence[Word], names: SkillNames) -> Iterator[_Candidate]:
    for at, word in enumerate(found):
        key = singular(word.text, names.language)
        if key in names.single.number:
            for name in names.under(names.single, key):
                if meant(name, word.text) and (len(word.text) > 1 or _listed(text, word)):
                    yield _Candidate(name, at, at + 1, CERTAIN[name.source])


def _listed(text: str, word: Word) -> bool:
    """Whether a separator of a list stands on a side of a word, and nothing else on the other."""
    sides = text[: word.start].rstrip(" ")[-1:], text[word.end :].lstrip(" ")[:1]
    return all(not side or _LISTED.match(side) for side in sides) and any(sides)


def _near(found: Sequence[Word], clauses: Sequence[int], names: SkillNames) -> Iterator[_Candidate]:
    for _, clause in groupby(range(len(found)), key=clauses.__getitem__):
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at in clause:
            places[found[at].stem].append(at)
        there = set(places)
        for stem, ats in places.items():
            partners = there.intersection(names.partners.get(stem, ()))
            for partner in sorted(partners) if partners else ():
                for name in names.under(names.anchored, f"{stem} {partner}"):
                    if name.parts <= there:
                        yield from filter(None, (_scattered(name, at, places) for at in ats))


def _scattered(name: Name, at: int, places: Mapping[str, Sequence[int]]) -> _Candidate | None:
    """The name with its rarest word at a place, where its other words stand near in the same clause."""
    reach = len(name.stems) + SLACK
    near = [min(places[stem], key=lambda other: (abs(other - at), other)) for stem in name.parts]
    first, last = min(near), max(near) + 1
    gaps = max(0, last - first - len(name.stems))
    sure = min(SCATTERED + PER_WORD * len(near) - PER_GAP * gaps, MOST_SURE)
    if sure < LEAST or max(at - first, last - 1 - at) > reach:
        return None
    return _Candidate(name, first, last, sure)


def _apart(candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, tuple[int, ...]]]:
    """The surest that do not overlap, in the order of the text, and the terms of those that they displaced.

    Ties: the longest, the first, the term.
    """
    order = sorted(candidates, key=lambda c: (-c.confidence, c.first - c.last, c.first, c.name.term))
    holder: dict[int, int] = {}
    kept: list[_Candidate] = []
    others: list[dict[int, None]] = []
    for candidate in order:
        there = {holder[at] for at in range(candidate.first, candidate.last) if at in holder}
        for at in there:
            others[at][candidate.name.term] = None
        if not there:
            holder |= dict.fromkeys(range(candidate.first, candidate.last), len(kept))
            kept.append(candidate)
            others.append({})
    found = [
        (candidate, tuple(term for term in own if term != candidate.name.term))
        for candidate, own in zip(kept, others, strict=True)
    ]
    return sorted(found, key=lambda pair: pair[0].first)
