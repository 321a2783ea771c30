"""Mending what can be mended without a decision, as an edit."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.rules import Fix, Rule
from skillpath.ontology.checks.taxonomy import tidy
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import Statement, subject
from skillpath.ontology.editing.view import View

ORDER: Final = (Fix.DROP, Fix.TIDY)
"""A label that is to go must not come back tidied."""


def fixed(view: View, broken: Iterable[tuple[Rule, Flaw]]) -> Edit:
    """What makes all safe fixes of some flaws; empty where there is none.

    A link that a named statement gives a weight is left alone: somebody meant it.
    """
    flaws, start = list(broken), view
    for fix in ORDER:
        for rule, flaw in flaws:
            if rule.fix is fix and flaw.triple is not None:
                view = view.after(_fix(view, fix, flaw.triple))
    return start.until(view)


def _fix(view: View, fix: Fix, triple: ox.Triple) -> Edit:
    """What one fix does to a statement, whoever says it."""
    if _is_stated(view, triple):
        return Edit()
    said = [one for one in view.about(subject(("", triple))) if one[1] == triple]
    tidied = [] if fix is Fix.DROP else [_tidied(one) for one in said]
    return view.effective(Edit(frozenset(said), frozenset(tidied)))


def _tidied(statement: Statement) -> Statement:
    origin, triple = statement
    if not isinstance(triple.object, ox.Literal):
        return statement
    text, language = tidy(triple.object.value), triple.object.language
    label = (
        ox.Literal(text, language=language) if language else ox.Literal(text, datatype=triple.object.datatype)
    )
    return origin, ox.Triple(triple.subject, triple.predicate, label)


def _is_stated(view: View, triple: ox.Triple) -> bool:
    if not isinstance(triple.subject, ox.NamedNode):
        return False
    link = {(str(v.STATEMENT_PREDICATE), triple.predicate), (str(v.STATEMENT_OBJECT), triple.object)}
    return any(
        link <= {(one.predicate.value, one.object) for _, one in view.about(subject(statement))}
        for statement in view.saying(v.STATEMENT_SUBJECT, triple.subject)
    )
