"""What an ontology says, with one edit over it: looked at by what is near, never read as a whole.

The store of a release never changes. A working copy is seen through the edit that its log comes to: an index
that is derived, and thrown away with the process.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from skillpath.errors import WorkspaceError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import Row
from skillpath.ontology.editing.edits import Clash, Conflict, Edit
from skillpath.ontology.editing.statements import State, Statement, named, node_of, subject
from skillpath.ontology.releases import Release, Releases, graph_iri

GROUNDS: Final = 4
"""So many stores of releases are kept open."""

_ORIGINS: Final = graph_iri("")


class Ground:
    """The store of a release, and which of its concepts have a name."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._names: dict[str, Mapping[str, Set[str]]] = {}

    def names(self, predicate: str) -> Mapping[str, Set[str]]:
        """Label by a predicate in small letters → IRIs of what it is a label of, in any language."""
        if predicate not in self._names:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None):
                found[name_of(quad.object)].add(named(quad.subject))
            self._names[predicate] = dict(found)
        return self._names[predicate]


class View:
    """What a release says with an ``edit`` over it, which is effective there.

    >>> a, says = ox.NamedNode("http://x.example/a"), ox.NamedNode("http://x.example/says")
    >>> one = ("skillpath", ox.Triple(a, says, ox.Literal("b")))
    >>> view = View.of([one])
    >>> one in view, one in view.after(Edit(removed=frozenset((one,))))
    (True, False)
    >>> view.about("http://x.example/a") == {one}
    True
    """

    def __init__(self, ground: Ground, edit: Edit = Edit()) -> None:  # noqa: B008 (it is frozen)
        self._ground, self.edit = ground, edit

    @property
    def ground(self) -> Ground:
        """The release that it is a view of."""
        return self._ground

    @classmethod
    def of(cls, state: Iterable[Statement]) -> "View":
        """A view of statements in memory."""
        store = ox.Store()
        store.bulk_extend(_quad(one) for one in state)
        return cls(Ground(store))

    def __contains__(self, statement: Statement) -> bool:
        if statement in self.edit.added:
            return True
        return statement not in self.edit.removed and _quad(statement) in self._ground.store

    def about(self, iri: str, predicate: str | None = None) -> State:
        """All that is said of a node, or that by one predicate; of what is no IRI that is nothing."""
        node = _node(iri)
        if node is None:
            return frozenset()
        link = None if predicate is None else ox.NamedNode(str(predicate))
        added = self._added_about.get(iri, ())
        if link is not None:
            added = [one for one in added if one[1].predicate == link]
        return self._seen((node, link, None, None), added)

    def leading_to(self, iri: str, predicate: str | None = None) -> State:
        """All statements that lead to a node, or those with a predicate; to what is no IRI none does."""
        node = _node(iri)
        if node is None:
            return frozenset()
        link = None if predicate is None else ox.NamedNode(str(predicate))
        added = self._added_to.get(iri, ())
        if link is not None:
            added = [one for one in added if one[1].predicate == link]
        return self._seen((None, link, node, None), added)

    def saying(self, predicate: str, value: ox.NamedNode | ox.Literal | None = None) -> State:
        """All statements with a predicate, and with a value where one is given."""
        link = ox.NamedNode(str(predicate))
        added = (
            one
            for one in self.edit.added
            if one[1].predicate == link and (value is None or one[1].object == value)
        )
        return self._seen((None, link, value, None), added)

    def part(self, origin: str) -> State:
        """All that one origin says."""
        graph = ox.NamedNode(graph_iri(origin))
        return self._seen((None, None, None, graph), (one for one in self.edit.added if one[0] == origin))

    def called(self, name: str, predicate: str = v.PREF_LABEL) -> frozenset[str]:
        """The IRIs of what may have a label by a predicate, small and capital letters being one."""
        folded = name_of(ox.Literal(name))
        there = self._ground.names(str(predicate)).get(folded, ())
        return frozenset(there) | self._called.get((str(predicate), folded), frozenset())

    @property
    def state(self) -> State:
        """All that it says: to be asked for only where the whole is wanted."""
        return self._seen((None, None, None, None), self.edit.added)

    def rows(self) -> Iterator[Row]:
        """All that it says as text, for :func:`skillpath.ontology.catalogue.catalogue_of`."""
        yield from map(row_of, self.triples())

    def triples(self) -> Iterator[ox.Triple | ox.Quad]:
        """All that it says, one after the other: what two origins say comes twice."""
        removed = self.edit.removed
        for quad in self._ground.store:
            if not removed or (quad.graph_name.value.removeprefix(_ORIGINS), quad.triple) not in removed:
                yield quad
        for _, triple in self.edit.added:
            yield triple

    def lines(self) -> Iterator[str]:
        """The same as lines of :mod:`skillpath.ontology.dataset.statements`."""
        for one in self.triples():
            yield f"{one.subject} {one.predicate} {one.object}"

    @property
    def origins(self) -> list[str]:
        """The origins of what it says, sorted."""
        named = {graph.value.removeprefix(_ORIGINS) for graph in self._ground.store.named_graphs()}
        return sorted(named | {origin for origin, _ in self.edit.added})

    def after(self, edit: Edit) -> "View":
        """The view with an edit more; raises :class:`Conflict` where that is not effective here."""
        absent = [one for one in edit.removed if one not in self]
        present = [one for one in edit.added if one in self]
        if absent or present:
            clashes = [*(Clash(one, True, ()) for one in absent), *(Clash(one, False, ()) for one in present)]
            raise Conflict(
                f"{len(absent)} statements to remove are not there, {len(present)} to add are there already.",
                clashes=clashes,
            )
        return View(self._ground, self.edit.then(edit))

    def effective(self, edit: Edit) -> Edit:
        """Of an edit what changes anything here."""
        return Edit(
            frozenset(one for one in edit.removed - edit.added if one in self),
            frozenset(one for one in edit.added if one not in self),
        )

    def until(self, other: "View") -> Edit:
        """What leads from this view to another one of the same release."""
        return self.edit.inverse.then(other.edit)

    @cached_property
    def _called(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The same of what the edit adds."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for one in self.edit.added:
            if isinstance(one[1].object, ox.Literal):
                found[one[1].predicate.value, name_of(one[1].object)].add(subject(one))
        return {name: frozenset(iris) for name, iris in found.items()}

    @cached_property
    def _added_about(self) -> Mapping[str, list[Statement]]:
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for one in self.edit.added:
            found[subject(one)].append(one)
        return dict(found)

    @cached_property
    def _added_to(self) -> Mapping[str, list[Statement]]:
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for one in self.edit.added:
            if not isinstance(one[1].object, ox.Literal):  # whose text may be that of an IRI
                found[named(one[1].object)].append(one)
        return dict(found)

    def _seen(self, pattern: tuple[object, ...], added: Iterable[Statement]) -> State:
        there = self._there(pattern)
        return frozenset(there).union(added) - self.edit.removed

    def _there(self, pattern: tuple[object, ...]) -> Iterator[Statement]:
        for quad in self._ground.store.quads_for_pattern(*pattern):  # type: ignore[arg-type] # terms or None
            yield quad.graph_name.value.removeprefix(_ORIGINS), quad.triple  # type: ignore[union-attr] # named


def view_of(releases: Releases, release: Release) -> View:
    """What a release says; raises :class:`WorkspaceError` where its store cannot be read."""
    return View(_ground(releases.path(release.name) / "store"))


@lru_cache(GROUNDS)
def _ground(store: Path) -> Ground:
    try:
        return Ground(ox.Store.read_only(str(store)))
    except OSError as error:
        raise WorkspaceError(
            f"The SPARQL index of the release {store.parent.name} cannot be read: {error}."
        ) from error


def name_of(label: object) -> str:
    """A label as names are compared: single spaces, small letters.

    >>> name_of(ox.Literal(" Pay  Slips"))
    'pay slips'
    """
    return " ".join(label.value.split()).casefold() if isinstance(label, ox.Literal) else ""


def row_of(triple: ox.Triple | ox.Quad) -> Row:
    """A statement as text."""
    one: Any = triple.subject  # no subject and no object is a triple
    other: Any = triple.object
    language = (other.language or "") if isinstance(other, ox.Literal) else None
    return one.value, triple.predicate.value, other.value, language


def _node(iri: str) -> ox.NamedNode | ox.BlankNode | None:
    try:
        return node_of(iri)
    except ValueError:
        return None


def _quad(statement: Statement) -> ox.Quad:
    origin, triple = statement
    return ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph_iri(origin)))
