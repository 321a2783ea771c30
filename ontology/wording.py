"""Changes of an ontology in plain words: "now needs *payroll software* (essential)".

The words are English; :data:`TEXTS` are all that who translates them has to know.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS, OWL, RDF, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, PREDICATES

Triple = tuple[Node, Node, Node]
"""Subject, predicate, object."""

Translate = Callable[[str], str]
"""A text in another language, with the same places to fill in."""

_LINKS: Final[Mapping[Node, tuple[str, str]]] = {
    v.BROADER: ("is no longer under {}", "is now under {}"),
    v.EXACT_MATCH: ("is no longer the same as {}", "is now the same as {}"),
    v.SAME_AS: ("is no longer the same as {}", "is now the same as {}"),
    DCTERMS.isReplacedBy: ("is no longer replaced by {}", "is now replaced by {}"),
    v.ALT_LABEL: ("is no longer called {}", "is now also called {}"),
    v.HIDDEN_LABEL: ("is no longer found as {}", "is now also found as {}"),
    v.ESSENTIAL_SKILL: ("no longer needs {} (essential)", "now needs {} (essential)"),
    v.OPTIONAL_SKILL: ("no longer needs {} (optional)", "now needs {} (optional)"),
    v.TEACHES: ("no longer teaches {}", "now teaches {}"),
    v.FLOOR_TEACHES: ("its shop floor no longer teaches {}", "its shop floor now teaches {}"),
    v.OF_JOB_TYPE: ("is no longer about the job type {}", "is now about the job type {}"),
    v.IN_INDUSTRY: ("is no longer about the industry {}", "is now about the industry {}"),
    v.RELATED: ("is no longer related to {}", "is now related to {}"),
    v.CLOSE_MATCH: ("is no longer a close match of {}", "is now a close match of {}"),
    OWL.deprecated: ("is no longer marked as retired", "is marked as retired"),
}
"""Predicate → what is said when a triple goes, and when one comes."""

_NOUNS: Final[Mapping[Node, str]] = {
    v.PREF_LABEL: "label",
    v.DEFINITION: "definition",
    v.NOTATION: "code",
    v.SCOPE_NOTE: "scope note",
    v.WEIGHT: "weight",
    v.SOURCE: "source",
    v.JOB_ZONE: "job zone",
    RDF.type: "kind",
}
"""Predicates whose value is replaced rather than added to."""

_ANEW: Final = "is stated anew"
_REPLACED: Final = "{noun} was {before}, is now {after}"
_GONE: Final = "{noun} {before} is gone"
_NEW: Final = "{noun} {after} is new"
_COME: Final = "new: {kind}{place}, {size}"
_LEFT: Final = "gone: {kind}{place}, {size}"
_ONE: Final = "1 statement"
_MANY: Final = "{} statements"
_PLACE: Final = " under {}"
_GROUP: Final = "{} group"
_CONCEPT: Final = "concept"
PASSED_ON: Final = "; now a name of {}"

TEXTS: Final = tuple(
    dict.fromkeys(
        (
            *(text for pair in _LINKS.values() for text in pair),
            *(_ANEW, _REPLACED, _GONE, _NEW, _COME, _LEFT, _ONE, _MANY, _PLACE, _GROUP, _CONCEPT, PASSED_ON),
            *_NOUNS.values(),
            *map(str, PREDICATES.values()),
            *(str(kind) for kind, _ in CLASSES.values()),
        )
    )
)
"""All words of changes, with places to fill in."""

_STATEMENT: Final = frozenset({v.STATEMENT_SUBJECT, v.STATEMENT_PREDICATE, v.STATEMENT_OBJECT, RDF.type})


class Labels:
    """Labels of anything that some graphs describe; the first graph that knows one is believed."""

    def __init__(self, graphs: Sequence[Graph]) -> None:
        self.graphs = graphs

    def of(self, node: Node) -> str:
        """The preferred label, English first, ties broken by the text; the short IRI where there is none."""
        for graph in self.graphs:
            found = [a for a in graph.objects(node, v.PREF_LABEL) if isinstance(a, Literal)]
            if found:
                return str(min(found, key=lambda a: (a.language not in {"en", None}, str(a))))
        return str(node)

    def named(self, node: Node) -> str:
        """A concept as ``*label*``, a text as ``“text” (language)``, anything else as it is."""
        if isinstance(node, Literal):
            tag = f" ({node.language})" if node.language else ""
            return f"“{node}”{tag}"
        return f"*{self.of(node)}*" if self.of(node) != str(node) else f"<{node}>"

    def first(self, node: Node, predicate: URIRef) -> Node | None:
        """What is said of a node, ties broken by the text."""
        for graph in self.graphs:
            if values := list(graph.objects(node, predicate)):
                return min(values, key=str)
        return None


def in_words(
    removed: Iterable[Triple],
    added: Iterable[Triple],
    labels: Labels,
    *,
    whole: bool,
    translate: Translate = str,
) -> str:
    """One change in plain words; ``whole`` where it is a concept that comes or goes with all it says."""
    old, new = sorted(removed, key=_order), sorted(added, key=_order)
    words = _Words(labels, translate)
    if whole:
        return words.arrival(old, new)
    statement = words.link(old + new)
    said = [
        part for p in _predicates(old + new, statement) for part in words.said(p, _of(old, p), _of(new, p))
    ]
    return f"{statement}{'; '.join(said) or translate(_ANEW)}"


def _order(triple: Triple) -> tuple[str, str]:
    return str(triple[1]), triple[2].n3()


def _predicates(triples: Iterable[Triple], statement: str) -> list[Node]:
    """Their predicates, in order; what only says which link a statement is about goes without saying."""
    return [p for p in dict.fromkeys(p for _, p, _ in triples) if not (statement and p in _STATEMENT)]


def _of(triples: Iterable[Triple], predicate: Node) -> list[Node]:
    return [o for _, p, o in triples if p == predicate]


@dataclass(frozen=True, slots=True)
class _Words:
    """How things are called, in a language."""

    labels: Labels
    translate: Translate

    def arrival(self, old: list[Triple], new: list[Triple]) -> str:
        """That a concept comes, or goes."""
        triples = new or old
        kinds = [self._kind(o) for o in _of(triples, RDF.type)]
        above = ", ".join(self.labels.named(o) for o in _of(triples, v.BROADER))
        return self.translate(_COME if new else _LEFT).format(
            kind=", ".join(kinds) or self.translate(_CONCEPT),
            place=self.translate(_PLACE).format(above) if above else "",
            size=self.translate(_ONE if len(triples) == 1 else _MANY).format(len(triples)),
        )

    def link(self, triples: Sequence[Triple]) -> str:
        """The link that a statement is about, before what is said of it; empty where it is no statement."""
        node, first = triples[0][0], self.labels.first
        predicate, value = first(node, v.STATEMENT_PREDICATE), first(node, v.STATEMENT_OBJECT)
        if predicate is None or value is None:
            return ""
        return f"{self._noun(predicate)} {self.labels.named(value)}: "

    def said(self, predicate: Node, old: list[Node], new: list[Node]) -> list[str]:
        """What is said by a predicate no more, and now."""
        if predicate in _LINKS:
            gone, come = map(self.translate, _LINKS[predicate])
            named = self.labels.named
            return [gone.format(named(o)) for o in old] + [come.format(named(o)) for o in new]
        name = self.labels.named if predicate != RDF.type else self._kind
        before, after = ", ".join(map(name, old)), ", ".join(map(name, new))
        text = _REPLACED if old and new else _GONE if old else _NEW
        return [self.translate(text).format(noun=self._noun(predicate), before=before, after=after)]

    def _kind(self, node: Node) -> str:
        if isinstance(node, URIRef) and node in CLASSES:
            kind, group = CLASSES[node]
            said = self.translate(str(kind))
            return self.translate(_GROUP).format(said) if group else said
        return self.labels.named(node)

    def _noun(self, predicate: Node) -> str:
        if isinstance(predicate, URIRef) and predicate in PREDICATES:
            return self.translate(str(PREDICATES[predicate]))
        if predicate in _NOUNS:
            return self.translate(_NOUNS[predicate])
        for name, base in sorted(v.PREFIXES.items(), key=lambda item: -len(item[1])):
            if str(predicate).startswith(base):
                return f"{name}:{str(predicate)[len(base) :]}"
        return f"<{predicate}>"
