"""The hierarchy of a view as a tree of which some branches are open: looked at level by level."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from rdflib import RDF

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.naming import kind_of, label
from skillpath.ontology.editing.retired import is_retired
from skillpath.ontology.editing.statements import Statement, subject
from skillpath.ontology.editing.view import GROUNDS, Ground, View

_GROUPS = frozenset(str(cls) for cls, (_, group) in CLASSES.items() if group)


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept at a place in the tree; ``under`` is what it stands under there, "" at the top.

    ``below`` counts what stands under it; ``branches`` are these where it is open, each with its own.
    """

    iri: str
    label: str
    code: str
    under: str
    is_heading: bool
    is_retired: bool
    below: int
    branches: tuple["Branch", ...] = ()


def tree(view: View, kind: ConceptKind, opened: Collection[str], language: str = "en") -> tuple[Branch, ...]:
    """The top concepts of a kind, with what stands under those that are open; sorted by code and label."""
    return _branches(view, _tops(view, kind), "", frozenset(opened), language)


def above(view: View, iri: str) -> list[str]:
    """One way from a top concept down to a concept, without it; where it forks, by the first IRI."""
    way: list[str] = []
    at = iri
    while True:
        parents = {_object(one) for one in view.about(at) if one[1].predicate.value == str(v.BROADER)}
        fresh = sorted(parents - {*way, iri})
        if not fresh:
            return way[::-1]
        at = fresh[0]
        way.append(at)


def _tops(view: View, kind: ConceptKind) -> Set[str]:
    """Those of the release as far as they are still, and those that an edit made."""
    there = _tops_of(view.ground, kind) | view.edit.subjects
    return {iri for iri in there if _is_top(view, iri, kind)}


@lru_cache(GROUNDS * len(ConceptKind))
def _tops_of(ground: Ground, kind: ConceptKind) -> frozenset[str]:
    view = View(ground)
    classes = [cls for cls, (one, _) in CLASSES.items() if one is kind]
    concepts = {subject(one) for cls in classes for one in view.saying(RDF.type, ox.NamedNode(str(cls)))}
    return frozenset(concepts - {subject(one) for one in view.saying(v.BROADER)})


def _is_top(view: View, iri: str, kind: ConceptKind) -> bool:
    said = [one[1].predicate.value for one in view.about(iri)]
    return str(v.BROADER) not in said and kind_of(view, iri) is kind


def _branches(
    view: View, iris: Iterable[str], under: str, opened: frozenset[str], language: str
) -> tuple[Branch, ...]:
    """Branches side by side; one that would stand below itself is not opened there again."""
    found = (_branch(view, iri, under, opened, language) for iri in iris)
    return tuple(sorted(found, key=lambda one: (one.code, one.label.casefold(), one.iri)))


def _branch(view: View, iri: str, under: str, opened: frozenset[str], language: str) -> Branch:
    about = view.about(iri)
    below = {subject(one) for one in view.saying(v.BROADER, ox.NamedNode(iri))}
    return Branch(
        iri,
        label(view, iri, language),
        min((_object(one) for one in about if one[1].predicate.value == str(v.NOTATION)), default=""),
        under,
        any(_object(one) in _GROUPS for one in about if one[1].predicate.value == str(RDF.type)),
        is_retired(view, iri),
        len(below),
        _branches(view, below, iri, opened - {iri}, language) if iri in opened else (),
    )


def _object(statement: Statement) -> str:
    term = statement[1].object
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
