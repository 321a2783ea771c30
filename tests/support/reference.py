"""Slow and plain second implementations, straight from the formulas, to hold the fast ones to."""

import math
from datetime import date

import networkx as nx

from skillpath.graph.bridge import transfer_edges
from skillpath.graph.network import Network
from skillpath.graph.relations import CUT_OFF, EDGE_RULES, Step
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.parameters import LEVEL_FACTOR, MASTERY_YEARS, RECENCY, Channel
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role


def transfers(graph: "nx.MultiDiGraph[str]", sources: list[str] | None = None) -> dict[tuple[str, str], float]:
    """T of ``scoring.md`` §2 by networkx's Dijkstra over (node, has turned) states."""
    states: nx.DiGraph[tuple[str, bool]] = nx.DiGraph()
    for node in graph:
        states.add_edge((node, False), (node, True), cost=0.0)
    for u, v, kind, weight, _ in transfer_edges(graph):
        turned = EDGE_RULES[kind].step is not Step.UP
        cost = abs(math.log(weight))
        old = states.get_edge_data((u, turned), (v, turned), {"cost": math.inf})["cost"]
        states.add_edge((u, turned), (v, turned), cost=min(cost, old))
    found = {}
    for u in graph if sources is None else sources:
        distances = nx.single_source_dijkstra_path_length(
            states, (u, False), cutoff=-math.log(CUT_OFF) + 1e-9, weight="cost"
        )
        found |= {(u, v): math.exp(-d) for (v, turned), d in distances.items() if turned}
    return found


def score(network: Network, candidate: Candidate, role: Role, profile: Profile, as_of: date) -> float:
    """S of ``scoring.md`` §3–§5, η = 0, by loops over dictionaries."""
    dose: dict[int, float] = {}
    for spell in candidate.spells:
        years = RECENCY.effective_years(*spell.years_before(as_of))
        origins = {Channel.JOB_TYPE: spell.job_type, Channel.INDUSTRY: spell.industry}
        if spell.on_floor and spell.industry:
            origins[Channel.FLOOR] = spell.industry + "#floor"
        best: dict[int, float] = {}
        for channel, iri in origins.items():
            origin = None if iri is None else network.find(iri)
            if origin is None:
                continue
            row = network.learning[[origin], :].toarray()[0]
            for node in range(len(network)):
                mastered_after = MASTERY_YEARS[network.nodes[node].kind]
                delta = profile.development[channel] * LEVEL_FACTOR[spell.level]
                best[node] = max(best.get(node, 0.0), delta * row[node] * years / mastered_after)
        for node, amount in best.items():
            dose[node] = dose.get(node, 0.0) + amount
    for claim in candidate.claims:
        node = network.index(claim.skill)
        level = profile.development[Channel.CLAIM] * claim.level
        dose[node] = dose.get(node, 0.0) - math.log(1 - level * (1 - math.exp(-1)))
    mastery = {v: min(1.0, (1 - math.exp(-d)) / (1 - math.exp(-1))) for v, d in dose.items()}
    transfer = network.transfer.toarray()

    def strength(node: int, level: float, *, inverted: bool = False) -> float:
        carried = [
            a * ((1 - transfer[v, node]) * (network.nodes[v].kind == "industry") if inverted else transfer[v, node])
            for v, a in mastery.items()
        ]
        return min(1.0, max(carried, default=0.0) / level)

    parts: dict[Dimension, float] = {}
    asked: dict[int, tuple[bool, float]] = {}
    for skill in role.skills:
        node = network.index(skill.skill)
        essential, level = asked.get(node, (False, 0.0))
        asked[node] = essential or skill.essential, max(level, skill.level)
    if asked:
        omega = {q: (1.0 if e else 0.6) * max(network.ic[q], 0.05) for q, (e, _) in asked.items()}
        raw = {
            q: omega[q] ** 2
            / sum(omega[r] for r in asked if transfer[r, q] >= 0.85 and transfer[q, r] >= 0.85)
            for q in asked
        }
        parts[Dimension.SKILL] = sum(raw[q] * strength(q, asked[q][1]) for q in asked) / sum(raw.values())
    if role.job_type is not None:
        parts[Dimension.JOB_TYPE] = strength(network.index(role.job_type), 1.0)
    if role.industry is not None:
        node = network.index(role.industry)
        parts[Dimension.INDUSTRY] = strength(node, 1.0, inverted=profile.other_industry)
    if role.floor is not None:
        parts[Dimension.FLOOR] = strength(network.index(role.floor + "#floor"), 1.0)
    share = sum(profile.share[dimension] for dimension in parts)
    if not share:
        return 0.0
    return sum(profile.share[dimension] * part for dimension, part in parts.items()) / share


