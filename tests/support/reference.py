"""Slow and plain second implementations, straight from the formulas, to hold the fast ones to."""

import math
from datetime import date

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from skillpath.graph.bridge import transfer_edges
from skillpath.graph.network import Network
from skillpath.graph.relations import CUT_OFF, EDGE_RULES, Step
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.parameters import LEVEL_FACTOR, MASTERY_YEARS, RECENCY, Channel
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role


def transfers(
    graph: "nx.MultiDiGraph[str]", sources: list[str] | None = None
) -> dict[tuple[str, str], float]:
    """T of ``scoring.md`` §2 by networkx's Dijkstra over (node, has turned) states."""
    states: nx.DiGraph[tuple[str, bool]] = nx.DiGraph()
    for node in graph:
        states.add_edge((node, False), (node, True), cost=0.0)
    for u, v, kind, weight, _ in transfer_edges(graph):
        turned = EDGE_RULES[kind].step is not Step.UP
        cost = abs(math.log(weight))
        old = states.get_edge_data((u, turned), (v, turned), {"cost": math.inf})["cost"]
        states.add_edge((u, turned), (v, turned), cost=min(cost, old))
    found: dict[tuple[str, str], float] = {}
    for u in graph if sources is None else sources:
        distances = nx.single_source_dijkstra_path_length(
            states, (u, False), cutoff=-math.log(CUT_OFF) + 1e-9, weight="cost"
        )
        found |= {(u, v): math.exp(-d) for (v, turned), d in distances.items() if turned}
    return found


def score(network: Network, candidate: Candidate, role: Role, profile: Profile, as_of: date) -> float:
    """S of ``scoring.md`` §3–§5, η = 0, by loops over dictionaries."""
    doses = spell_doses(network, candidate, profile, as_of)
    for claim in candidate.claims:
        node = network.index(claim.skill)
        level = profile.development[Channel.CLAIM] * claim.level
        doses[node] = doses.get(node, 0.0) - math.log(1 - level * (1 - math.exp(-1)))
    mastery = {v: min(1.0, (1 - math.exp(-d)) / (1 - math.exp(-1))) for v, d in doses.items()}
    parts = dimension_parts(network, mastery, role, profile)
    share = sum(profile.share[dimension] for dimension in parts)
    return sum(profile.share[dimension] * part for dimension, part in parts.items()) / share if share else 0.0


def spell_doses(network: Network, candidate: Candidate, profile: Profile, as_of: date) -> dict[int, float]:
    """D without claims: of each spell its best channel, spell by spell."""
    doses: dict[int, float] = {}
    for spell in candidate.spells:
        years = RECENCY.effective_years(*spell.years_before(as_of))
        origins = {Channel.JOB_TYPE: spell.job_type, Channel.INDUSTRY: spell.industry}
        origins[Channel.FLOOR] = f"{spell.industry}#floor" if spell.on_floor else None
        known = {c: network.index(iri) for c, iri in origins.items() if iri and network.find(iri) is not None}
        rows = {channel: network.learning[[origin], :].toarray()[0] for channel, origin in known.items()}
        for job, industry, pair in network.pairs:
            below = Channel.INDUSTRY in known and network.transfer[known[Channel.INDUSTRY], industry] == 1
            if below and known.get(Channel.JOB_TYPE) == job:
                added = network.learning[[pair], :].toarray()[0]
                rows[Channel.JOB_TYPE] = np.maximum(rows[Channel.JOB_TYPE], added)
        for node in range(len(network)):
            pace = LEVEL_FACTOR[spell.level] * years / MASTERY_YEARS[network.nodes[node].kind]
            best = max((profile.development[c] * pace * row[node] for c, row in rows.items()), default=0.0)
            doses[node] = doses.get(node, 0.0) + best
    return doses


def dimension_parts(
    network: Network, mastery: dict[int, float], role: Role, profile: Profile
) -> dict[Dimension, float]:
    """How well each dimension that the role uses is met, 0..1."""
    transfer = network.transfer.toarray()

    def strength(node: int, level: float = 1.0) -> float:
        return min(1.0, max((a * transfer[v, node] / level for v, a in mastery.items()), default=0.0))

    def elsewhere(node: int) -> float:
        industries = [v for v in mastery if network.nodes[v].kind == "industry"]
        return max((mastery[v] * (1 - transfer[v, node]) for v in industries), default=0.0)

    parts: dict[Dimension, float] = {}
    asked: dict[int, tuple[bool, float]] = {}
    for skill in role.skills:
        essential, level = asked.get(network.index(skill.skill), (False, 0.0))
        asked[network.index(skill.skill)] = essential or skill.essential, max(level, skill.level)
    if asked:
        omega = {q: (1.0 if e else 0.6) * max(network.ic[q], 0.05) ** 3 for q, (e, _) in asked.items()}
        raw = {q: omega[q] ** 2 / sum(omega[r] for r in asked if near(transfer, q, r)) for q in asked}
        met = sum(raw[q] * strength(q, level) for q, (_, level) in asked.items())
        parts[Dimension.SKILL] = met / sum(raw.values())
    if role.job_type is not None:
        parts[Dimension.JOB_TYPE] = strength(network.index(role.job_type))
    if role.industry is not None:
        meets = elsewhere if profile.other_industry else strength
        parts[Dimension.INDUSTRY] = meets(network.index(role.industry))
    if role.floor is not None:
        parts[Dimension.FLOOR] = strength(network.index(f"{role.floor}#floor"))
    return parts


def near(transfer: NDArray[np.float64], q: int, r: int) -> bool:
    return bool(min(transfer[q, r], transfer[r, q]) >= 0.85)
