"""A match as a document: the evidence with labels, for pages, the command line, JSON and sentences alike.

Numbers named ``score``, ``strength`` … are the scorer's own, 0..1. ``points`` are the same for people:
out of 100, to two decimals, rounded so that all parts add up to the total shown.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from skillpath.graph.network import LEARNING_KINDS, Network
from skillpath.graph.paths import Path
from skillpath.graph.relations import EDGE_RULES, LEARNING_RULES
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import Contribution, Match, RequirementEvidence
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import points
from skillpath.reasoner.sentences import requirement_sentence, route, summary

Document = dict[str, Any]
"""What :func:`match_document` makes: only dicts, lists, strings, numbers, booleans and ``None``."""


def match_document(
    network: Network, match: Match, candidate: Candidate, role: Role, *, release: str
) -> Document:
    """The whole match with labels, texts and shown points; see the module for what the numbers mean."""
    flat = [c.points for e in match.evidence for c in e.contributions]
    parts, whole = points(flat, match.score)
    shown = iter(parts)
    brought: tuple[Spell | Claim, ...] = (*candidate.spells, *candidate.claims)
    items = [_item(network, number, one) for number, one in enumerate(brought)]
    requirements = [_requirement(network, e, items, shown) for e in match.evidence]
    contributions = [c for r in requirements for c in r["contributions"]]
    for item in items:
        item["points"] = _sum(c for c in contributions if c["item"] == item["item"])
    document: Document = {
        "candidate": match.candidate,
        "role": {"id": role.id, "title": role.title},
        "profile": match.profile,
        "as_of": match.as_of.isoformat(),
        "release": release,
        "score": match.score,
        "points": whole,
        "outside_filter": match.outside_filter,
        "unknown": list(match.unknown),
        "channels": [
            {
                "channel": str(channel),
                "score": score,
                "points": _sum(c for c in contributions if c["channel"] == channel),
            }
            for channel, score in match.by_channel().items()
        ],
        "items": items,
        "requirements": requirements,
        "gaps": [requirements[match.evidence.index(e)]["requirement"] | {"gap": e.gap} for e in match.gaps()],
    }
    for requirement in requirements:
        requirement["route"] = route(requirement["path"])
        requirement["sentence"] = requirement_sentence(requirement)
    document["summary"] = summary(document)
    return document


def concept(network: Network, position: int) -> Document:
    """What is shown of a node."""
    node = network.nodes[position]
    return {"iri": node.iri, "label": node.label, "kind": node.kind}


def _sum(parts: Iterator[Document]) -> float:
    return round(math.fsum(part["points"] for part in parts), 2)


def _item(network: Network, number: int, item: Spell | Claim) -> Document:
    if isinstance(item, Claim):
        label = network.label(item.skill)
        return {"item": number, "kind": "claim", "text": f"{item.source}: {label}", "level": item.level}
    job, industry = network.label(item.job_type), network.label(item.industry)
    end = "today" if item.end is None else str(item.end.year)
    level = "" if item.level is Level.PROFESSIONAL else f", {item.level}"
    text = " in ".join(part for part in (job or "work", industry) if part)
    return {
        "item": number,
        "kind": "spell",
        "text": f"{text}, {item.start.year}–{end}{level}",
        "job_type": job,
        "industry": industry,
        "start": item.start.isoformat(),
        "end": None if item.end is None else item.end.isoformat(),
        "level": str(item.level),
        "on_floor": item.on_floor,
    }


def _requirement(
    network: Network, evidence: RequirementEvidence, items: list[Document], shown: Iterator[float]
) -> Document:
    asked = evidence.requirement
    contributions = [_contribution(network, evidence, c, items, next(shown)) for c in evidence.contributions]
    return {
        "requirement": concept(network, asked.node)
        | {
            "dimension": str(asked.dimension),
            "essential": asked.essential,
            "level": asked.level,
            "weight": asked.weight,
            "inverted": asked.inverted,
        },
        "strength": evidence.strength,
        "score": evidence.points,
        "points": _sum(iter(contributions)),
        "gap": evidence.gap,
        "source": None if evidence.source is None else concept(network, evidence.source),
        "mastery": evidence.mastery,
        "transfer": evidence.transfer,
        "path": [] if evidence.path is None else path_steps(network, evidence.path),
        "contributions": contributions,
    }


def path_steps(network: Network, path: Path) -> list[Document]:
    """The steps of a path with labels and wordings."""
    return [
        {
            "source": concept(network, step.source),
            "target": concept(network, step.target),
            "kind": str(step.kind),
            "wording": EDGE_RULES[step.kind].wording,
            "weight": step.weight,
            "provenance": step.provenance,
        }
        for step in path.steps
    ]


def _contribution(
    network: Network,
    evidence: RequirementEvidence,
    part: Contribution,
    items: list[Document],
    shown: float,
) -> Document:
    return {
        "item": part.item,
        "text": items[part.item]["text"],
        "channel": str(part.channel),
        "origin": concept(network, part.origin),
        "learning": _learning(network, part, evidence.source),
        "share": part.share,
        "score": part.points,
        "points": shown,
    }


def _learning(network: Network, part: Contribution, source: int | None) -> Mapping[str, Any] | None:
    """How the origin develops the winning node; ``None`` where the origin is that node (or it is claimed)."""
    if part.channel is Channel.CLAIM or part.origin == source:
        return None
    start, end = network.learning.indptr[part.origin], network.learning.indptr[part.origin + 1]
    row = next(r for r in range(start, end) if network.learning.indices[r] == source)
    rule = LEARNING_RULES[LEARNING_KINDS[network.learning_kind[row]]]
    return {
        "wording": rule.wording,
        "strength": float(network.learning.data[row]),
        "provenance": network.sources[network.learning_provenance[row]],
    }
