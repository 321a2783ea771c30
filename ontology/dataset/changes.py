"""The graph of changes: each change set with every statement that it removed and added."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from skillpath.ontology.dataset import terms
from skillpath.ontology.dataset.statements import Iri, Moment, Node, Value, lines
from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.editing.kinds import kinds
from skillpath.ontology.editing.statements import Statement, to_text
from skillpath.ontology.provenance import Copy, change_iri, release_iri


def change_lines(copies: Iterable[tuple[Copy, str | None]]) -> Iterator[str]:
    """The change sets of working copies, each with the release that it became, if any.

    Their IRIs are those of the graph of provenance.
    """
    for copy, became in copies:
        for change in copy.changes:
            yield from _change(copy, became, change)


def _change(copy: Copy, became: str | None, change: ChangeSet) -> Iterator[str]:
    iri = change_iri(copy, change.number)
    facts: list[tuple[str, Value]] = [
        (terms.TYPE, Iri(terms.CHANGE_CLASS)),
        (terms.IDENTIFIER, f"{copy.name} {change.number}"),
        (terms.STARTED_AT, Moment(change.at)),
        (terms.CREATOR, change.by),
        (terms.DESCRIPTION, change.why),
        (terms.SOURCE, change.source),
        (terms.WORKING_COPY, copy.name),
        (terms.BECAME, None if became is None else Iri(release_iri(became))),
        *((terms.KIND, str(kind)) for kind in sorted(kinds(change.edit))),
        *((terms.UNDOES, Iri(change_iri(copy, number))) for number in change.undoes),
    ]
    yield from lines([Node(iri, tuple(facts))])
    sides = ((terms.REMOVED, change.edit.removed), (terms.ADDED, change.edit.added))
    number = 0
    for side, state in sides:
        for statement in sorted(state, key=lambda one: to_text([one])):
            number += 1
            yield from _statement(iri, f"{iri}/statement/{number}", side, statement)


def _statement(change: str, iri: str, side: str, statement: Statement) -> Iterator[str]:
    origin, triple = statement
    yield f"<{change}> <{side}> <{iri}>"
    yield f"<{iri}> <{terms.TYPE}> <{terms.STATEMENT}>"
    if not isinstance(triple.subject, ox.BlankNode):
        yield f"<{iri}> <{terms.SUBJECT}> {triple.subject}"
    yield f"<{iri}> <{terms.PREDICATE}> {triple.predicate}"
    if not isinstance(triple.object, ox.BlankNode):
        yield f"<{iri}> <{terms.OBJECT}> {triple.object}"
    yield from lines([Node(iri, ((terms.SOURCE, origin),))])
