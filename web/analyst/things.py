"""Questions about the things of a class, as SPARQL that a person can read and go on from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from skillpath.errors import InputError
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.written import written, written_iri

_TEXT: Final = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Held:
    """That a thing has a value by a predicate."""

    predicate: str
    value: Term


@dataclass(frozen=True, slots=True)
class Things:
    """The things of a class (IRI), in a graph (IRI; "" for the release), that hold all of some values."""

    graph: str
    kind: str
    held: tuple[Held, ...] = ()

    def without(self, one: Held) -> "Things":
        """Those whether or not they hold a value."""
        return replace(self, held=tuple(other for other in self.held if other != one))

    def having(self, one: Held) -> "Things":
        """Those of them that hold a value too."""
        return replace(self, held=(*self.held, one))

    @property
    def pattern(self) -> str:
        """What is true of them, in SPARQL."""
        said = [
            f"a {written_iri(self.kind)}",
            *(f"{written_iri(one.predicate)} {written(one.value)}" for one in self.held),
        ]
        return f"?thing {' ; '.join(said)} ."


def classes(graph: str) -> str:
    """Which classes there are, and of how many things."""
    return (
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {\n"
        f"  {_in(graph, '?thing a ?class .')}\n"
        "}\nGROUP BY ?class\nORDER BY DESC(?things) ?class"
    )


def properties(graph: str, kind: str = "") -> str:
    """Which properties there are: of how many things, with how many values, and one of these."""
    of = f"a {written_iri(kind)} ; " if kind else ""
    return (
        "SELECT ?property (COUNT(DISTINCT ?thing) AS ?things) (COUNT(DISTINCT ?value) AS ?values)\n"
        "       (SAMPLE(?value) AS ?example) WHERE {\n"
        f"  {_in(graph, f'?thing {of}?property ?value .')}\n"
        "}\nGROUP BY ?property\nORDER BY DESC(?things) ?property"
    )


def number_of(things: Things) -> str:
    """How many there are."""
    return f"SELECT (COUNT(DISTINCT ?thing) AS ?things) WHERE {{\n  {_in(things.graph, things.pattern)}\n}}"


def values(things: Things, predicate: str, most: int | None = None) -> str:
    """Which values they have by a predicate, and how many of them each; the most frequent first."""
    cut = "" if most is None else f"\nLIMIT {most}"
    return (
        "SELECT ?value (COUNT(DISTINCT ?thing) AS ?things) WHERE {\n"
        f"  {_in(things.graph, f'{things.pattern} ?thing {written_iri(predicate)} ?value .')}\n"
        f"}}\nGROUP BY ?value\nORDER BY DESC(?things) ?value{cut}"
    )


@dataclass(frozen=True, slots=True)
class Order:
    """By the values of a predicate (IRI), in a ``language`` where they have one; "" for by the IRIs.

    ``none``: in whatever order the store has them, which takes no time.
    """

    predicate: str = ""
    down: bool = False
    language: str = "en"
    none: bool = False


BY_IRI: Final = Order()
UNORDERED: Final = Order(none=True)


def rows(things: Things, order: Order = BY_IRI, *, first: int = 0, most: int | None = None) -> str:
    """All that is said of some of them, one statement a row."""
    cut = "" if most is None else f" LIMIT {most} OFFSET {first}"
    select = "SELECT DISTINCT ?thing" if order.none else "SELECT ?thing"
    return (
        "SELECT ?thing ?property ?value WHERE {\n"
        f"  {{ {select} WHERE {{\n    {_in(things.graph, _ordered(things, order))}\n"
        f"  }}{_by(order)}{cut} }}\n"
        f"  {_in(things.graph, '?thing ?property ?value .')}\n}}"
    )


def _ordered(things: Things, order: Order) -> str:
    if not order.predicate:
        return things.pattern
    tag = f'FILTER (LANG(?key) IN ("", "{order.language}"))'
    return f"{things.pattern} OPTIONAL {{ ?thing {written_iri(order.predicate)} ?key {tag} }}"


def _by(order: Order) -> str:
    if order.none:
        return ""
    key = "" if not order.predicate else "DESC(MAX(?key)) " if order.down else "MIN(?key) "
    return f" GROUP BY ?thing ORDER BY {key}?thing"


def _in(graph: str, pattern: str) -> str:
    return f"GRAPH {written_iri(graph)} {{ {pattern} }}" if graph else pattern


def told(held: Held) -> str:
    """A value that is held, for an address: the predicate, what sort of value it is, and the value."""
    value = held.value
    if value.kind == "iri":
        return f"{held.predicate}|iri|{value.value}"
    sort = f"@{value.language}" if value.language else value.datatype.removeprefix(_TEXT)
    return f"{held.predicate}|{sort}|{value.value}"


def held_of(said: Sequence[str]) -> tuple[Held, ...]:
    """What :func:`told` wrote; raises :class:`InputError`.

    >>> one = Held("urn:p", Term("pay", "literal", "en"))
    >>> held_of([told(one)]) == (one,)
    True
    """
    return tuple(dict.fromkeys(_held(one) for one in said))


def _held(said: str) -> Held:
    predicate, first, rest = said.partition("|")
    sort, second, value = rest.partition("|")
    if not (first and second):
        raise InputError(f"{said!r} names no property with a value.")
    if sort == "iri":
        return Held(predicate, Term(value, "iri"))
    if sort.startswith("@"):
        return Held(predicate, Term(value, "literal", sort[1:]))
    return Held(predicate, Term(value, "literal", "", sort))
