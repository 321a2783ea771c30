"""The whole model a second time, slow and plain, to hold the fast one to.

From a :class:`Catalogue` to a score and its parts, by loops over dictionaries, each formula of ``scoring.md``
in one function. It shares the tables of constants with the product, and none of its formulas.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, permutations
from statistics import median

import networkx as nx

from skillpath.graph.bridge import transfer_edges
from skillpath.graph.likeness import LIKENESS
from skillpath.graph.links import links_of
from skillpath.graph.relations import (
    BETA,
    CUT_OFF,
    EDGE_RULES,
    FORWARD,
    INVERSE,
    LEARNING_RULES,
    NEAR_DUPLICATE,
    EdgeKind,
    Step,
)
from skillpath.graph.similar_work import similar_work as alike_in
from skillpath.ontology.catalogue import Catalogue, ConceptKind, RelationKind
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.outside import KNOWS_INDUSTRY, WITHIN, Filter
from skillpath.reasoner.parameters import (
    ESSENTIAL_WEIGHT,
    INFORMATION_POWER,
    LEAST_INFORMATION,
    LEVEL_FACTOR,
    MASTERY_YEARS,
    OPTIONAL_WEIGHT,
    RECENCY,
    Channel,
)
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role

ROUNDING = 1e-9
"""Slack, relative, where a product is compared with the cut-off."""

TIE = 1e-12
"""What differs by less is taken for equal: either may be named by an explanation."""

Edges = dict[tuple[str, str, EdgeKind], float]
Links = list[tuple[str, RelationKind, str, float | None]]
Taught = dict[tuple[str, RelationKind, str], float]


# The graph (scoring.md §1) -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Taxonomy:
    """A catalogue as the model sees it. ``canonical``: IRI → node; ``kind`` and the others by node."""

    canonical: Mapping[str, str]
    kind: Mapping[str, str]
    links: Links
    learning: Mapping[str, Mapping[str, float]]
    ic: Mapping[str, float]
    edges: Edges
    transfer: Mapping[str, Mapping[str, float]]

    def node(self, iri: str | None, suffix: str = "") -> str | None:
        node = None if iri is None else self.canonical.get(iri)
        return None if node is None or node + suffix not in self.kind else node + suffix

    def carries(self, u: str, v: str) -> float:
        return self.transfer[u].get(v, 0.0)


def taxonomy(catalogue: Catalogue) -> Taxonomy:
    canonical = contracted(catalogue)
    kind = kinds(catalogue, canonical)
    links = contracted_links(catalogue, canonical)
    taught = teaching(links, kind)
    ic = information(catalogue, canonical, kind, links, taught)
    headings = {node for node in kind if node in canonical and is_heading(catalogue, canonical, node)}
    work = similar_work(hierarchies(links, kind), kind, headings, taught, ic)
    edges = hierarchy_and_lateral(links, kind, ic) | work
    transfer = {u: transfers_from(u, edges) for u in kind}
    return Taxonomy(canonical, kind, links, strongest(taught, kind), ic, edges, transfer)


def contracted(catalogue: Catalogue) -> dict[str, str]:
    """Sameness, spread until nothing changes, within a kind; the shortest name stands for all."""
    groups = {iri: {iri} for iri in catalogue.concepts}
    for a, b in catalogue.same:
        if catalogue.concepts[a].kind == catalogue.concepts[b].kind:
            union = groups[a] | groups[b]
            for iri in union:
                groups[iri] = union
    return {iri: sorted(group, key=lambda name: (len(name), name))[0] for iri, group in groups.items()}


def kinds(catalogue: Catalogue, canonical: Mapping[str, str]) -> dict[str, str]:
    found = {node: str(catalogue.concepts[node].kind) for node in canonical.values()}
    floors = {f"{node}#floor": "floor" for node, kind in found.items() if kind == "industry"}
    return found | floors


def contracted_links(catalogue: Catalogue, canonical: Mapping[str, str]) -> Links:
    """The links between nodes, with the weights that they state."""
    links = [(canonical[r.subject], r.kind, canonical[r.object], r.weight) for r in catalogue.relations]
    return [link for link in links if link[0] != link[2]]


def hierarchy_and_lateral(links: Links, kind: Mapping[str, str], ic: Mapping[str, float]) -> Edges:
    """Each link between nodes of one kind, there and back; those of industries also between their floors."""
    found: dict[tuple[str, str, EdgeKind], list[float]] = {}
    for u, relation, v, stated in links:
        if kind[u] == kind[v] and relation in FORWARD:
            there, back = FORWARD[relation], INVERSE[FORWARD[relation]]
            for s in ("", "#floor") if kind[u] == "industry" else ("",):
                for a, b, edge in ((u + s, v + s, there), (v + s, u + s, back)):
                    if edge is EdgeKind.NARROWER and kind[u] == "job type":
                        continue  # a heading does not vouch for the job types below it
                    weight = EDGE_RULES[edge].weight if stated is None else stated
                    found.setdefault((a, b, edge), []).extend([] if weight is None else [weight])
    return {key: edge_weight(weights, ic[key[0]], ic[key[1]]) for key, weights in found.items()}


def edge_weight(numbers: list[float], ic_from: float, ic_to: float) -> float:
    """The heaviest of those that became one; the rule only where there is no number."""
    return max(numbers) if numbers else narrower_weight(ic_from, ic_to)


def narrower_weight(parent: float, child: float) -> float:
    """``(IC(parent)/IC(child))^β``."""
    return math.pow(parent / child, BETA) if child > parent else 1.0


def descendants(links: Links, node: str, *, up: bool = False) -> set[str]:
    """The node and all that is narrower (``up``: broader)."""
    found, fresh = {node}, [node]
    while fresh:
        here = fresh.pop()
        for u, relation, v, _ in links:
            start, end = (u, v) if up else (v, u)
            if relation is RelationKind.BROADER and start == here and end not in found:
                found.add(end)
                fresh.append(end)
    return found


def information(
    catalogue: Catalogue,
    canonical: Mapping[str, str],
    kind: Mapping[str, str],
    links: Links,
    taught: Taught,
) -> dict[str, float]:
    """``−log(n/N) / log N`` for every node."""
    members = {k: {n for n in kind if kind[n] == k} for k in set(kind.values())}
    jobs = {n for n in members.get("job type", ()) if not is_heading(catalogue, canonical, n)}
    within = hierarchies(links, kind)
    ic = {}
    for node, k in kind.items():
        below = descendants(within, node)
        if k == "skill":
            seen = {j for j, _, s in taught if j in jobs and s in below}
            ic[node] = scaled(len(seen), len(jobs))
        elif k == "job type":
            ic[node] = scaled(len(below & jobs), len(jobs))
        else:
            ic[node] = scaled(len(below), len(members[k]))
    return ic


def is_heading(catalogue: Catalogue, canonical: Mapping[str, str], node: str) -> bool:
    return all(catalogue.concepts[iri].group for iri, to in canonical.items() if to == node)


def hierarchies(links: Links, kind: Mapping[str, str]) -> Links:
    """The broader links within a kind, those of industries once more between their floors."""
    within = [link for link in links if link[1] is RelationKind.BROADER and kind[link[0]] == kind[link[2]]]
    floors = [(f"{u}#floor", r, f"{v}#floor", w) for u, r, v, w in within if kind[u] == "industry"]
    return within + floors


def scaled(count: int, population: int) -> float:
    if population < 2:
        return 0.0 if count else 1.0
    return math.log(population / max(count, 1)) / math.log(population)


def similar_work(
    links: Links, kind: Mapping[str, str], headings: set[str], taught: Taught, ic: Mapping[str, float]
) -> Edges:
    """``(1 − α) √min(1, L(j, k) / (κ · median L(i, i))) + α · place(j, k)``, but not to what is broader."""
    jobs = sorted(n for n, k in kind.items() if k == "job type")
    above = {n: descendants(links, n, up=True) for n in kind}
    said = {j: {} if j in headings else features(j, taught, above, ic) for j in jobs}
    size = {j: sum(said[j].values()) for j in jobs}
    needed = {f: sum(said[j].get(f, 0.0) for j in jobs) for j in jobs for f in said[j]}
    own = [lift(said[j], said[j], size[j], size[j], needed) for j in jobs if size[j] > 0]
    typical = LIKENESS.full * (median(own) if own else 1.0)
    edges: Edges = {}
    for j, k in permutations(jobs, 2):
        shared = lift(said[j], said[k], size[j], size[k], needed) if size[j] > 0 < size[k] else 0.0
        weight = (1 - LIKENESS.place) * math.sqrt(min(1.0, shared / typical))
        weight += LIKENESS.place * place(above[j] & above[k], k, ic)
        if k not in above[j] and weight > 0:
            edges[j, k, EdgeKind.SIMILAR_WORK] = min(1.0, weight)
    return edges


def features(
    job: str, taught: Taught, above: Mapping[str, set[str]], ic: Mapping[str, float]
) -> dict[str, float]:
    """What a job type needs, and itself, each with all that is broader; by information content."""
    counts = {RelationKind.ESSENTIAL_SKILL: 1.0, RelationKind.OPTIONAL_SKILL: LIKENESS.optional}
    needs: dict[str, float] = {job: 1.0}
    for j, relation, skill in taught:
        if j == job and relation in counts:
            needs[skill] = max(counts[relation], needs.get(skill, 0.0))
    found: dict[str, float] = {}
    for need, count in needs.items():
        for concept in above[need]:
            found[concept] = found.get(concept, 0.0) + count * ic[concept]
    return {concept: weight for concept, weight in found.items() if weight > 0}


def lift(
    one: Mapping[str, float],
    other: Mapping[str, float],
    size: float,
    other_size: float,
    needed: Mapping[str, float],
) -> float:
    """``Σ_f F(j, f) F(k, f) / n(f) / (d(j) d(k))``."""
    return sum(one[f] * other[f] / needed[f] for f in one.keys() & other.keys()) / (size * other_size)


def place(common: Iterable[str], k: str, ic: Mapping[str, float]) -> float:
    """``(IC(mica) / IC(k))^β``."""
    informative = max((ic[a] for a in common), default=None)
    if informative is None:
        return 0.0
    return 1.0 if ic[k] == 0 else math.pow(min(1.0, max(informative, 0.0) / ic[k]), BETA)


# What is taught (scoring.md §3) ------------------------------------------------------------------------


def teaching(links: Links, kind: Mapping[str, str]) -> Taught:
    """What a job type, an industry or a floor develops, by kind of link; of two made one the stronger."""
    taught: Taught = {}
    for u, relation, v, stated in links:
        if relation in LEARNING_RULES and kind[v] == "skill" and kind[u] != "skill":
            rule = LEARNING_RULES[relation]
            teacher = f"{u}#floor" if rule.on_floor else u
            if teacher in kind:
                strength = rule.strength if stated is None else stated
                taught[teacher, relation, v] = max(strength, taught.get((teacher, relation, v), 0.0))
    return taught | inherited(taught, hierarchies(links, kind), kind)


def inherited(taught: Taught, above: Links, kind: Mapping[str, str]) -> Taught:
    """What a section teaches, its divisions teach, unless they say so themselves."""
    found: Taught = {}
    for node in (n for n, k in kind.items() if k in {"industry", "floor"}):
        broader = descendants(above, node, up=True) - {node}
        for (teacher, relation, v), strength in taught.items():
            if teacher in broader and (node, relation, v) not in taught:
                found[node, relation, v] = max(strength, found.get((node, relation, v), 0.0))
    return found


def strongest(taught: Taught, kind: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """p: of several links between two nodes the strongest; and everything but a skill develops itself."""
    found = {node: {} if k == "skill" else {node: 1.0} for node, k in kind.items()}
    for (teacher, _, v), strength in taught.items():
        found[teacher][v] = max(strength, found[teacher].get(v, 0.0))
    return found


# Transfer (scoring.md §2) ------------------------------------------------------------------------------


def transfers_from(u: str, edges: Edges, *, cut_off: float = CUT_OFF) -> dict[str, float]:
    """T(u, ·): first as far up as it goes, then down and across; searched without a bound, then cut."""
    up = {key: w for key, w in edges.items() if EDGE_RULES[key[2]].step is Step.UP}
    best = spread({u: 1.0}, up)
    best = spread(best, {key: w for key, w in edges.items() if key not in up})
    return {v: t for v, t in best.items() if t >= cut_off * (1 - ROUNDING)}


def spread(start: Mapping[str, float], edges: Edges) -> dict[str, float]:
    """The largest products of weights, from what is reached already: again and again until nothing gains."""
    best, gained = dict(start), True
    while gained:
        gained = False
        for (a, b, _), weight in edges.items():
            if best.get(a, 0.0) * weight > best.get(b, 0.0) * (1 + 1e-15):
                best[b], gained = best[a] * weight, True
    return best


def _all_edges(graph: "nx.MultiDiGraph[str]") -> Iterator[tuple[str, str, EdgeKind, float]]:
    """Those of the readable graph, and between job types that are alike."""
    yield from (edge[:4] for edge in transfer_edges(graph))
    alike, iris = alike_in(links_of(graph), LIKENESS), sorted(graph)
    for u, v, weight in zip(alike.source.tolist(), alike.target.tolist(), alike.weight.tolist(), strict=True):
        yield iris[u], iris[v], EdgeKind.SIMILAR_WORK, weight


def transfers(
    graph: "nx.MultiDiGraph[str]", sources: list[str] | None = None
) -> dict[tuple[str, str], float]:
    """T from the readable graph instead, by networkx's Dijkstra over (node, has turned): for large ones."""
    states: nx.DiGraph[tuple[str, bool]] = nx.DiGraph()
    for node in graph:
        states.add_edge((node, False), (node, True), cost=0.0)
    for u, v, kind, weight in _all_edges(graph):
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


