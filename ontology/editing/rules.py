"""The rules of a good taxonomy, asked before an edit is kept: only what an edit breaks stands in its way.

They are asked of what the edit can concern: what it is about, what that leads to and what leads there, what
bears the same names, and the hierarchy above; and below where broader links change.
"""

from collections.abc import Collection, Iterator, Mapping, Set
from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from skillpath.errors import InputError, Problem
from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.checker import flaws_of
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.rules import RULES, Rule, Severity
from skillpath.ontology.checks.taxonomy import Taxonomy
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import (
    about,
    children,
    each,
    leading_to,
    led_to,
    parents,
    reached,
)
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.editing.view import View

_SHAPE: Final = "shape"
"""The rule that takes longest: it is asked only of what is edited and of what links there."""

_NAMESAKES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "clashing-preferred-labels": ((v.PREF_LABEL, v.PREF_LABEL),),
    "label-clashes-with-alternative": ((v.PREF_LABEL, v.ALT_LABEL), (v.ALT_LABEL, v.PREF_LABEL)),
}
"""What a rule compares: a label of the one kind with those of the other kind that others have."""

Broken = tuple[Rule, Flaw]


def refuse_broken(before: View, after: View) -> None:
    """Raises :class:`InputError` with every error of the rule table that is not there before."""
    new = brought(before, after, severities=(Severity.ERROR,))
    if new:
        raise InputError("The edit would break rules of the taxonomy; nothing was written.", told(after, new))


def brought(before: View, after: View, *, severities: Collection[Severity]) -> list[Broken]:
    """What breaks rules of some severities after an edit and did not before, in a fixed order.

    Errors are found all. Of what is less, some is said of the taxonomy as a whole (parts that nothing joins,
    skills that nothing asks for): that is looked for only near what is edited.
    """
    edit = before.until(after)
    rules = [rule for rule in RULES if rule.severity in severities and not rule.matching]
    near = _concerned(before, edit, rules) | _concerned(after, edit, rules)
    broken = set(_broken(after, near, edit, rules))
    return _sorted(broken - set(_broken(before, near, edit, rules)) if broken else broken)


def brought_and_mended(before: View, after: View) -> tuple[list[Broken], list[Broken]]:
    """What breaks any of the rules after an edit and did not before, and the other way round."""
    edit, rules = before.until(after), [rule for rule in RULES if not rule.matching]
    near = _concerned(before, edit, rules) | _concerned(after, edit, rules)
    was, is_now = (set(_broken(view, near, edit, rules)) for view in (before, after))
    return _sorted(is_now - was), _sorted(was - is_now)


def _sorted(broken: Set[Broken]) -> list[Broken]:
    return sorted(broken, key=lambda one: (one[0].id, str(one[1])))


def told(view: View, broken: Collection[Broken]) -> list[Problem]:
    """What is broken, each with the name of the concept."""
    names = names_in(view, {flaw.this.value for _, flaw in broken})
    problems = (
        Problem(names.get(flaw.this.value, flaw.this.value), None, f"{flaw.message} ({rule.id})")
        for rule, flaw in broken
    )
    return sorted(problems, key=str)


def names_in(view: View, nodes: Set[str]) -> Mapping[str, str]:
    """The preferred label of each of some nodes that has one, English first."""
    return _taxonomy(view, nodes).names


def _concerned(view: View, edit: Edit, rules: Collection[Rule]) -> Set[str]:
    """The nodes whose statements the rules have to see."""
    edited = edit.subjects
    below = reached(view, _edited_by(edit, v.BROADER), children)
    near = edited | led_to(view, edited) | leading_to(view, edited) | below
    return reached(view, near, parents) | _namesakes(view, edit, rules)


def _edited_by(edit: Edit, predicate: str) -> Set[str]:
    """Of what is edited that of which something by a predicate is."""
    return {subject(one) for one in edit.removed | edit.added if one[1].predicate.value == str(predicate)}


def _namesakes(view: View, edit: Edit, rules: Collection[Rule]) -> Set[str]:
    """What bears a name that is edited, or that belongs to what is moved between schemes."""
    named = about(view, edit.subjects) | edit.removed
    compared = {pair for rule in rules for pair in _NAMESAKES.get(rule.id, ())}
    return {
        iri
        for own, other in compared
        for _, triple in named
        if triple.predicate.value == str(own) and isinstance(triple.object, ox.Literal)
        for iri in view.called(triple.object.value, other)
    }


def _broken(view: View, near: Set[str], edit: Edit, rules: Collection[Rule]) -> Iterator[Broken]:
    whole = _taxonomy(view, near)
    asked = edit.subjects | leading_to(
        view, _edited_by(edit, RDF.type)
    )  # shapes see the class of what is led to
    shaped = _taxonomy(view, asked | led_to(view, asked))
    for rule in rules:
        flaws = flaws_of(shaped if rule.id == _SHAPE else whole, rule)
        yield from ((rule, flaw) for flaw in flaws if rule.id != _SHAPE or flaw.this.value in asked)


def _taxonomy(view: View, nodes: Set[str]) -> Taxonomy:
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for _, t in each(view, nodes))
    return Taxonomy(store)
