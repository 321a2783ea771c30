"""A surprising match as a document, with the reason in words."""

from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.evidence import RequirementEvidence
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.shown import Document, concept, path_steps
from skillpath.reasoner.surprise import Surprise
from skillpath.reasoner.usual import Usual


def surprise_document(network: Network, surprise: Surprise, score: float) -> Document:
    """The labels and numbers of a surprise, and its ``reason``; ``points`` are out of 100, to one decimal."""
    usual = surprise.usual
    document: Document = {
        "z": surprise.z,
        "points": _points(score),
        "job_type": concept(network, surprise.job_type),
        "industry": None if surprise.industry is None else concept(network, surprise.industry),
        "usual": {
            "family": family_label(network, usual),
            "group": usual.group,
            "witnesses": usual.witnesses,
            "points": _points(usual.mean),
            "spread": _points(usual.spread),
        },
        "carried": [_carried(network, evidence) for evidence in surprise.carried],
    }
    return document | {"reason": reason(document)}


def family_label(network: Network, usual: Usual) -> str:
    """The heading of an ISCO-08 group, or its code where the release has no such heading."""
    if not usual.group:
        return "all job types"
    headings = (network.nodes[job] for job in network.of_kind(ConceptKind.JOB_TYPE))
    labels = (node.label for node in headings if node.group and node.code == usual.group)
    return next(labels, f"ISCO-08 group {usual.group}")


def reason(document: Document) -> str:
    """What is usually expected, and what carries here."""
    usual, industry = document["usual"], document["industry"]
    place = "" if industry is None else f", in {industry['label']}"
    return (
        f"By title ({document['job_type']['label']}{place}) one would expect {usual['points']:.1f} of 100 "
        f"points, give or take {usual['spread']:.1f}: what “{usual['family']}” usually score. "
        f"Here it is {document['points']:.1f}. "
        f"What carries, each by a path of its own: {'; '.join(map(_told, document['carried']))}."
    )


def _carried(network: Network, evidence: RequirementEvidence) -> Document:
    most = max(evidence.contributions, key=lambda part: part.share)
    return {
        "requirement": concept(network, evidence.requirement.node),
        "strength": evidence.strength,
        "points": _points(evidence.points),
        "source": None if evidence.source is None else concept(network, evidence.source),
        "path": [] if evidence.path is None else path_steps(network, evidence.path),
        "channel": str(most.channel),
        "origin": concept(network, most.origin),
    }


def _told(carried: Document) -> str:
    source, requirement = carried["source"], carried["requirement"]
    known = "" if source == requirement else f" from {source['label']}"
    return f"{requirement['label']}{known} ({carried['channel']}, {carried['points']:.1f} points)"


def _points(score: float) -> float:
    return round(score * POINTS, 1)