# What a candidate brings (scoring.md §3) ---------------------------------------------------------------


@dataclass
class Dose:
    """What one spell or claim adds to one node, and the channels that may be named for it."""

    amount: float
    channels: set[Channel]


def doses(tax: Taxonomy, candidate: Candidate, profile: Profile, as_of: date) -> dict[str, dict[int, Dose]]:
    """node → number of the spell or claim → dose."""
    found: dict[str, dict[int, Dose]] = {}
    for item, spell in enumerate(candidate.spells):
        for channel, origin in origins(tax, spell):
            for v, p in tax.learning[origin].items():
                amount = spell_dose(spell, profile.development[channel], p, tax.kind[v], as_of)
                if amount > 0:
                    keep_best(found.setdefault(v, {}), item, Dose(amount, {channel}))
    for item, claim in enumerate(candidate.claims, start=len(candidate.spells)):
        node = tax.node(claim.skill)
        if node is not None:
            found.setdefault(node, {})[item] = Dose(claim_dose(claim, profile), {Channel.CLAIM})
    return found


def keep_best(of_node: dict[int, Dose], item: int, dose: Dose) -> None:
    """One spell is never counted twice for one node: its best channel counts."""
    old = of_node.get(item)
    if old is None or dose.amount > old.amount * (1 + TIE):
        of_node[item] = dose
    elif dose.amount >= old.amount * (1 - TIE):
        of_node[item] = Dose(max(old.amount, dose.amount), old.channels | dose.channels)


