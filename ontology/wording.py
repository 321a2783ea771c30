"""Changes of an ontology in plain words: "now needs *payroll software* (essential)"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rdflib import DCTERMS, OWL, RDF, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, PREDICATES

Triple = tuple[Node, Node, Node]
"""Subject, predicate, object."""

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


def in_words(removed: Iterable[Triple], added: Iterable[Triple], labels: Labels, *, whole: bool) -> str:
    """One change in plain words; ``whole`` where it is a concept that comes or goes with all it says."""
    old, new = sorted(removed, key=_order), sorted(added, key=_order)
    if whole:
        return _arrival(old, new, labels)
    statement = _link(old + new, labels)
    said = [
        part for p in _predicates(old + new, statement) for part in _said(p, _of(old, p), _of(new, p), labels)
    ]
    return f"{statement}{'; '.join(said) or 'is stated anew'}"


def _order(triple: Triple) -> tuple[str, str]:
    return str(triple[1]), triple[2].n3()


def _predicates(triples: Iterable[Triple], statement: str) -> list[Node]:
    """Their predicates, in order; what only says which link a statement is about goes without saying."""
    return [p for p in dict.fromkeys(p for _, p, _ in triples) if not (statement and p in _STATEMENT)]


def _of(triples: Iterable[Triple], predicate: Node) -> list[Node]:
    return [o for _, p, o in triples if p == predicate]


def _arrival(old: list[Triple], new: list[Triple], labels: Labels) -> str:
    triples = new or old
    kinds = [_kind(o, labels) for o in _of(triples, RDF.type)]
    above = [labels.named(o) for o in _of(triples, v.BROADER)]
    place = f" under {', '.join(above)}" if above else ""
    size = "1 statement" if len(triples) == 1 else f"{len(triples)} statements"
    return f"{'new' if new else 'gone'}: {', '.join(kinds) or 'concept'}{place}, {size}"


def _link(triples: Sequence[Triple], labels: Labels) -> str:
    """The link that a statement is about, before what is said of it; empty where it is no statement."""
    node = triples[0][0]
    predicate, value = labels.first(node, v.STATEMENT_PREDICATE), labels.first(node, v.STATEMENT_OBJECT)
    if predicate is None or value is None:
        return ""
    return f"{_noun(predicate)} {labels.named(value)}: "


def _said(predicate: Node, old: list[Node], new: list[Node], labels: Labels) -> list[str]:
    if predicate in _LINKS:
        gone, come = _LINKS[predicate]
        return [gone.format(labels.named(o)) for o in old] + [come.format(labels.named(o)) for o in new]
    name = labels.named if predicate != RDF.type else (lambda node: _kind(node, labels))
    before, after = ", ".join(map(name, old)), ", ".join(map(name, new))
    match bool(old), bool(new):
        case True, True:
            return [f"{_noun(predicate)} was {before}, is now {after}"]
        case True, False:
            return [f"{_noun(predicate)} {before} is gone"]
        case _:
            return [f"{_noun(predicate)} {after} is new"]


def _kind(node: Node, labels: Labels) -> str:
    if isinstance(node, URIRef) and node in CLASSES:
        kind, group = CLASSES[node]
        return f"{kind} group" if group else str(kind)
    return labels.named(node)


def _noun(predicate: Node) -> str:
    if isinstance(predicate, URIRef) and predicate in PREDICATES:
        return str(PREDICATES[predicate])
    if predicate in _NOUNS:
        return _NOUNS[predicate]
    for name, base in sorted(v.PREFIXES.items(), key=lambda item: -len(item[1])):
        if str(predicate).startswith(base):
            return f"{name}:{str(predicate)[len(base) :]}"
    return f"<{predicate}>"
