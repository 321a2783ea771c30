"""The top concepts of schemes: those with nothing above them, said on both sides."""

import pyoxigraph as ox
from rdflib import SKOS

from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.weights import said_by
from skillpath.ontology.editing.statements import State, Statement
from skillpath.ontology.editing.view import View

_TOP_OF, _HAS_TOP = ox.NamedNode(str(SKOS.topConceptOf)), ox.NamedNode(str(SKOS.hasTopConcept))


def tops(view: View, iri: str, origin: str) -> Edit:
    """Makes a concept a top concept of its schemes where nothing stands above it, otherwise none."""
    there, about = _there(view, iri), said_by(view.about(iri), origin)
    has_broader = any(one[1].predicate.value == str(v.BROADER) for one in view.about(iri))
    if has_broader:
        return Edit(removed=there)
    node = ox.NamedNode(iri)
    schemes = [one[1].object for one in about if one[1].predicate.value == str(SKOS.inScheme)]
    wanted: set[Statement] = set()
    for scheme in schemes:
        if isinstance(scheme, ox.NamedNode):
            wanted |= {
                (origin, ox.Triple(node, _TOP_OF, scheme)),
                (origin, ox.Triple(scheme, _HAS_TOP, node)),
            }
    return Edit(added=frozenset(wanted - there))


def no_top(view: View, iri: str) -> Edit:
    """Makes a concept no top concept of any scheme."""
    return Edit(removed=_there(view, iri))


def _there(view: View, iri: str) -> State:
    return frozenset(
        one for one in view.about(iri) | view.leading_to(iri) if one[1].predicate in (_TOP_OF, _HAS_TOP)
    )
