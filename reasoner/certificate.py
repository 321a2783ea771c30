"""A match as a certificate: all that its score follows from, so that others can prove it.

``docs/certificates.md`` describes the format; ``skillpath.checker``, which shares no code with this room,
proves a certificate. What was given stands in it as it was, computed numbers with :data:`DECIMALS` decimals.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import numpy as np

from skillpath.graph.fingerprint import rules
from skillpath.graph.network import LEARNING_KINDS, Network
from skillpath.graph.paths import PathStep
from skillpath.graph.relations import NEAR_DUPLICATE
from skillpath.reasoner import parameters
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.evidence import Contribution, Match, RequirementEvidence
from skillpath.reasoner.experience import Experience, experience
from skillpath.reasoner.match import KNOWS_INDUSTRY, Matcher
from skillpath.reasoner.parameters import RECENCY
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import near_duplicates
from skillpath.reasoner.shown import Document

FORMAT: Final = "skillpath certificate 1"

DECIMALS: Final = 12
"""Decimals of a computed number: all that is the same on every machine."""

DIGEST_LENGTH: Final = 16
"""Hexadecimal digits of the digest of one input."""


def certificate(
    matcher: Matcher, match: Match, candidate: Candidate, *, release: Mapping[str, Any]
) -> Document:
    """The certificate of a match that the matcher explained.

    ``release`` holds what proves the release's identity: its ``name``, its ``compiler`` and its ``graphs``
    (origin → SHA-256).
    """
    network = matcher.network
    known = experience(network, candidate, matcher.profile, as_of=match.as_of)
    given = _inputs(matcher, candidate)
    document = {
        "format": FORMAT,
        "release": dict(release),
        "inputs": given,
        "inputs_sha256": _sha256(given),
        "digests": {path: _sha256(value)[:DIGEST_LENGTH] for path, value in _leaves(given, "inputs")},
        "filtered": bool(match.outside_filter),
        "years": _written(
            [RECENCY.effective_years(*spell.years_before(match.as_of)) for spell in candidate.spells]
        ),
        "requirements": _written(_requirements(matcher, match, known)),
        "score": _written(match.score),
    }
    document["labels"] = _labels(network, document)
    return document | {"sha256": _sha256(document)}


def _inputs(matcher: Matcher, candidate: Candidate) -> Document:
    """All that the score follows from besides the release."""
    role, profile = matcher.role, matcher.profile
    given: Document = {
        "as_of": matcher.as_of,
        "candidate": asdict(candidate),
        "role": {key: part for key, part in asdict(role).items() if key != "profile"},
        "profile": {
            "name": profile.name,
            "share": dict(profile.share),
            "development": dict(profile.development),
            "bottleneck": profile.bottleneck,
            "industry_only": profile.industry_only,
            "other_industry": profile.other_industry,
        },
        "model": _model(),
    }
    plain: Document = json.loads(json.dumps(given, default=date.isoformat))
    return plain


def _model() -> Document:
    """The constants of the score."""
    return {
        "release": rules(),
        "near_duplicate": NEAR_DUPLICATE,
        "knows_industry": KNOWS_INDUSTRY,
        "days_per_year": parameters.DAYS_PER_YEAR,
        "half_life": RECENCY.half_life,
        "least_recency": RECENCY.floor,
        "level_factor": dict(parameters.LEVEL_FACTOR),
        "mastery_years": dict(parameters.MASTERY_YEARS),
        "full_dose": parameters.FULL_DOSE,
        "essential_weight": parameters.ESSENTIAL_WEIGHT,
        "optional_weight": parameters.OPTIONAL_WEIGHT,
        "information_power": parameters.INFORMATION_POWER,
        "least_information": parameters.LEAST_INFORMATION,
    }


def _requirements(matcher: Matcher, match: Match, known: Experience) -> list[Document]:
    network, near = matcher.network, _near_duplicates(matcher)
    essential = any(evidence.requirement.essential for evidence in match.evidence)
    shared = 1.0 - (matcher.profile.bottleneck if essential else 0.0)
    return [
        _asked(network, evidence, near)
        | _met(network, evidence, known)
        | {
            "bottleneck_points": evidence.points - shared * evidence.strength * evidence.requirement.weight,
            "points": evidence.points,
            "doses": [_dose(network, evidence.source, part, known) for part in evidence.contributions],
        }
        for evidence in match.evidence
    ]


def _near_duplicates(matcher: Matcher) -> dict[int, list[int]]:
    """Each required skill's near-duplicates among the required skills, itself left out."""
    skills = [item.node for item in matcher.requirements.items if item.dimension is Dimension.SKILL]
    near = near_duplicates(matcher.network, np.array(skills, dtype=np.int64))
    return {
        q: [r for i, r in enumerate(skills) if row[i] and r != q] for q, row in zip(skills, near, strict=True)
    }


