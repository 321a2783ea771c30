"""What an editor may want to change, and the edit that each way of doing so comes to.

None is ever taken by itself.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import successors
from skillpath.ontology.editing.operations.merging import merge
from skillpath.ontology.editing.operations.reading import origins_of
from skillpath.ontology.editing.retired import is_retired
from skillpath.ontology.editing.statements import Statement, subject
from skillpath.ontology.editing.view import View, name_of


class Kind(StrEnum):
    """Where a suggestion comes from."""

    WORDS = "words of CVs"
    TITLE = "titles of CVs"
    DUPLICATE = "near duplicates"
    TWIN = "linked to the same"
    GONE = "mapped to what is out of use"
    RENAMED = "mapped to what is called otherwise"


class Way(StrEnum):
    """What may be done about it."""

    NAME = "name"
    NAME_SECOND = "name-second"
    KEEP_FIRST = "keep-first"
    KEEP_SECOND = "keep-second"
    MAP = "map"
    REPOINT = "repoint"
    UNMAP = "unmap"


_ONE_OF_TWO: Final = (Way.KEEP_FIRST, Way.KEEP_SECOND, Way.MAP)

WAYS: Final[Mapping[Kind, tuple[Way, ...]]] = MappingProxyType(
    {
        Kind.WORDS: (Way.NAME,),
        Kind.TITLE: (Way.NAME, Way.NAME_SECOND),
        Kind.DUPLICATE: _ONE_OF_TWO,
        Kind.TWIN: _ONE_OF_TWO,
        Kind.GONE: (Way.REPOINT, Way.UNMAP),
        Kind.RENAMED: (Way.NAME,),
    }
)
"""What may be done about suggestions of each kind, the likeliest first."""

_IRI: Final = re.compile(r"<([^<>\s]+)>")
_KINDS: Final = tuple(Kind)
_MAPPINGS: Final = (v.EXACT_MATCH, v.CLOSE_MATCH)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something about a concept, ``first``; ``second`` is another one.

    ``text`` is the words that are meant, of what is out of use what it was called.

    ``heirs`` have taken the place of ``second``. ``by`` and ``day`` tell who linked the words, and when, and
    ``times`` in how many drafts of CVs a title stands.
    """

    kind: Kind
    first: str
    second: str = ""
    text: str = ""
    language: str = ""
    heirs: tuple[str, ...] = ()
    by: str = ""
    day: str = ""
    times: int = 0

    @property
    def key(self) -> str:
        """What tells it from all others, whoever makes it: sixteen hexadecimal digits.

        A title is the same whichever concepts are nearest to it.
        """
        concepts = ("", "") if self.kind is Kind.TITLE else (self.first, self.second)
        parts = (self.kind, *concepts, self.text, self.language)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def ways(self) -> tuple[Way, ...]:
        """What may be done about it."""
        without = {Way.REPOINT: not self.heirs, Way.NAME_SECOND: not self.second}
        return tuple(way for way in WAYS[self.kind] if not without.get(way, False))


def of_words(view: View, linked: Iterable[Suggestion]) -> list[Suggestion]:
    """Of words that were linked to concepts those that are not called so yet."""
    return [
        one for one in linked if origins_of(view, one.first) and not _is_called(view, one.first, one.text)
    ]


def of_titles(view: View, titles: Iterable[Suggestion]) -> list[Suggestion]:
    """Of titles those that none of the concepts in use that are nearest is called."""
    found = (replace(one, first="", second="", heirs=_in_use(view, one)) for one in titles)
    return [
        replace(one, first=one.heirs[0], second="".join(one.heirs[1:2]), heirs=one.heirs[2:3])
        for one in found
        if one.heirs and not any(_is_called(view, iri, one.text) for iri in one.heirs)
    ]


def of_twins(view: View, pairs: Iterable[tuple[str, str]], known: Iterable[Suggestion]) -> list[Suggestion]:
    """Concepts in use that are linked to the same, but for those that are called almost alike too."""
    told = {(one.first, one.second) for one in known}
    twins = (Suggestion(Kind.TWIN, *pair) for pair in pairs if pair not in told)
    return [one for one in twins if len(_in_use(view, one)) == 2]


def _in_use(view: View, suggestion: Suggestion) -> tuple[str, ...]:
    """Of what a suggestion is about the concepts that are there and in use."""
    named = (suggestion.first, suggestion.second, *suggestion.heirs)
    return tuple(iri for iri in named if iri and origins_of(view, iri) and not is_retired(view, iri))


def of_duplicates(findings: Iterable[Finding]) -> list[Suggestion]:
    """Concepts that are called almost alike, of what breaks the rules."""
    pairs = (
        (one.iri, _IRI.findall(one.flaw.message))
        for one in findings
        if one.rule.id == "near-duplicate-labels"
    )
    return [Suggestion(Kind.DUPLICATE, *sorted((iri, others[0]))) for iri, others in pairs if others]


