"""The rules of a good taxonomy, asked before an edit is kept: only what an edit breaks stands in its way."""

from collections.abc import Iterator, Set
from typing import Final

import pyoxigraph as ox

from skillpath.errors import InputError, Problem
from skillpath.ontology.checks.checker import flaws_of
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.rules import RULES, Rule, Severity
from skillpath.ontology.checks.taxonomy import Taxonomy
from skillpath.ontology.editing.statements import State, around, subject

_SHAPE: Final = "shape"
"""The rule that takes longest: it is asked only of what is edited and of what links there."""


def refuse_broken(before: State, after: State) -> None:
    """Raises :class:`InputError` with every error of the rule table that is not there before."""
    edited = frozenset(map(subject, before ^ after))
    broken = frozenset(_errors(after, edited))
    new = broken - frozenset(_errors(before, edited)) if broken else broken
    if new:
        names = _taxonomy(around(after, edited)).names
        raise InputError(
            "The edit would break rules of the taxonomy; nothing was written.",
            sorted(
                (
                    Problem(names.get(flaw.this.value, flaw.this.value), None, f"{flaw.message} ({rule.id})")
                    for rule, flaw in new
                ),
                key=str,
            ),
        )


def _errors(state: State, edited: Set[str]) -> Iterator[tuple[Rule, Flaw]]:
    whole = _taxonomy(state)
    linking = {one for one, _, other in _links(state) if other in edited}
    asked = edited | linking
    near = _taxonomy(around(state, asked))
    for rule in RULES:
        if rule.severity is Severity.ERROR:
            flaws = flaws_of(near if rule.id == _SHAPE else whole, rule)
            yield from ((rule, flaw) for flaw in flaws if rule.id != _SHAPE or flaw.this.value in asked)


def _links(state: State) -> Iterator[tuple[str, str, str]]:
    for _, (one, link, other) in state:
        if isinstance(other, ox.NamedNode):
            yield one.value, link.value, other.value


def _taxonomy(state: State) -> Taxonomy:
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for _, t in state)
    return Taxonomy(store)
