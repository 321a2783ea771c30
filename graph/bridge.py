"""The one module between the catalogue and networkx.

The graph it builds is the readable reference of the taxonomy as a network: nodes are contracted
concepts, edges keyed by their kind. Everything compiled is tested to agree with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import networkx as nx

from skillpath.graph.information import information_content
from skillpath.graph.relations import (
    BETA,
    EDGE_RULES,
    FLOOR,
    FLOOR_SUFFIX,
    FORWARD,
    INVERSE,
    LEARNING_RULES,
    EdgeKind,
)
from skillpath.ontology.bulk import nothing_to_collect
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind, Relation, RelationKind

TRANSFER: Final = "transfer"
LEARNING: Final = "learning"
HIERARCHY: Final = "hierarchy"

_EDGES: Final = {str(kind): kind for kind in EdgeKind}
_LINKS: Final = {str(kind): kind for kind in RelationKind}


class Provenance(NamedTuple):
    """Where a stated weight comes from and who answers for it; "" for the weight of a kind."""

    source: str = ""
    author: str = ""


UNSTATED: Final = Provenance()
"""Of the weight of a kind."""


@nothing_to_collect()
def build_graph(catalogue: Catalogue) -> "nx.MultiDiGraph[str]":
    """The taxonomy as a network (``scoring.md`` §1), but for how alike job types are as a whole.

    That (:mod:`skillpath.graph.similar_work`) is an edge for most pairs of them.

    Nodes carry ``kind`` (a :class:`ConceptKind` value or ``"floor"``), ``label``, ``labels``, ``names``
    (every other name), ``code``, ``group``, ``zone``, ``definition``, ``aliases`` (all IRIs contracted to the
    node, then those of retired concepts that it replaces) and ``ic``; a job in an industry also its ``pair``
    (job type, industry). Edges carry ``layer`` (``"transfer"`` for edges that a walk may use, ``"learning"``
    for what a job type, an industry or a floor develops, ``"hierarchy"`` for what only says where a job type
    stands), ``weight``, and ``source`` and ``author`` of a stated weight; their key is the kind.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    canonical = _contract(catalogue)
    former = _former(catalogue, canonical)
    for node, concepts in _members(catalogue, canonical).items():
        _add_node(graph, node, concepts, former.get(node, ()))
    relations = [_renamed(relation, canonical) for relation in catalogue.relations]
    for u, v, kind, said in _edges(graph, [r for r in relations if r.subject != r.object]):
        graph.add_edge(u, v, key=kind, **said)
    _name_pairs(graph, relations)
    _inherit_teaching(graph)
    _weigh_taxonomy(graph)
    return graph


def transfer_edges(graph: "nx.MultiDiGraph[str]") -> Iterable[tuple[str, str, EdgeKind, float, Provenance]]:
    """Every edge that a walk may use: source, target, kind, weight, provenance.

    An edge below the cut-off is on no walk above it; explanations show what would come nearest by it.
    """
    for u, v, kind, data in graph.edges(keys=True, data=True):
        if data["layer"] == TRANSFER and data["weight"] > 0:
            yield u, v, _EDGES[kind], data["weight"], _provenance(data)


def learning_edges(
    graph: "nx.MultiDiGraph[str]",
) -> Iterable[tuple[str, str, RelationKind, float, Provenance]]:
    """What a job type, an industry or a floor develops: node, skill, kind of link, strength, provenance."""
    for u, v, kind, data in graph.edges(keys=True, data=True):
        if data["layer"] == LEARNING:
            yield u, v, _LINKS[kind], data["weight"], _provenance(data)


def _provenance(data: Mapping[str, Any]) -> Provenance:
    source, author = data["source"], data["author"]
    return Provenance(source, author) if source or author else UNSTATED


def _contract(catalogue: Catalogue) -> dict[str, str]:
    """Every concept's canonical IRI: of those said to be the same, the shortest, then the smallest.

    Only concepts of one kind are contracted: a skill said to be the same as a job type is no sameness.
    """
    same: nx.Graph[str] = nx.Graph()
    same.add_nodes_from(catalogue.concepts)
    kinds = {iri: concept.kind for iri, concept in catalogue.concepts.items()}
    same.add_edges_from(pair for pair in catalogue.same if kinds[pair[0]] is kinds[pair[1]])
    return {
        iri: min(component, key=lambda name: (len(name), name))
        for component in nx.connected_components(same)
        for iri in component
    }


