"""The weights of links: named statements, each of one link, with its source and who states it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import PREDICATES
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import Link
from skillpath.ontology.editing.statements import State, Statement, subject
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.concepts import slug

EDITORS: Final = v.AGENT["editors"]
"""Who answers for a weight that is edited here."""

_EDITORS_ARE: Final = tuple(
    ox.Triple(ox.NamedNode(str(EDITORS)), ox.NamedNode(str(predicate)), value)
    for predicate, value in (
        (RDF.type, ox.NamedNode(str(v.CLASS_AGENT))),
        (v.PREF_LABEL, ox.Literal("SkillPath editors", language="en")),
    )
)

_KINDS: Final = {str(predicate): kind for predicate, kind in PREDICATES.items()}

Ends = tuple[str, str]
"""The predicate and the object of a link."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A named statement about a link: its IRI, and all that is said of it."""

    iri: str
    says: State

    def values(self, predicate: str) -> list[str]:
        """The texts of what it says by a predicate, sorted."""
        return sorted(value_text(one) for one in self.says if one[1].predicate.value == str(predicate))

    @property
    def weight(self) -> Decimal | None:
        """Its weight; the highest where it says several, ``None`` where it says no number."""
        return max((one for one in map(_number, self.values(v.WEIGHT)) if one is not None), default=None)

    def link(self, iri: str) -> Link:
        """The link to a concept as the statement weighs it."""
        sources = self.values(v.SOURCE)
        return Link(iri, self.weight, sources[0] if sources else "")


def stated(view: View, iri: str, origin: str) -> Mapping[Ends, list[Stated]]:
    """What an origin states of the links of a concept, by their ends.

    The statement whose weight counts comes last, as the catalogue reads them.
    """
    found: defaultdict[Ends, list[Stated]] = defaultdict(list)
    for node in sorted(_about_links(view, iri, origin)):
        one = Stated(node, said_by(view.about(node), origin))
        for predicate in one.values(v.STATEMENT_PREDICATE):
            for target in one.values(v.STATEMENT_OBJECT):
                found[predicate, target].append(one)
    for statements in found.values():
        statements.sort(key=lambda one: (one.weight is not None, one.iri))
    return dict(found)


def said_by(statements: Iterable[Statement], origin: str, predicate: str | None = None) -> State:
    """Of some statements those of an origin, and with a predicate where one is given."""
    return frozenset(
        one
        for one in statements
        if one[0] == origin and (predicate is None or one[1].predicate.value == predicate)
    )


def weighed(there: list[Stated], target: str) -> Link:
    """The link to a concept with the weight that counts, of what is stated of it."""
    return there[-1].link(target) if there and there[-1].weight is not None else Link(target)


def weighing(view: View, link: Statement, there: list[Stated], wanted: Link) -> Edit:
    """What gives a link the weight and the source that are wanted, or takes its weight away."""
    if wanted.weight is None:
        return unsaid([one for one in there if one.weight is not None])
    origin, iri = link[0], there[-1].iri if there else _name(view, link[1])
    kept = there[-1].says if there else frozenset()
    said = {(origin, triple) for triple in _statement(iri, link[1], wanted, wanted.weight)}
    replaced = {str(v.WEIGHT), str(v.SOURCE), str(v.AUTHOR)}
    old = {one for one in kept if one[1].predicate.value in replaced}
    if not view.about(str(EDITORS)):
        said |= {(origin, triple) for triple in _EDITORS_ARE}
    return Edit(frozenset(old - said), frozenset(said - kept))


def unsaid(statements: Iterable[Stated]) -> Edit:
    """What takes statements about a link back."""
    return Edit(frozenset[Statement]().union(*(one.says for one in statements)))


def value_text(statement: Statement) -> str:
    """The text, or the IRI, of what a statement says."""
    term = statement[1].object
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def _about_links(view: View, iri: str, origin: str) -> set[str]:
    """The named statements of an origin whose links begin at a concept."""
    return {
        subject(one)
        for one in view.leading_to(iri)
        if one[0] == origin and one[1].predicate.value == str(v.STATEMENT_SUBJECT)
    }


def _statement(iri: str, link: ox.Triple, wanted: Link, weight: Decimal) -> Iterator[ox.Triple]:
    number = format(weight.normalize(), "f")
    says = (
        (RDF.type, ox.NamedNode(str(v.STATEMENT_CLASS))),
        (v.STATEMENT_SUBJECT, link.subject),
        (v.STATEMENT_PREDICATE, link.predicate),
        (v.STATEMENT_OBJECT, link.object),
        (v.WEIGHT, ox.Literal(number, datatype=ox.NamedNode(str(v.DECIMAL)))),
        (v.AUTHOR, ox.NamedNode(str(EDITORS))),
        *([(v.SOURCE, ox.Literal(wanted.source))] if wanted.source else []),
    )
    for predicate, value in says:
        yield ox.Triple(ox.NamedNode(iri), ox.NamedNode(str(predicate)), value)


def _name(view: View, link: ox.Triple) -> str:
    """The IRI of a new statement, which tells the link: ``c10-teaches-food-hygiene``."""
    start, end = (slug(_local(one.value)) for one in (link.subject, link.object))  # type: ignore[union-attr]
    name = f"{start}-{slug(_KINDS[link.predicate.value])}-{end}"
    number, iri = 1, str(v.STATEMENT[name])
    while view.about(iri):
        number += 1
        iri = str(v.STATEMENT[f"{name}-{number}"])
    return iri


def _local(iri: str) -> str:
    """The end of an IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