def _asked(network: Network, evidence: RequirementEvidence, near: Mapping[int, Sequence[int]]) -> Document:
    asked = evidence.requirement
    return {
        "node": network.nodes[asked.node].iri,
        "dimension": str(asked.dimension),
        "essential": asked.essential,
        "level": asked.level,
        "inverted": asked.inverted,
        "information": float(network.ic[asked.node]),
        "near_duplicates": [network.nodes[node].iri for node in near.get(asked.node, ())],
        "weight": asked.weight,
    }


def _met(network: Network, evidence: RequirementEvidence, known: Experience) -> Document:
    source, path = evidence.source, evidence.path
    return {
        "source": None if source is None else network.nodes[source].iri,
        "dose": 0.0 if source is None else float(known.dose[known.rows_of(source)].sum()),
        "mastery": evidence.mastery,
        "transfer": evidence.transfer,
        "path": [] if path is None else [_step(network, step) for step in path.steps],
        "strength": evidence.strength,
    }


def _step(network: Network, step: PathStep) -> Document:
    return {
        "source": network.nodes[step.source].iri,
        "target": network.nodes[step.target].iri,
        "kind": str(step.kind),
        "weight": step.weight,
        "provenance": step.provenance,
    }


def _dose(network: Network, source: int | None, part: Contribution, known: Experience) -> Document:
    """What one spell or claim taught of the winning node, through which link, and its share of the points."""
    (row,) = np.flatnonzero((known.node == source) & (known.item == part.item))
    return {
        "item": part.item,
        "channel": str(part.channel),
        "origin": network.nodes[part.origin].iri,
        **_link(network, part.origin, int(known.node[row])),
        "dose": float(known.dose[row]),
        "share": part.share,
        "points": part.points,
    }


def _link(network: Network, origin: int, node: int) -> Document:
    """How an origin develops a node; as itself, or claimed, in full."""
    if origin == node:
        return {"link": None, "strength": 1.0, "provenance": ""}
    columns = network.developed_by(origin)[0]
    row = network.learning.indptr[origin] + int(np.flatnonzero(columns == node)[0])
    return {
        "link": str(LEARNING_KINDS[network.learning_kind[row]]),
        "strength": float(network.learning.data[row]),
        "provenance": network.sources[network.learning_provenance[row]],
    }


def _labels(network: Network, document: Document) -> dict[str, str]:
    """The label of every concept that the certificate names."""
    texts = {text for _, text in _leaves(document, "") if isinstance(text, str)}
    return {text: network.label(text) for text in sorted(texts) if network.find(text) is not None}


def _leaves(tree: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value in a document that holds no other, with its JSON path."""
    if not tree or not isinstance(tree, (dict, list)):
        yield path, tree
    elif isinstance(tree, dict):
        for key, part in tree.items():
            yield from _leaves(part, f"{path}.{key}")
    else:
        for place, part in enumerate(tree):
            yield from _leaves(part, f"{path}[{place}]")


def _written(tree: Any) -> Any:
    """A document with its numbers as they are written."""
    if isinstance(tree, dict):
        return {key: _written(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [_written(part) for part in tree]
    return round(tree, DECIMALS) if isinstance(tree, float) else tree


def _sha256(tree: Any) -> str:
    """The SHA-256 of a document as compact JSON with sorted keys."""
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