def _members(catalogue: Catalogue, canonical: Mapping[str, str]) -> dict[str, list[Concept]]:
    """Canonical IRI → the concepts contracted to it, the canonical one first; sorted."""
    members: dict[str, list[Concept]] = {node: [] for node in sorted(set(canonical.values()))}
    for iri in sorted(canonical):
        members[canonical[iri]].append(catalogue.concepts[iri])
    for node, concepts in members.items():
        concepts.sort(key=lambda concept: (concept.iri != node, concept.iri))
    return members


def _former(catalogue: Catalogue, canonical: Mapping[str, str]) -> dict[str, list[str]]:
    """Canonical IRI → the IRIs of retired concepts that it replaces, sorted."""
    former: dict[str, list[str]] = {}
    for iri in sorted(catalogue.replaced):
        former.setdefault(canonical[catalogue.replaced[iri]], []).append(iri)
    return former


def _add_node(
    graph: "nx.MultiDiGraph[str]", node: str, concepts: list[Concept], former: Sequence[str]
) -> None:
    first = concepts[0]
    aliases = (*(c.iri for c in concepts), *former)
    names = {n for c in concepts for n in (*c.labels.values(), *c.alt_labels)} - {first.label}
    graph.add_node(
        node,
        kind=str(first.kind),
        label=first.label,
        labels={lang: text for c in reversed(concepts) for lang, text in c.labels.items()},
        names=tuple(sorted(names)),
        code=next((c.code for c in concepts if c.code), ""),
        group=all(c.group for c in concepts),
        zone=next((c.zone for c in concepts if c.zone), 0),
        definition=next((c.definition for c in concepts if c.definition), ""),
        aliases=aliases,
    )
    if first.kind is ConceptKind.INDUSTRY:
        graph.add_node(
            node + FLOOR_SUFFIX,
            kind=FLOOR,
            label=f"shop floor of {first.label}",
            labels={"en": f"shop floor of {first.label}"},
            names=(),
            code=graph.nodes[node]["code"],
            group=False,
            zone=0,
            definition=f"Hands-on work in {first.label}.",
            aliases=tuple(iri + FLOOR_SUFFIX for iri in aliases),
        )


def _renamed(relation: Relation, canonical: Mapping[str, str]) -> Relation:
    subject, target = canonical[relation.subject], canonical[relation.object]
    if (subject, target) == (relation.subject, relation.object):
        return relation
    return Relation(subject, relation.kind, target, relation.weight, relation.source, relation.author)


class _Weighed(NamedTuple):
    """What is said of an edge; ``weight`` is ``None`` where the taxonomy rule gives it."""

    layer: str
    weight: float | None
    provenance: Provenance

    @property
    def order(self) -> tuple[float, Provenance]:
        """What is heaviest is least."""
        return -(self.weight or 0.0), self.provenance


_Edge = tuple[str, str, str, _Weighed]
"""Source, target, kind, and what is said of it."""


