"""The names of skills in one language, by what a text is looked through for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from skillpath.agency.intake.terms import Term, spellings
from skillpath.agency.intake.words import content, singular, words

ACRONYM: Final = 5
"""A name in capitals of so many letters at most is meant only in capitals: *ATS* is no *at's*."""

EXACT_CASE: Final = 2
"""A name of so many letters at most is meant only as it is written: *R*, *Go*."""

COMMON: Final[Mapping[bool, int]] = {True: 60, False: 3}
"""In the names of how many skills a word may stand at most to name one alone; is it the preferred label?

*lead* or *experience* are in the names of dozens: as another name of one skill they say nothing.
"""


K = TypeVar("K")


class Source(StrEnum):
    """Where a name comes from."""

    PREFERRED = "preferred label"
    OTHER = "other name"
    WORDING = "wording"


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
    """The names of skills in one language.

    ``single``: a word without inflection → names of one word. ``sequences``: stems → names of several words.
    ``anchored``: stem → names whose rarest stem it is, in the names of the fewest skills. ``longest``: first
    stem → words of the longest name that begins with it.
    """

    language: str
    single: Mapping[str, tuple[Name, ...]]
    sequences: Mapping[tuple[str, ...], tuple[Name, ...]]
    anchored: Mapping[str, tuple[Name, ...]]
    longest: Mapping[str, int]

    @classmethod
    def of(cls, terms: Sequence[Term], language: str) -> "SkillNames":
        """The names of some skills, stemmed as that language is."""
        names = [name for i, term in enumerate(terms) for name in _names(i, term, language)]
        holders = Counter(stem for _, stem in {(name.term, stem) for name in names for stem in name.parts})
        single: defaultdict[str, list[Name]] = defaultdict(list)
        sequences: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
        anchored: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            if len(name.stems) > 1:
                sequences[name.stems].append(name)
            elif name.source is Source.WORDING or not _common(name, holders[name.stems[0]]):
                single[singular(name.written, language)].append(name)
            if len(name.parts) > 1:
                anchored[min(name.parts, key=lambda stem: (holders[stem], stem))].append(name)
        return cls(
            language,
            _frozen(single),
            _frozen(sequences),
            _frozen(anchored),
            _longest(sequences),
        )


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
        for name in (spelling for written in names for spelling in spellings(written)):
            found = words(name, language)
            stems = tuple(word.stem for word in found)
            key = stems if len(stems) > 1 else tuple(word.text for word in found)
            if stems and key not in seen:
                seen.add(key)
                written = found[0].text if len(found) == 1 else name
                yield Name(term, source, written, stems, frozenset(content(stems, language)))


def _common(name: Name, holders: int) -> bool:
    """Names that are not in small letters are names of something, however common."""
    preferred = name.source is Source.PREFERRED
    return holders > COMMON[preferred] and (preferred or name.written.islower())


def _longest(sequences: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for stems in sequences:
        longest[stems[0]] = max(longest.get(stems[0], 0), len(stems))
    return longest


def _frozen(found: Mapping[K, list[Name]]) -> dict[K, tuple[Name, ...]]:
    return {key: tuple(names) for key, names in found.items()}
