"""What became of the ontology, and by whom, in PROV-O (https://www.w3.org/TR/prov-o/), in a graph of its own.

Generated from what the book keeps, never edited: equal histories give equal graphs. Releases, working copies
and their states are entities; change sets, steps of a review and turns to another release are activities;
whoever did them is an agent, known by a code only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, RDF, XSD, URIRef

from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.golden.nodes import iri_of
from skillpath.ontology.releases import Release
from skillpath.ontology.turtle import RdfGraph, graph_of
from skillpath.ontology.vocabulary import SP

BASE: Final = "https://w3id.org/skillpath/provenance/"
"""What the IRIs of its nodes begin with."""


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """What was said of a working copy as it was after a change set; ``at`` in ISO 8601, UTC."""

    change_set: int
    at: str
    by: str
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A working copy of a release: its log and its review, in order."""

    name: str
    release: str
    at: str
    by: str
    changes: Sequence[ChangeSet]
    review: Sequence[ReviewStep]


@dataclass(frozen=True, slots=True)
class MadeCurrent:
    """That a release became current; ``overruled`` are the ids of golden matches that it breaks."""

    number: int
    at: str
    by: str
    why: str
    before: str
    release: str
    working_copy: str | None
    overruled: Sequence[str]


@dataclass(frozen=True, slots=True)
class History:
    """All of it."""

    releases: Sequence[Release]
    copies: Sequence[Copy]
    turns: Sequence[MadeCurrent]


def provenance(history: History) -> RdfGraph:
    """The graph of a history."""
    return graph_of(_triples(history))


def provenance_lines(history: History) -> Iterator[str]:
    """The same as lines of :mod:`skillpath.ontology.dataset.statements`."""
    yield from map(str, _triples(history))


def release_iri(name: str) -> str:
    """The IRI of a release by name."""
    return _iri("release", name)


def change_iri(copy: Copy, number: int) -> str:
    """The IRI of a change set of a working copy."""
    return _iri("working-copy", copy.name, "change", number)


def _triples(history: History) -> Iterator[ox.Triple]:
    made = {turn.release: turn for turn in reversed(history.turns) if turn.working_copy is not None}
    for release in history.releases:
        yield from _release(release, made)
    for copy in history.copies:
        yield from _copy(copy)
    for turn in history.turns:
        yield from _turn(turn, history.copies)


def _release(release: Release, made: Mapping[str, MadeCurrent]) -> Iterator[ox.Triple]:
    iri, turn = release_iri(release.name), made.get(release.name)
    yield from _node(iri, PROV.Entity, SP.Release)
    yield _said(iri, DCTERMS.identifier, release.name)
    yield _moment(iri, PROV.generatedAtTime, release.created)
    for origin, digest in release.graphs.items():
        part = f"{iri}/part/{quote(origin, safe='')}"
        yield from _node(part, PROV.Entity)
        yield _link(iri, PROV.hadMember, part)
        yield _said(part, DCTERMS.identifier, origin)
        yield _said(part, SP.sha256, digest)
    if turn is not None:
        yield _link(iri, PROV.wasGeneratedBy, _iri("turn", turn.number))
        yield _link(iri, PROV.wasRevisionOf, release_iri(turn.before))
        yield _link(iri, PROV.wasAttributedTo, _agent(turn.by))


def _copy(copy: Copy) -> Iterator[ox.Triple]:
    iri = _iri("working-copy", copy.name)
    yield from _node(iri, PROV.Entity, SP.WorkingCopy)
    yield _said(iri, DCTERMS.identifier, copy.name)
    yield _moment(iri, PROV.generatedAtTime, copy.at)
    yield _link(iri, PROV.wasDerivedFrom, release_iri(copy.release))
    yield from _attributed(iri, PROV.wasAttributedTo, copy.by)
    for change in copy.changes:
        yield from _change(copy, change)
    for number, step in enumerate(copy.review, 1):
        yield from _review(copy, number, step)