def of_updates(before: View, after: View, origin: str) -> list[Suggestion]:
    """Mappings to concepts of an origin that went out of use, or are called otherwise, since ``before``."""
    found = set[Suggestion]()
    for first, second in _mapped(after, origin):
        old, new = _labels(before, second, origin), _labels(after, second, origin)
        if old and (not new or is_retired(after, second)):
            heirs = tuple(_heirs(after, second, origin, old))
            found.add(Suggestion(Kind.GONE, first, second, _name(old), heirs=heirs))
        for label in new - old if old else ():
            if not _is_called(after, first, label.value):
                found.add(Suggestion(Kind.RENAMED, first, second, label.value, label.language or ""))
    return sorted(found, key=lambda one: (_KINDS.index(one.kind), one.first, one.second, one.text))


def edit_of(view: View, suggestion: Suggestion, way: Way, *, ours: str) -> Edit:
    """What a way of taking a suggestion changes; ``ours`` says what is new, where it describes the concept.

    Raises :class:`UnknownName` for a concept that is there no more, and :class:`InputError` for a way that
    this suggestion does not have.
    """
    if way not in suggestion.ways:
        raise InputError("That cannot be done about this suggestion: look at it again.")
    first, second = suggestion.first, suggestion.second
    match way:
        case Way.KEEP_FIRST:
            return merge(view, second, first)
        case Way.KEEP_SECOND:
            return merge(view, first, second)
        case Way.NAME | Way.NAME_SECOND:
            name = ox.Literal(suggestion.text, language=suggestion.language or None)
            return _adding(view, first if way is Way.NAME else second, v.ALT_LABEL, name, ours)
        case Way.MAP:
            return _adding(view, first, v.CLOSE_MATCH, ox.NamedNode(second), ours)
        case Way.REPOINT | Way.UNMAP:
            heirs = suggestion.heirs if way is Way.REPOINT else ()
            return view.effective(_elsewhere(view, first, second, heirs))


def _adding(view: View, iri: str, predicate: str, value: ox.NamedNode | ox.Literal, ours: str) -> Edit:
    there = origins_of(view, iri)
    origin = ours if ours in there or not there else there[0]
    triple = ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(predicate)), value)
    return view.effective(Edit(added=frozenset(((origin, triple),))))


def _elsewhere(view: View, first: str, second: str, heirs: Iterable[str]) -> Edit:
    """The mappings from one concept to another lead to heirs instead."""
    old = [one for one in view.about(first) if _is_mapping(one) and one[1].object == ox.NamedNode(second)]
    new = {
        (origin, ox.Triple(triple.subject, triple.predicate, ox.NamedNode(heir)))
        for origin, triple in old
        for heir in heirs
    }
    return Edit(frozenset(old), frozenset(new))


def _is_mapping(statement: Statement) -> bool:
    return statement[1].predicate.value in map(str, _MAPPINGS)


def _mapped(view: View, origin: str) -> Iterator[tuple[str, str]]:
    """What others map to which concepts of an origin."""
    for predicate in _MAPPINGS:
        for by, triple in view.saying(predicate):
            if by != origin and isinstance(triple.object, ox.NamedNode):
                yield subject((by, triple)), triple.object.value


def _labels(view: View, iri: str, origin: str) -> set[ox.Literal]:
    """The preferred labels of a concept of an origin; none where it is none there."""
    about = [triple for by, triple in view.about(iri) if by == origin]
    if not any(triple.predicate.value == str(RDF.type) for triple in about):
        return set()
    objects = (triple.object for triple in about if triple.predicate.value == str(v.PREF_LABEL))
    return {label for label in objects if isinstance(label, ox.Literal)}


def _name(labels: Iterable[ox.Literal]) -> str:
    """One of some labels, English first."""
    return min(labels, key=lambda one: (one.language != "en", one.value)).value


def _heirs(view: View, iri: str, origin: str, names: Iterable[ox.Literal]) -> list[str]:
    """What replaces a concept, as it says, or what has taken over its names."""
    called = {
        subject(one)
        for name in names
        for predicate in (v.ALT_LABEL, v.PREF_LABEL)
        for one in view.saying(predicate, name)
        if one[0] == origin
    }
    return sorted(successors(view, iri) or called - {iri})


def _is_called(view: View, iri: str, text: str) -> bool:
    names = {str(v.PREF_LABEL), str(v.ALT_LABEL), str(v.HIDDEN_LABEL)}
    wanted = name_of(ox.Literal(text))
    return any(
        triple.predicate.value in names and name_of(triple.object) == wanted for _, triple in view.about(iri)
    )