def origins(tax: Taxonomy, spell: Spell) -> list[tuple[Channel, str]]:
    """The nodes through which a spell teaches; what a job adds in an industry counts as the job's."""
    job, industry = tax.node(spell.job_type), tax.node(spell.industry)
    floor = tax.node(spell.industry, "#floor") if spell.on_floor else None
    named = [(Channel.JOB_TYPE, job), (Channel.INDUSTRY, industry), (Channel.FLOOR, floor)]
    named += [(Channel.JOB_TYPE, pair) for pair in jobs_in_industries(tax, job, industry)]
    return [(channel, node) for channel, node in named if node is not None]


def jobs_in_industries(tax: Taxonomy, job: str | None, industry: str | None) -> list[str]:
    """Those of the job type, in the industry or in one that counts as broader (T = 1)."""
    of_job = last_named(tax.links, RelationKind.OF_JOB_TYPE)
    in_industry = last_named(tax.links, RelationKind.IN_INDUSTRY)
    return [
        pair
        for pair in of_job
        if pair in in_industry
        and industry is not None
        and of_job[pair] == job
        and tax.carries(industry, in_industry[pair]) == 1.0
    ]


def last_named(links: Links, kind: RelationKind) -> dict[str, str]:
    """What a job in an industry is of; SHACL allows one, of more the last of the catalogue counts."""
    return {u: v for u, relation, v, _ in links if relation is kind}