def _change(copy: Copy, change: ChangeSet) -> Iterator[ox.Triple]:
    iri, state = change_iri(copy, change.number), _state(copy, change.number)
    yield from _activity(iri, SP.ChangeSet, change.at, change.by, change.why)
    yield _said(iri, DCTERMS.source, change.source)
    yield _link(iri, PROV.used, _state(copy, change.number - 1))
    for number in change.undoes:
        yield _link(iri, SP.undoes, change_iri(copy, number))
    for concept in sorted({subject(one) for one in change.edit.removed | change.edit.added}):
        if not concept.startswith("_:"):
            yield _link(iri, SP.changed, concept)
    yield _number(iri, SP.removed, len(change.edit.removed))
    yield _number(iri, SP.added, len(change.edit.added))
    yield from _node(state, PROV.Entity)
    yield _link(state, PROV.wasGeneratedBy, iri)
    yield _link(state, PROV.wasRevisionOf, _state(copy, change.number - 1))
    yield _link(state, PROV.specializationOf, _iri("working-copy", copy.name))
    yield from _attributed(state, PROV.wasAttributedTo, change.by)


def _review(copy: Copy, number: int, step: ReviewStep) -> Iterator[ox.Triple]:
    iri = _iri("working-copy", copy.name, "review", number)
    yield from _activity(iri, SP.Review, step.at, step.by, step.text)
    yield _said(iri, SP.step, step.step)
    yield _link(iri, PROV.used, _state(copy, step.change_set))


def _turn(turn: MadeCurrent, copies: Sequence[Copy]) -> Iterator[ox.Triple]:
    iri = _iri("turn", turn.number)
    yield from _activity(iri, SP.ReleaseTurn, turn.at, turn.by, turn.why)
    yield _link(iri, PROV.used, release_iri(turn.before))
    yield _link(iri, SP.madeCurrent, release_iri(turn.release))
    for copy in copies:
        if copy.name == turn.working_copy:
            yield _link(iri, PROV.used, _state(copy, len(copy.changes)))
    for golden in turn.overruled:
        yield _link(iri, SP.overruled, iri_of(golden))


def _state(copy: Copy, number: int) -> str:
    """What a working copy said after a change set; before the first one, its release."""
    return _iri("working-copy", copy.name, "state", number) if number else release_iri(copy.release)


def _activity(iri: str, cls: URIRef, at: str, by: str, why: str) -> Iterator[ox.Triple]:
    """It takes no time: it ends when it starts."""
    yield from _node(iri, PROV.Activity, cls)
    yield _moment(iri, PROV.startedAtTime, at)
    yield _moment(iri, PROV.endedAtTime, at)
    yield from _attributed(iri, PROV.wasAssociatedWith, by)
    if why:
        yield _said(iri, DCTERMS.description, why)


def _attributed(iri: str, predicate: URIRef, code: str) -> Iterator[ox.Triple]:
    agent = _agent(code)
    yield _link(iri, predicate, agent)
    yield from _node(agent, PROV.Agent)
    yield _said(agent, DCTERMS.identifier, code)


def _agent(code: str) -> str:
    return _iri("agent", code)


def _iri(*parts: object) -> str:
    return BASE + "/".join(quote(str(part), safe="") for part in parts)


def _node(iri: str, *classes: URIRef) -> Iterable[ox.Triple]:
    return [_link(iri, RDF.type, str(cls)) for cls in classes]


def _link(iri: str, predicate: URIRef, other: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(predicate)), ox.NamedNode(other))


def _said(iri: str, predicate: URIRef, text: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(predicate)), ox.Literal(text))


def _moment(iri: str, predicate: URIRef, at: str) -> ox.Triple:
    value = ox.Literal(at, datatype=ox.NamedNode(str(XSD.dateTime)))
    return ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(predicate)), value)


def _number(iri: str, predicate: URIRef, number: int) -> ox.Triple:
    return ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(predicate)), ox.Literal(number))
