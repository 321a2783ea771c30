"""A match as a certificate: all that its score follows from, so that others can prove it.

``docs/certificates.md`` describes the format; ``skillpath.checker``, which shares no code with this room,
proves a certificate. What was given stands in it in full, computed numbers with :data:`DECIMALS` decimals.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from skillpath.graph.fingerprint import rules
from skillpath.graph.network import Network
from skillpath.graph.paths import Path
from skillpath.graph.relations import FLOOR_SUFFIX, NEAR_DUPLICATE
from skillpath.reasoner import parameters
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.evidence import Contribution, Match
from skillpath.reasoner.experience import Experience, experience
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import RECENCY
from skillpath.reasoner.shown import Document

FORMAT: Final = "skillpath certificate 2"

DECIMALS: Final = 12
"""Decimals of a computed number: all that is the same on every machine."""

DIGEST_LENGTH: Final = 16
"""Hexadecimal digits of the digest of one input."""


def certificate(
    matcher: Matcher, match: Match, candidate: Candidate, *, release: Mapping[str, Any]
) -> Document:
    """The certificate of a match that the matcher explained.

    Raises :class:`ValueError` for a matcher under which experience fades otherwise than everywhere.
    ``release`` holds what proves the release's identity: its ``name``, its ``compiler`` and its ``graphs``
    (origin → SHA-256).
    """
    if matcher.recency != RECENCY:
        raise ValueError("a certificate states RECENCY: no other is proved by it")
    given = _inputs(matcher, candidate)
    return {
        "format": FORMAT,
        "release": dict(release),
        "inputs": given,
        "digests": _digests(given),
        "requirements": _written(_requirements(matcher, match, candidate)),
        "score": _written(match.score),
    }


def certificate_hash(document: Document) -> str:
    """The SHA-256 of a certificate: that of its compact JSON with sorted keys, as the checker prints it."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _inputs(matcher: Matcher, candidate: Candidate) -> Document:
    """All that the score follows from besides the release, ready to be reckoned with."""
    role, profile, network = matcher.role, matcher.profile, matcher.network
    given: Document = {
        "as_of": matcher.as_of,
        "candidate": {"code": candidate.code},
        "spells": [_spell(spell, matcher.as_of) for spell in candidate.spells],
        "claims": [asdict(claim) | {"skill": _canonical(network, claim.skill)} for claim in candidate.claims],
        "role": {"id": role.id, "title": role.title},
        "asked": [
            {
                "node": network.nodes[item.node].iri,
                "label": network.nodes[item.node].label,
                "dimension": item.dimension,
                "essential": item.essential,
                "level": item.level,
            }
            for item in matcher.requirements.items
        ],
        "profile": {
            "name": profile.name,
            "share": dict(profile.share),
            "development": dict(profile.development),
            "bottleneck": profile.bottleneck,
            "other_industry": profile.other_industry,
        },
        "model": _model(),
    }
    plain: Document = json.loads(json.dumps(given, default=date.isoformat))
    return plain


def _spell(spell: Spell, as_of: date) -> Document:
    """A spell up to a day, with the node of the shop floor where it was spent there."""
    end = as_of if spell.end is None else min(spell.end, as_of)
    floor = spell.industry + FLOOR_SUFFIX if spell.industry is not None and spell.on_floor else None
    return {
        "job_type": spell.job_type,
        "industry": spell.industry,
        "floor": floor,
        "start": min(spell.start, end),
        "end": end,
        "level": spell.level,
    }


def _canonical(network: Network, iri: str) -> str:
    """The IRI of the node that stands for an IRI; the IRI itself where none does."""
    node = network.find(iri)
    return iri if node is None else network.nodes[node].iri


def _model() -> Document:
    """The constants of the score."""
    return {
        "release": rules(),
        "near_duplicate": NEAR_DUPLICATE,
        "days_per_year": parameters.DAYS_PER_YEAR,
        "half_life_days": RECENCY.half_life * parameters.DAYS_PER_YEAR,
        "least_recency": RECENCY.floor,
        "level_factor": dict(parameters.LEVEL_FACTOR),
        "mastery_years": dict(parameters.MASTERY_YEARS),
        "full_dose": parameters.FULL_DOSE,
        "essential_weight": parameters.ESSENTIAL_WEIGHT,
        "optional_weight": parameters.OPTIONAL_WEIGHT,
        "information_power": parameters.INFORMATION_POWER,
        "least_information": parameters.LEAST_INFORMATION,
    }


def _requirements(matcher: Matcher, match: Match, candidate: Candidate) -> list[Document]:
    network = matcher.network
    known = experience(network, candidate, matcher.profile, as_of=match.as_of)
    weakest = min((one.strength for one in match.evidence if one.requirement.essential), default=None)
    return [
        {
            "node": network.nodes[evidence.requirement.node].iri,
            "weight": evidence.requirement.weight,
            "source": None if evidence.source is None else network.nodes[evidence.source].iri,
            "mastery": evidence.mastery,
            "transfer": evidence.transfer,
            "strength": evidence.strength,
            "weakest": evidence.requirement.essential and evidence.strength == weakest,
            "points": evidence.points,
            "doses": [_dose(network, evidence.source, part, known) for part in evidence.contributions],
        }
        | ({} if evidence.path is None else _walk(network, evidence.path))
        for evidence in match.evidence
    ]


def _walk(network: Network, path: Path) -> Document:
    """A path as its first node, then for each step its kind and the node that it leads to; its weights."""
    steps = ((str(step.kind), network.nodes[step.target].iri) for step in path.steps)
    nodes = [network.nodes[path.source].iri, *(part for step in steps for part in step)]
    return {"path": nodes, "weights": [step.weight for step in path.steps]}


def _dose(network: Network, source: int | None, part: Contribution, known: Experience) -> list[Any]:
    """What one spell or claim taught of the winning node: number, channel, origin, dose, and its points."""
    (dose,) = known.dose[(known.node == source) & (known.item == part.item)]
    return [part.item, str(part.channel), network.nodes[part.origin].iri, float(dose), part.points]


def _digests(tree: Any) -> Any:
    """A document of the same shape, each of its values replaced by its digest."""
    if isinstance(tree, dict):
        return {key: _digests(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [_digests(part) for part in tree]
    text = json.dumps(tree, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def _written(tree: Any) -> Any:
    """A document with its numbers as they are written."""
    if isinstance(tree, dict):
        return {key: _written(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [_written(part) for part in tree]
    return round(tree, DECIMALS) if isinstance(tree, float) else tree