def spell_dose(spell: Spell, delta: float, p: float, kind: str, as_of: date) -> float:
    """``δ · λ(level) · p · Y / H``."""
    return delta * LEVEL_FACTOR[spell.level] * p * effective_years(spell, as_of) / MASTERY_YEARS[kind]


def effective_years(spell: Spell, as_of: date) -> float:
    """``∫ max(ρ₀, 2^(−age/h)) dt`` over the days of the spell up to a day."""
    end = as_of if spell.end is None or spell.end > as_of else spell.end
    first, last = (as_of - min(spell.start, end)).days / 365.25, (as_of - end).days / 365.25
    h, floor = RECENCY.half_life, RECENCY.floor
    turn = h * math.log2(1 / floor)  # from this age on it fades no more
    years = 0.0
    for older, newer in pairwise(sorted({first, last, min(max(turn, last), first)}, reverse=True)):
        if newer >= turn:
            years += floor * (older - newer)
        else:
            years += h / math.log(2) * (math.pow(2, -newer / h) - math.pow(2, -older / h))
    return years


def claim_dose(claim: Claim, profile: Profile) -> float:
    """``φ⁻¹(δ · level)``: the dose that masters so much."""
    return -math.log(1 - profile.development[Channel.CLAIM] * claim.level * (1 - math.exp(-1)))


