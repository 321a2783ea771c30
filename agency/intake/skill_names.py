"""The names of skills in one language, by what a text is looked through for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np

from skillpath.agency.intake.postings import Integers, Postings
from skillpath.agency.intake.terms import Term, spellings
from skillpath.agency.intake.words import content, singular, stemmed, written

ACRONYM: Final = 5
"""A name in capitals of so many letters at most is meant only in capitals: *ATS* is no *at's*."""

EXACT_CASE: Final = 2
"""A name of so many letters at most is meant only as it is written: *R*, *Go*."""

COMMON: Final[Mapping[bool, int]] = {True: 60, False: 3}
"""In the names of how many skills a word may stand at most to name one alone; is it the preferred label?

*lead* or *experience* are in the names of dozens: as another name of one skill they say nothing.
"""


class Source(StrEnum):
    """Where a name comes from."""

    PREFERRED = "preferred label"
    OTHER = "other name"
    WORDING = "wording"


_SOURCES: Final = tuple(Source)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the term at a position: its stems in order, the same without function words."""

    term: int
    source: Source
    written: str
    stems: tuple[str, ...]
    parts: frozenset[str]


@dataclass(frozen=True)
class SkillNames:
    """The names of skills in one language, by number: of each its term, where it comes from (the position in
    :class:`Source`), how it is written and its stems, a blank between.

    ``single``: a word without inflection → names of one word. ``sequences``: stems → names of several words.
    ``anchored``: the two rarest stems of a name, those in the names of the fewest skills → names that hold
    more than one; ``partners``: the first of these two → all that are the second. ``longest``: two
    stems → words of the longest name that begins with them.
    """

    language: str
    terms: Integers
    sources: Integers
    written: Sequence[str]
    stems: Sequence[str]
    single: Postings
    sequences: Postings
    anchored: Postings
    partners: Mapping[str, Sequence[str]]
    longest: Mapping[str, int]

    @classmethod
    def of(cls, terms: Sequence[Term], language: str) -> "SkillNames":
        """The names of some skills, stemmed as that language is."""
        names = [name for i, term in enumerate(terms) for name in _names(i, term, language)]
        holders = Counter(stem for _, stem in {(name.term, stem) for name in names for stem in name.parts})
        anchors = [sorted(name.parts, key=lambda stem: (holders[stem], stem))[:2] for name in names]
        partners: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for first, second in (anchor for anchor in anchors if len(anchor) > 1):
            partners[first][second] = None
        return cls(
            language,
            np.array([name.term for name in names], dtype=np.int32),
            np.array([_SOURCES.index(name.source) for name in names], dtype=np.int32),
            [name.written for name in names],
            [" ".join(name.stems) for name in names],
            Postings.of(_single(names, holders, language)),
            Postings.of((" ".join(n.stems), i) for i, n in enumerate(names) if len(n.stems) > 1),
            Postings.of((" ".join(anchor), i) for i, anchor in enumerate(anchors) if len(anchor) > 1),
            {first: list(seconds) for first, seconds in partners.items()},
            _longest(name.stems for name in names if len(name.stems) > 1),
        )

    def under(self, postings: Postings, key: str) -> list[Name]:
        """The names that one of the postings has under a key."""
        return [self._name(at) for at in postings.get(key)]

    def _name(self, at: int) -> Name:
        if at not in self._made:
            stems = tuple(self.stems[at].split(" "))
            parts = frozenset(content(stems, self.language))
            source = _SOURCES[self.sources[at]]
            self._made[at] = Name(int(self.terms[at]), source, self.written[at], stems, parts)
        return self._made[at]

    @cached_property
    def _made(self) -> dict[int, Name]:
        """Most names are in no text: each is made when it is first met."""
        return {}


def meant(name: Name, written: str) -> bool:
    """Whether a word of a text may mean a name of one word.

    >>> ats = Name(0, Source.OTHER, "ATS", ("at",), frozenset({"at"}))
    >>> meant(ats, "ats"), meant(ats, "ATS")
    (False, True)
    """
    exact = len(name.written) <= EXACT_CASE or (len(name.written) <= ACRONYM and name.written.isupper())
    return not exact or name.written == written


def _names(term: int, of: Term, language: str) -> Iterator[Name]:
    parts = ((Source.PREFERRED, of.preferred), (Source.OTHER, of.others), (Source.WORDING, of.wordings))
    seen = set()
    for source, names in parts:
        for name in (spelling for one in names for spelling in spellings(one)):
            found = written(name)
            stems = tuple(stemmed(found, language))
            key = stems if len(stems) > 1 else tuple(found)
            if stems and key not in seen:
                seen.add(key)
                shown = found[0] if len(found) == 1 else name
                yield Name(term, source, shown, stems, frozenset(content(stems, language)))


def _common(name: Name, holders: int) -> bool:
    """Names that are not in small letters are names of something, however common."""
    preferred = name.source is Source.PREFERRED
    return holders > COMMON[preferred] and (preferred or name.written.islower())


def _single(names: Sequence[Name], holders: Mapping[str, int], language: str) -> Iterator[tuple[str, int]]:
    for at, name in enumerate(names):
        wording = name.source is Source.WORDING
        if len(name.stems) == 1 and (wording or not _common(name, holders[name.stems[0]])):
            yield singular(name.written, language), at


def _longest(sequences: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for stems in sequences:
        first = " ".join(stems[:2])
        longest[first] = max(longest.get(first, 0), len(stems))
    return longest