def _edges(
    graph: "nx.MultiDiGraph[str]", relations: Iterable[Relation]
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """The edges of all links.

    Of two of one kind (after contraction) the heavier stays, a rule yields to a number; of equals the one
    whose origin comes first.
    """
    kinds: Mapping[str, str] = nx.get_node_attributes(graph, "kind")
    best: dict[tuple[str, str, str], _Weighed] = {}
    for u, v, kind, said in (edge for relation in relations for edge in _of_relation(relation, kinds)):
        there = best.get((u, v, kind))
        if there is None or said.order < there.order:
            best[u, v, kind] = said
    for (u, v, kind), (layer, weight, provenance) in best.items():
        source, author = provenance
        yield u, v, kind, {"layer": layer, "weight": weight, "source": source, "author": author}


def _of_relation(relation: Relation, kinds: Mapping[str, str]) -> Iterator[_Edge]:
    """The edges that one link stands for: a transfer edge and its inverse, or a learning edge."""
    ends = kinds[relation.subject], kinds[relation.object]
    if ends[0] != ends[1]:
        yield from _learning(relation, kinds)
    elif relation.kind in FORWARD:
        edge, stated = FORWARD[relation.kind], _stated(relation)
        for suffix in ("", FLOOR_SUFFIX) if ends[0] == ConceptKind.INDUSTRY else ("",):
            subject, target = relation.subject + suffix, relation.object + suffix
            for u, v, kind in ((subject, target, edge), (target, subject, INVERSE[edge])):
                weight = EDGE_RULES[kind].weight if relation.weight is None else relation.weight
                yield u, v, str(kind), _Weighed(_layer(ends[0], kind), weight, stated)


def _layer(concept: str, edge: EdgeKind) -> str:
    """A heading does not vouch for the job types below it: its place is part of how alike they are."""
    return HIERARCHY if concept == ConceptKind.JOB_TYPE and edge is EdgeKind.NARROWER else TRANSFER


def _learning(relation: Relation, kinds: Mapping[str, str]) -> Iterator[_Edge]:
    rule = LEARNING_RULES.get(relation.kind)
    if rule is None or kinds[relation.object] != ConceptKind.SKILL:
        return
    subject = relation.subject + FLOOR_SUFFIX if rule.on_floor else relation.subject
    if subject in kinds:
        weight = rule.strength if relation.weight is None else relation.weight
        yield subject, relation.object, str(relation.kind), _Weighed(LEARNING, weight, _stated(relation))


def _stated(relation: Relation) -> Provenance:
    if not relation.source and not relation.author:
        return UNSTATED
    return Provenance(relation.source, relation.author)


def _name_pairs(graph: "nx.MultiDiGraph[str]", relations: list[Relation]) -> None:
    """Gives each job in an industry that names both its ``pair``: (job type, industry)."""
    ends = {
        kind: dict(sorted((r.subject, r.object) for r in relations if r.kind is kind))
        for kind in (RelationKind.OF_JOB_TYPE, RelationKind.IN_INDUSTRY)
    }
    jobs, industries = ends.values()
    for node in jobs.keys() & industries.keys():
        graph.nodes[node]["pair"] = (jobs[node], industries[node])


def _inherit_teaching(graph: "nx.MultiDiGraph[str]") -> None:
    """What a section teaches, its divisions teach too, unless they say so themselves.

    Of several above that teach one skill the one that teaches it best is heard.
    """
    broader = nx.DiGraph((u, v) for u, v, kind in graph.edges(keys=True) if kind == EdgeKind.BROADER)
    kinds: Mapping[str, str] = nx.get_node_attributes(graph, "kind")
    taught = [
        (u, v, k, data) for u, v, k, data in graph.edges(keys=True, data=True) if data["layer"] == LEARNING
    ]
    said = {(u, v, kind) for u, v, kind, _ in taught}
    for teacher, skill, kind, data in sorted(taught, key=lambda edge: (-edge[3]["weight"], *edge[:3])):
        if kinds[teacher] in (ConceptKind.INDUSTRY, FLOOR) and teacher in broader:
            for node in sorted(nx.ancestors(broader, teacher)):
                if (node, skill, kind) not in said:
                    graph.add_edge(node, skill, key=kind, **data)
                    said.add((node, skill, kind))


def _weigh_taxonomy(graph: "nx.MultiDiGraph[str]") -> None:
    """Information content on every node, and from it the weight of each narrower edge that asserts none."""
    ic = information_content(graph)
    nx.set_node_attributes(graph, ic, "ic")
    for parent, child, _, data in graph.edges(keys=True, data=True):
        if data["weight"] is None:
            data["weight"] = taxonomy_weight(ic[parent], ic[child])


def taxonomy_weight(parent: float, child: float) -> float:
    """``(IC(parent)/IC(child))^β``; 1 where the child says nothing more than its parent.

    >>> taxonomy_weight(0.25, 1.0)
    0.125
    """
    return 1.0 if child <= parent else (parent / child) ** BETA
