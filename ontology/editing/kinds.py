"""What kinds of change an edit makes, as a difference would name them; told from its statements alone."""

import pyoxigraph as ox
from rdflib import OWL, RDF, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.diff import CONCEPT_CLASSES, GROUPS, Group
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import State, Statement, subject

_CLASSES = frozenset(map(str, CONCEPT_CLASSES))
_STATED = frozenset(
    map(
        str,
        (v.STATEMENT_SUBJECT, v.STATEMENT_PREDICATE, v.STATEMENT_OBJECT, v.WEIGHT, v.SOURCE, v.AUTHOR),
    )
)


def kinds(edit: Edit) -> frozenset[Group]:
    """The kinds of an edit's changes; of what comes or goes as a whole only that.

    >>> a, name = ox.NamedNode("http://x.example/a"), ox.Literal("pay", language="en")
    >>> said = ("skillpath", ox.Triple(a, ox.NamedNode(str(v.ALT_LABEL)), name))
    >>> sorted(kinds(Edit(added=frozenset([said]))))
    [<Group.ALT_LABELS: 'alternative labels'>]
    """
    come, gone = _lives(edit.added), _lives(edit.removed)
    whole = (come | gone) - (come & gone)
    parts = (one for one in edit.removed | edit.added if one[1].predicate.value != str(OWL.deprecated))
    others = {_kind(one) for one in parts if subject(one) not in whole}
    lives = {Group.ADDED for iri in come - gone} | {Group.RETIRED for iri in gone - come}
    return frozenset(lives | others | _retired(edit))


def _lives(state: State) -> set[str]:
    """What is said to be a concept."""
    return {subject(one) for one in state if _is_type(one) and _value(one) in _CLASSES}


def _retired(edit: Edit) -> set[Group]:
    marks = ((Group.RETIRED, edit.added), (Group.ADDED, edit.removed))
    return {kind for kind, state in marks for one in state if one[1].predicate.value == str(OWL.deprecated)}


def _kind(statement: Statement) -> Group:
    predicate = statement[1].predicate.value
    if predicate in _STATED or (_is_type(statement) and _value(statement) == str(v.STATEMENT_CLASS)):
        return Group.WEIGHTS
    return GROUPS.get(URIRef(predicate), Group.OTHER)


def _is_type(statement: Statement) -> bool:
    return statement[1].predicate.value == str(RDF.type)


def _value(statement: Statement) -> str:
    term = statement[1].object
    return term.value if isinstance(term, ox.NamedNode) else ""
