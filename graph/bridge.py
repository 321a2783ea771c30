"""The one module between the catalogue and networkx.

The graph it builds is the readable reference of the taxonomy as a network: nodes are contracted
concepts, edges keyed by their kind. Everything compiled is tested to agree with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import networkx as nx
import numpy as np
from scipy import sparse

from skillpath.graph.information import information_content
from skillpath.graph.likeness import LIKENESS, LikenessRule, closure, likeness, places
from skillpath.graph.relations import (
    BETA,
    CUT_OFF,
    EDGE_RULES,
    FLOOR,
    FLOOR_SUFFIX,
    FORWARD,
    INVERSE,
    LEARNING_RULES,
    EdgeKind,
)
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind, Relation, RelationKind

TRANSFER: Final = "transfer"
LEARNING: Final = "learning"
HIERARCHY: Final = "hierarchy"


class Provenance(NamedTuple):
    """Where a stated weight comes from and who answers for it; "" for the weight of a kind."""

    source: str = ""
    author: str = ""


def build_graph(catalogue: Catalogue, *, likeness_rule: LikenessRule = LIKENESS) -> "nx.MultiDiGraph[str]":
    """The taxonomy as a network (``scoring.md`` §1).

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
    for relation in (r for r in relations if r.subject != r.object):
        _add_relation(graph, relation)
    _name_pairs(graph, relations)
    _inherit_teaching(graph)
    _weigh_taxonomy(graph)
    for u, v, weight in list(similar_work(graph, likeness_rule)):
        _add_edge(graph, u, v, EdgeKind.SIMILAR_WORK, layer=TRANSFER, weight=weight, provenance=Provenance())
    return graph


def transfer_edges(graph: "nx.MultiDiGraph[str]") -> Iterable[tuple[str, str, EdgeKind, float, Provenance]]:
    """Every edge that a walk may use: source, target, kind, weight, provenance.

    An edge below the cut-off is on no walk above it; explanations show what would come nearest by it.
    """
    for u, v, kind, data in graph.edges(keys=True, data=True):
        if data["layer"] == TRANSFER and data["weight"] > 0:
            yield u, v, EdgeKind(kind), data["weight"], _provenance(data)


def learning_edges(
    graph: "nx.MultiDiGraph[str]",
) -> Iterable[tuple[str, str, RelationKind, float, Provenance]]:
    """What a job type, an industry or a floor develops: node, skill, kind of link, strength, provenance."""
    for u, v, kind, data in graph.edges(keys=True, data=True):
        if data["layer"] == LEARNING:
            yield u, v, RelationKind(kind), data["weight"], _provenance(data)


def _provenance(data: Mapping[str, Any]) -> Provenance:
    return Provenance(data["source"], data.get("author", ""))


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
    return Relation(subject, relation.kind, target, relation.weight, relation.source, relation.author)


def _add_relation(graph: "nx.MultiDiGraph[str]", relation: Relation) -> None:
    """The edges that one link stands for: a transfer edge and its inverse, or a learning edge."""
    kinds = graph.nodes[relation.subject]["kind"], graph.nodes[relation.object]["kind"]
    if kinds[0] != kinds[1]:
        _add_learning(graph, relation, kinds)
        return
    if relation.kind not in FORWARD:
        return
    edge = FORWARD[relation.kind]
    for suffix in ("", FLOOR_SUFFIX) if kinds[0] == ConceptKind.INDUSTRY else ("",):
        subject, target = relation.subject + suffix, relation.object + suffix
        for u, v, kind in ((subject, target, edge), (target, subject, INVERSE[edge])):
            weight = EDGE_RULES[kind].weight if relation.weight is None else relation.weight
            layer = _layer(kinds[0], kind)
            _add_edge(graph, u, v, kind, layer=layer, weight=weight, provenance=_stated(relation))


def _layer(concept: str, edge: EdgeKind) -> str:
    """A heading does not vouch for the job types below it: its place is part of how alike they are."""
    return HIERARCHY if concept == ConceptKind.JOB_TYPE and edge is EdgeKind.NARROWER else TRANSFER


