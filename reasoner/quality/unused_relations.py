"""Links that change no score, since another walk always carries at least as far."""

from collections.abc import Iterator
from typing import Final

from skillpath.graph.network import Network
from skillpath.graph.relations import CUT_OFF, EDGE_RULES, FORWARD, INVERSE, Step
from skillpath.graph.used_edges import Edge, used_edges
from skillpath.ontology.catalogue import Relation
from skillpath.ontology.checks.findings import Flaw
from skillpath.reasoner.quality.compiled import Compiled, Progress
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.terms import EDGES

LATERAL: Final = frozenset(kind for kind, edge in FORWARD.items() if EDGE_RULES[edge].step is Step.RELATED)
"""Links across: related, close match, what skills need of each other. A hierarchy is not for scores alone."""


def unused_relations(compiled: Compiled, progress: Progress) -> Iterator[Flaw]:
    """Links across, between concepts of one kind, that no best path needs in either direction."""
    network = compiled.network
    kinds = {edge for kind in LATERAL for edge in (FORWARD[kind], INVERSE[FORWARD[kind]])}
    used = used_edges(network, kinds, progress)
    for relation in compiled.catalogue.relations:
        across = relation.kind in LATERAL and _is_across(network, relation)
        if across and used.isdisjoint(_edges(network, relation)):
            yield Flaw.of_relation(relation, _message(network, relation))


def _is_across(network: Network, relation: Relation) -> bool:
    """Whether the link joins concepts of one kind; from a job type to a skill it is no step of a walk."""
    kinds = (network.node_kind[network.index(iri)] for iri in (relation.subject, relation.object))
    return len(set(kinds)) == 1


def _edges(network: Network, relation: Relation) -> set[Edge]:
    """The edges of a link, there and back. Those of shop floors are as those of their industries."""
    source, target = network.index(relation.subject), network.index(relation.object)
    forward = FORWARD[relation.kind]
    return {(source, target, forward), (target, source, INVERSE[forward])}


def _message(network: Network, relation: Relation) -> str:
    forward = FORWARD[relation.kind]
    source, target = network.index(relation.subject), network.index(relation.object)
    said = f"{EDGES[forward][Language.EN]} <{relation.object}>"
    if relation.weight is not None and relation.weight < CUT_OFF:
        return f"{said}, but carries {relation.weight:.2f} and nothing below {CUT_OFF:.2f} counts"
    there, back = (relation.weight or EDGE_RULES[kind].weight for kind in (forward, INVERSE[forward]))
    others = network.transfer_between(source, target), network.transfer_between(target, source)
    return (
        f"{said}, but carries {there:.2f} there and {back:.2f} back, and other ways carry no less: "
        f"{others[0]:.2f} there and {others[1]:.2f} back"
    )