def mastery(dose: float) -> float:
    """``φ(D) = min(1, (1 − e^−D)/(1 − e^−1))``."""
    return min(1.0, (1 - math.exp(-dose)) / (1 - math.exp(-1)))


# What a role asks (scoring.md §4) ----------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    node: str
    dimension: Dimension
    essential: bool
    level: float
    weight: float


def asked_for(tax: Taxonomy, role: Role, profile: Profile) -> list[Asked]:
    """All requirements; weights sum to 1 within each dimension, then each gets its share."""
    asked = skills_asked_for(tax, role)
    single = {
        Dimension.JOB_TYPE: tax.node(role.job_type),
        Dimension.INDUSTRY: tax.node(role.industry),
        Dimension.FLOOR: tax.node(role.floor, "#floor"),
    }
    asked += [Asked(node, dim, False, 1.0, 1.0) for dim, node in single.items() if node is not None]
    used = sum(profile.share[dim] for dim in {a.dimension for a in asked})
    return [
        Asked(a.node, a.dimension, a.essential, a.level, a.weight * profile.share[a.dimension] / used)
        for a in asked
        if profile.share[a.dimension] > 0
    ]


def skills_asked_for(tax: Taxonomy, role: Role) -> list[Asked]:
    """Each node once: essential if ever asked for so, at the highest level."""
    known: dict[str, tuple[bool, float]] = {}
    for r in role.skills:
        node = tax.node(r.skill)
        if node is not None:
            essential, level = known.get(node, (False, 0.0))
            known[node] = essential or r.essential, max(level, r.level)
    omega = {q: importance(tax.ic[q], essential) for q, (essential, _) in known.items()}
    raw = {q: omega[q] ** 2 / sum(omega[r] for r in known if near(tax, q, r)) for q in known}
    return [Asked(q, Dimension.SKILL, *known[q], raw[q] / sum(raw.values())) for q in known]


def importance(ic: float, essential: bool) -> float:
    """ω."""
    factor = ESSENTIAL_WEIGHT if essential else OPTIONAL_WEIGHT
    return float(factor * max(ic, LEAST_INFORMATION) ** INFORMATION_POWER)


def near(tax: Taxonomy, q: str, r: str) -> bool:
    """Nearly the same: carries almost whole, there and back."""
    return min(tax.carries(q, r), tax.carries(r, q)) >= NEAR_DUPLICATE


# The score (scoring.md §5) -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Met:
    """One requirement: m, its part of the score without the bottleneck's, and what may be named for it.

    ``ways``: node that may be named as the winner → spell or claim → share, channels that may be named.
    """

    asked: Asked
    strength: float
    points: float
    ways: Mapping[str, Mapping[int, tuple[float, set[Channel]]]]


