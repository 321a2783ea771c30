"""Job types that ask for the same thing twice, once as essential and once as optional."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, ConceptKind, Relation, RelationKind
from skillpath.ontology.checks.findings import Flaw
from skillpath.reasoner.quality.compiled import Compiled, Progress
from skillpath.reasoner.role import near_duplicates


def conflicting_requirements(compiled: Compiled, progress: Progress) -> Iterator[Flaw]:
    """Optional requirements that are near duplicates (:func:`near_duplicates`) of an essential one.

    Both are said of one IRI. That two taxonomies differ over a job type that they share is no conflict.
    """
    asked = _requirements(compiled.catalogue)
    for done, requirements in enumerate(asked, start=1):
        yield from _conflicts(compiled.network, requirements)
        progress(done, len(asked))


def _requirements(catalogue: Catalogue) -> list[list[Relation]]:
    """What each job type asks for, in a fixed order."""
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in catalogue.relations:
        asks = relation.kind in (RelationKind.ESSENTIAL_SKILL, RelationKind.OPTIONAL_SKILL)
        ends = catalogue.concepts[relation.subject].kind, catalogue.concepts[relation.object].kind
        if asks and ends == (ConceptKind.JOB_TYPE, ConceptKind.SKILL):
            found[relation.subject].append(relation)
    return list(found.values())


def _conflicts(network: Network, requirements: list[Relation]) -> Iterator[Flaw]:
    """One flaw an optional requirement: it names the essential one that is nearest."""
    nodes = np.array([network.index(relation.object) for relation in requirements])
    distinct, place = np.unique(nodes, return_inverse=True)
    near = near_duplicates(network, distinct)[np.ix_(place, place)]
    essential = [i for i, r in enumerate(requirements) if r.kind is RelationKind.ESSENTIAL_SKILL]
    for i, optional in enumerate(requirements):
        alike = [j for j in essential if near[i, j]]
        if optional.kind is RelationKind.OPTIONAL_SKILL and alike:
            carried = {j: _both_ways(network, int(nodes[j]), int(nodes[i])) for j in alike}
            nearest = max(alike, key=lambda j: min(carried[j]))
            yield Flaw.of_relation(optional, _message(requirements[nearest], optional, *carried[nearest]))


def _both_ways(network: Network, one: int, other: int) -> tuple[float, float]:
    return network.transfer_between(one, other), network.transfer_between(other, one)


def _message(essential: Relation, optional: Relation, there: float, back: float) -> str:
    if essential.object == optional.object:
        return f"needs <{optional.object}> both essentially and optionally"
    return (
        f"needs <{essential.object}> essentially and <{optional.object}> optionally, "
        f"nearly the same: {there:.2f} carries there and {back:.2f} back"
    )