def _add_learning(graph: "nx.MultiDiGraph[str]", relation: Relation, kinds: tuple[str, str]) -> None:
    rule = LEARNING_RULES.get(relation.kind)
    if rule is None or kinds[1] != ConceptKind.SKILL:
        return
    subject = relation.subject + FLOOR_SUFFIX if rule.on_floor else relation.subject
    if subject in graph:
        weight = rule.strength if relation.weight is None else relation.weight
        stated = _stated(relation)
        _add_edge(
            graph, subject, relation.object, relation.kind, layer=LEARNING, weight=weight, provenance=stated
        )


def _stated(relation: Relation) -> Provenance:
    return Provenance(relation.source, relation.author)


def _name_pairs(graph: "nx.MultiDiGraph[str]", relations: list[Relation]) -> None:
    """Gives each job in an industry that names both its ``pair``: (job type, industry)."""
    ends = {
        kind: {r.subject: r.object for r in relations if r.kind is kind}
        for kind in (RelationKind.OF_JOB_TYPE, RelationKind.IN_INDUSTRY)
    }
    jobs, industries = ends.values()
    for node in jobs.keys() & industries.keys():
        graph.nodes[node]["pair"] = (jobs[node], industries[node])


def _add_edge(
    graph: "nx.MultiDiGraph[str]",
    u: str,
    v: str,
    kind: str,
    *,
    layer: str,
    weight: float | None,
    provenance: Provenance,
) -> None:
    """Adds the edge; of two of one kind (after contraction) the heavier stays, a rule yields to a number."""
    there = graph.has_edge(u, v, str(kind))
    if not there or (graph.edges[u, v, str(kind)]["weight"] or 0.0) < (weight or 0.0):
        graph.add_edge(u, v, key=str(kind), layer=layer, weight=weight, **provenance._asdict())


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


def similar_work(graph: "nx.MultiDiGraph[str]", rule: LikenessRule) -> Iterable[tuple[str, str, float]]:
    """Job type, job type, and how alike they are by :func:`likeness`, kept above the cut-off.

    A heading needs nothing itself: it is like others by its place alone.
    """
    nodes = sorted(graph)
    information = np.array([graph.nodes[node]["ic"] for node in nodes])
    jobs = np.array([i for i, n in enumerate(nodes) if graph.nodes[n]["kind"] == ConceptKind.JOB_TYPE])
    if not len(jobs):
        return
    position = {node: i for i, node in enumerate(nodes)}
    above = closure(
        _matrix([(u, v, 1.0) for u, v, k in graph.edges(keys=True) if k == EdgeKind.BROADER], position)
    )
    proper = np.array([not graph.nodes[nodes[i]]["group"] for i in jobs])
    needs = _matrix(_needs(graph, rule), position)[jobs] + sparse.eye_array(len(nodes), format="csr")[jobs]
    features = sparse.diags_array(proper.astype(float)) @ needs @ above @ sparse.diags_array(information)
    place = places(above[jobs][:, jobs], information[jobs], BETA)
    alike = likeness(sparse.csr_array(features), place, rule)
    alike[above[jobs][:, jobs].toarray() > 0] = 0.0  # a step up says more
    for row, column in zip(*np.nonzero(alike >= CUT_OFF), strict=True):
        yield nodes[jobs[row]], nodes[jobs[column]], min(1.0, float(alike[row, column]))


def _needs(graph: "nx.MultiDiGraph[str]", rule: LikenessRule) -> list[tuple[str, str, float]]:
    """What job types ask for: an essential skill counts 1, an optional one as the rule says."""
    counts = {RelationKind.ESSENTIAL_SKILL: 1.0, RelationKind.OPTIONAL_SKILL: rule.optional}
    needs: dict[tuple[str, str], float] = {}
    for job, skill, kind, _, _ in learning_edges(graph):
        if kind in counts:
            needs[job, skill] = max(counts[kind], needs.get((job, skill), 0.0))
    return [(job, skill, count) for (job, skill), count in needs.items()]


def _matrix(
    entries: Sequence[tuple[str, str, float]], position: Mapping[str, int]
) -> "sparse.csr_array[np.float64]":
    """Nodes × nodes."""
    places = [position[u] for u, _, _ in entries], [position[v] for _, v, _ in entries]
    return sparse.csr_array(
        ([w for _, _, w in entries], places), shape=2 * (len(position),), dtype=np.float64
    )