@dataclass(frozen=True)
class Answer:
    """The score, its parts by requirement (node), and what the weakest of ``bottleneck`` share on top."""

    score: float
    met: Mapping[str, Met]
    bottleneck: set[str]
    bottleneck_points: float
    outside: set[Filter]


def answer(tax: Taxonomy, candidate: Candidate, role: Role, profile: Profile, as_of: date) -> Answer:
    brought = doses(tax, candidate, profile, as_of)
    asked = asked_for(tax, role, profile)
    eta = profile.bottleneck if any(a.essential for a in asked) else 0.0
    met = {}
    for a in asked:
        carried = carried_to(tax, brought, a, profile)
        strength = min(1.0, max(carried.values(), default=0.0) / a.level)
        met[a.node] = Met(a, strength, (1 - eta) * a.weight * strength, ways(brought, carried))
    essential = {a.node: met[a.node].strength for a in asked if a.essential}
    least = min(essential.values(), default=0.0)
    return Answer(
        score=sum(m.points for m in met.values()) + eta * least,
        met=met,
        bottleneck={q for q, strength in essential.items() if strength <= least + TIE},
        bottleneck_points=eta * least,
        outside=outside(tax, candidate, role, profile),
    )


def carried_to(
    tax: Taxonomy, brought: Mapping[str, Mapping[int, Dose]], asked: Asked, profile: Profile
) -> dict[str, float]:
    """``a(v) · T(v, q)`` for each node v; for "fresh eyes" ``a(v) · (1 − T(v, q))`` over industries."""
    found = {}
    for v, items in brought.items():
        transfer = tax.carries(v, asked.node)
        if profile.other_industry and asked.dimension is Dimension.INDUSTRY:
            transfer = 1 - transfer if tax.kind[v] == ConceptKind.INDUSTRY else 0.0
        found[v] = mastery(sum(dose.amount for dose in items.values())) * transfer
    return found


def ways(
    brought: Mapping[str, Mapping[int, Dose]], carried: Mapping[str, float]
) -> dict[str, dict[int, tuple[float, set[Channel]]]]:
    """Shares in proportion to the doses on each winning node (more than one where they tie)."""
    best = max(carried.values(), default=0.0)
    found = {}
    for v in (v for v in carried if best > 0 and carried[v] >= best * (1 - TIE)):
        whole = sum(dose.amount for dose in brought[v].values())
        found[v] = {item: (d.amount / whole, d.channels) for item, d in brought[v].items()}
    return found


def outside(tax: Taxonomy, candidate: Candidate, role: Role, profile: Profile) -> set[Filter]:
    """The filters that leave the candidate out."""
    asked, day = role.filters, candidate.available_from
    places = {candidate.location, (candidate.location or "").split("-")[0]}
    held = {name.casefold() for name in candidate.licences}
    inside = {
        Filter.INDUSTRY: not (
            lacks_industry(tax, candidate, role, profile) or lacks_industries(tax, candidate, role)
        ),
        Filter.LOCATION: not asked.locations or bool(places & set(asked.locations)),
        Filter.AVAILABILITY: asked.available_by is None or (day is not None and day <= asked.available_by),
        Filter.LICENCES: {name.casefold() for name in asked.licences} <= held,
    }
    return {one for one in Filter if not inside[one]}


def lacks_industry(tax: Taxonomy, candidate: Candidate, role: Role, profile: Profile) -> bool:
    """Whether "industry only" leaves them out: no spell in an industry that carries to the role's."""
    target = tax.node(role.industry)
    if not profile.industry_only or target is None:
        return False
    return not worked_in(tax, candidate, target, KNOWS_INDUSTRY)


def lacks_industries(tax: Taxonomy, candidate: Candidate, role: Role) -> bool:
    """Whether the filter leaves them out: no spell within any of the industries asked for."""
    asked = role.filters.industries
    return bool(asked) and not any(worked_in(tax, candidate, tax.node(one), WITHIN) for one in asked)


def worked_in(tax: Taxonomy, candidate: Candidate, target: str | None, least: float) -> bool:
    """Whether a spell is in an industry that carries so far to the target."""
    known = [tax.node(spell.industry) for spell in candidate.spells]
    return target is not None and any(i is not None and tax.carries(i, target) >= least for i in known)
